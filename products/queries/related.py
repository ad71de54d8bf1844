"""What else a reader of one work may want: works of its topic, its places or for the same people."""

from django.core.cache import caches

from kontum_ttdn.page_cache.store import moment
from products.models import Edition, Product

from .lines import COLUMNS, Line, lines
from .prepared import Prepared
from .public import COUNTS_KEPT, RELATED, newest

AMONG, SHOWN = 200, 4  # newest works of the language that are looked through, so that no page costs more in a full library; works shown
NOBODY = -1  # the number of no edition

_marks = Prepared(lambda product: Product.objects.filter(pk=product).values_list("topic_id", "audiences", "places"), product=int)
_public = Prepared(
    lambda **editions: Edition.objects.public().filter(pk__in=editions.values()).order_by("-day", "-product_id").values_list(*COLUMNS),
    **{f"edition{place}": int for place in range(SHOWN)},
)


def related(edition: Edition) -> tuple[Line, ...]:
    """The newest in the same language that share topic, place or audience with it; one statement, and some more once a minute.

    Which these are is as old as the counts may be; whether readers have them is asked at each visit.
    """
    recent = _recent(edition.language)
    found = {entry for mark in _marks_of(edition.product_id) for entry in recent.get(mark, ()) if entry[2] != edition.product_id}
    chosen = [number for _place, number, _product in sorted(found)[:SHOWN]]
    if not chosen:
        return ()
    chosen += [NOBODY] * (SHOWN - len(chosen))
    return lines(_public(**{f"edition{place}": number for place, number in enumerate(chosen)}))


def _marks_of(product: int) -> set[tuple[str, int]]:
    """Topic, audiences and places of a product."""
    key = f"{RELATED}.marks.{product}.{moment()}"
    marks = caches["process"].get(key)
    if marks is None:
        marks = {mark for row in _marks(product=product) for mark in zip("tap", row, strict=True) if mark[1] is not None}
        caches["process"].set(key, marks, COUNTS_KEPT)
    return marks


def _recent(language: str) -> dict[tuple[str, int], list[tuple[int, int, int]]]:
    """By topic, audience and place the newest works that have it: place among all, number of the edition, of the product."""
    key = f"{RELATED}.{language}.{moment()}"
    recent = caches["process"].get(key)
    if recent is None:
        caches["process"].set(key, recent := _looked_through(language), COUNTS_KEPT)
    return recent


def _looked_through(language: str) -> dict[tuple[str, int], list[tuple[int, int, int]]]:
    newest_ones = list(newest(language).values_list("pk", "product_id", "product__topic_id")[:AMONG])
    entries = {product: (place, edition, product) for place, (edition, product, _topic) in enumerate(newest_ones)}
    shared = [(product, ("t", topic)) for _edition, product, topic in newest_ones if topic]
    for letter, link, name in (("a", Product.audiences.through, "audience_id"), ("p", Product.places.through, "unit_id")):
        rows = link.objects.filter(product__in=entries).values_list("product_id", name)
        shared += [(product, (letter, number)) for product, number in rows]
    recent: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
    for product, mark in sorted(shared, key=lambda one: entries[one[0]]):
        recent.setdefault(mark, []).append(entries[product])
    return {mark: found[: SHOWN + 1] for mark, found in recent.items()}  # one of them may be the work itself
