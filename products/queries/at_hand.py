"""All editions of one work for a reader's page, in one statement: models without what such a page seldom needs, which they fetch when it is."""

from django.db import DEFAULT_DB_ALIAS

from products.models import Edition, Product, Revision

from .prepared import Prepared

# In the order of the models, which Model.from_db expects.
EDITION = ("id", "product_id", "language", "translated_from", "title", "title_language", "summary", "kind_id", "topic_id", "day", "carriers",
           "variant", "standing", "behind", "approved_id", "published_id")  # fmt: skip
PRODUCT = ("id", "code", "kind_id", "topic_id", "unit_id", "rights", "source_language", "valid_until")
REVISION = ("id", "edition_id", "number", "based_on_id", "content_hash")

# Model.from_db looks each field of the model up in them.
_OF_EDITION, _OF_PRODUCT, _OF_REVISION = map(frozenset, (EDITION, PRODUCT, REVISION))

_product, _published = map(Edition._meta.get_field, ("product", "published"))

_rows = Prepared(
    lambda code: Edition.objects.filter(product__code=code).values_list(
        *EDITION, *(f"product__{name}" for name in PRODUCT), *(f"published__{name}" for name in REVISION)
    ),
    code=str,
)


def editions_of(code: str) -> list[Edition]:
    """The editions of the product of that code, with their product and what is published; none where there is no such work."""
    made: list[Edition] = []
    for row in _rows(code=code):
        edition = Edition.from_db(DEFAULT_DB_ALIAS, _OF_EDITION, row[: len(EDITION)])
        product = made[0].product if made else Product.from_db(DEFAULT_DB_ALIAS, _OF_PRODUCT, row[len(EDITION) : -len(REVISION)])
        _product.set_cached_value(edition, product)  # as select_related() does: the rows belong together, nothing need be compared
        if edition.published_id:
            _published.set_cached_value(edition, Revision.from_db(DEFAULT_DB_ALIAS, _OF_REVISION, row[-len(REVISION) :]))
        made.append(edition)
    return made
