"""The products' side of search: each edition that readers have, and for the staff of its unit each that was begun."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.search.registry import Shown, Source, Text
from kontum_ttdn.units.models import UnitVersion
from kontum_ttdn.units.queries import chain
from products import content as shape
from products.models import Audience, BlockKind, Edition, Kind, Product, Segment, Standing, Topic
from products.queries.listed import listed
from products.queries.named import NamedKind, kinds_named
from products.queries.reading import CARRIERS

NAME = "products"
NEEDED = (
    "pk",
    "product_id",
    "product__code",
    "language",
    "title",
    "title_language",
    "kind_id",
    "day",
    "product__valid_until",
)  # of an edition in a line
LISTS = {"kind": Kind, "topic": Topic, "audience": Audience}
LEADING = (BlockKind.SUMMARY, BlockKind.HEADING)


def things() -> Iterator[int]:
    return Product.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000)


def texts(products: list[int]) -> Iterator[Text]:
    """What may be found of these products: in a fixed number of statements, and one for each place that they name."""
    found = Product.objects.filter(pk__in=products).select_related("kind", "topic").prefetch_related("audiences", "places")
    editions = Edition.objects.filter(product__in=products).select_related("published").begun()
    words = _working_words(products)
    places = _Places()
    by_product: dict[int, list[Edition]] = {}
    for edition in editions:
        by_product.setdefault(edition.product_id, []).append(edition)
    for product in found:
        about, facets, also = _described(product, places)
        for edition in by_product.get(product.pk, []):
            if edition.standing == Standing.PUBLISHED:
                yield _published(product, edition, about, facets, also)
            yield _in_work(product, edition, words.get(edition.pk, []), about, facets, also)


def _described(product: Product, places: "_Places"):
    facets = [("kind", product.kind.code), *(("audience", audience.code) for audience in product.audiences.all())]
    if product.topic:
        facets.append(("topic", product.topic.code))
    units = {unit for place in product.places.all() for unit in places.chain(place.pk)}
    facets += [("place", str(unit)) for unit in sorted(units & places.standing(units))]
    about = "\n".join([product.code, *sorted({name for unit in units for name in places.names(unit)})])
    return about, tuple(facets), tuple(("place", str(unit)) for unit in sorted(units))


def _published(product: Product, edition: Edition, about: str, facets, also) -> Text:
    content = edition.published.content
    lead = [entry["text"] for entry in content if entry["kind"] in LEADING]
    body = [
        said
        for entry in content
        if entry["kind"] not in (BlockKind.TITLE, *LEADING)
        for said in (entry["text"], *shape.spoken_words(entry))
    ]
    return Text(
        thing=product.pk,
        object=edition.pk,
        language=edition.language,
        title=edition.title,
        lead="\n".join(lead),
        body="\n".join(body),
        about=about,
        day=edition.day,
        facets=(
            *facets,
            ("year", str(edition.day.year)),
            *(("carrier", carrier) for carrier in edition.carriers or shape.carriers(content)),
        ),
        also=also,
    )


def _in_work(product: Product, edition: Edition, words: list[tuple[str, str]], about: str, facets, also) -> Text:
    return Text(
        thing=product.pk,
        object=edition.pk,
        language=edition.language,
        title=edition.title or product.code,
        lead="\n".join(text for kind, text in words if kind in LEADING),
        body="\n".join(text for kind, text in words if kind not in (BlockKind.TITLE, *LEADING)),
        about=about,
        day=timezone.localdate(product.made_at),
        facets=(*facets, ("standing", edition.standing)),
        also=also,
        unit=product.unit_id,
    )


def _working_words(products: list[int]) -> dict[int, list[tuple[str, str]]]:
    rows = Segment.objects.filter(edition__product__in=products, block__removed=False).order_by("block__position")
    words: dict[int, list[tuple[str, str]]] = {}
    for edition, kind, text in rows.values_list("edition_id", "block__kind", "text"):
        words.setdefault(edition, []).append((kind, text))
    return words


class _Places:
    """Units with all who came before and after them, and everything they were ever called; each is read once."""

    def __init__(self):
        self._chains: dict[int, set[int]] = {}
        self._names: dict[int, set[str]] = {}
        self._standing: set[int] | None = None

    def chain(self, unit: int) -> set[int]:
        if unit not in self._chains:
            self._chains[unit] = chain([unit])
            for version in UnitVersion.objects.filter(unit__in=self._chains[unit]):
                self._names.setdefault(version.unit_id, set()).update((version.name, *version.aliases, *version.names.values()))
        return self._chains[unit]

    def names(self, unit: int) -> set[str]:
        return self._names.get(unit, set())

    def standing(self, units: Iterable[int]) -> set[int]:
        if self._standing is None and units:
            self._standing = set(UnitVersion.objects.standing(timezone.localdate()).values_list("unit_id", flat=True))
        return self._standing or set()


@dataclass(frozen=True, slots=True)
class Work:
    """An edition in a line for readers: its number and the code of its work, the languages of it, of its title and of all that readers have."""

    pk: int
    code: str
    language: str
    title: str
    title_language: str
    kind: NamedKind
    day: date
    read_in: set[str]
    until: date | None  # the last day on which it is in force


def shown(editions: list[int], user) -> dict[int, Shown]:
    """The editions that readers, or this member of staff, may have now. Models would cost readers more than all else in a search."""
    if user is None:
        return {
            work.pk: Shown(
                work.title or work.code, f"{_library(work.language)}{work.code}/", work.title_language, work.kind.name, work.day, work
            )
            for work in _of_readers(set(editions))
        }
    found = Edition.objects.filter(pk__in=editions).select_related("product", "kind").visible_to(user)
    return {edition.pk: _for_staff(edition) for edition in found}


def _for_staff(edition: Edition) -> Shown:
    title = edition.title or edition.product.code
    return Shown(title, edition.get_absolute_url(), edition.title_speech.code, edition.kind.name, edition.day, edition)


def _of_readers(editions: set[int]) -> list[Work]:
    """What of these readers have, each with all languages in which they have the work; one statement, of plain values."""
    works = Edition.objects.filter(pk__in=editions).values("product")
    rows = list(Edition.objects.public().filter(product__in=works).values_list(*NEEDED))
    kinds = kinds_named({row[6] for row in rows})
    found, read_in = [], {}
    for number, work, code, language, title, lent, kind, day, until in rows:
        read_in.setdefault(work, set()).add(language)
        if number in editions:
            found.append(Work(number, code, language, title, lent or language, kinds[kind], day, read_in[work], until))
    return found


@cache
def _library(language: str) -> str:
    """Where the works in a language stand, each under its code."""
    with override(language):
        return reverse("products:library")


def labels(facet: str, values: list[str]) -> dict[str, str]:
    """The words of a facet's values in the reader's language."""
    if facet == "place":
        units = [int(value) for value in values]
        rows = UnitVersion.objects.standing(timezone.localdate()).filter(unit__in=units)
        return {str(version.unit_id): version.name for version in rows}
    if facet == "carrier":
        return {value: str(CARRIERS.get(value, value)) for value in values}
    if facet == "standing":
        return {value: str(Standing(value).label) for value in values}
    if facet in LISTS:
        return {one.code: one.name for one in listed(LISTS[facet]) if one.code in values}
    return {value: value for value in values}


def titles_for_readers() -> dict[str, str]:
    """The facets that readers narrow by."""
    return {facet: title for facet, title in titles().items() if facet != "standing"}


def titles() -> dict[str, str]:
    """What the facets are called, in the order in which they stand."""
    return {
        "kind": gettext("Kind"),
        "topic": gettext("Topic"),
        "audience": gettext("For whom"),
        "place": gettext("Place"),
        "carrier": gettext("Form"),
        "year": gettext("Year"),
        "standing": gettext("Standing"),
    }


SOURCE = Source(NAME, texts, things, shown, Permission.PRODUCT_VIEW, titles, labels)
