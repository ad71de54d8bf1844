"""Lists of products with their nine editions."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.registry import CODES
from products.models import Edition, Product

STATES = {
    "missing": _("missing"),
    "going": _("in work"),
    "review": _("in review"),
    "current": _("current"),
    "stale": _("behind the source"),
    "withdrawn": _("withdrawn"),
}


def products_with_editions(user):
    """Products of the units that `user` works for, newest first, each with its nine editions in the order of the registry."""
    editions = Prefetch("editions", Edition.objects.with_work().order_by("pk"))
    return Product.objects.visible_to(user).select_related("kind").prefetch_related(editions)


def in_order(editions) -> list[Edition]:
    """Editions in the order of the registry."""
    return sorted(editions, key=lambda edition: CODES.index(edition.language))


def strip(product: Product) -> list[dict]:
    """The nine cells of a product's strip, from prefetched editions `with_work()`."""
    return [
        {
            "code": edition.language,
            "state": edition.shown_state,
            "label": STATES[edition.shown_state],
            "url": reverse("products:edition", args=[product.code, edition.language]),
        }
        for edition in in_order(product.editions.all())
    ]


def source_title(product: Product) -> str:
    """The title in the source language, from prefetched editions."""
    return next((edition.title for edition in product.editions.all() if edition.language == product.source_language), product.code)
