"""What harvesters are given: each edition that readers have or had, with the day on which they got it or it was taken from them.

The protocol asks for the moment of the last change. A publication is kept by its day (`Edition.day`, in the index), a withdrawal by its
moment (`StageChange`): so records are stamped with days, in the time of Viet Nam, which is never behind that of a harvester's clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.utils import timezone

from kontum_ttdn.languages import registry
from products.models import Edition, Kind, StageChange, Standing
from products.models.stage_change import WITHDRAWN
from products.oai.asking import Place, Selection

from .public import languages_of
from .shelf_places import following

SIZE = 100  # records of a page
STANDINGS = (Standing.PUBLISHED, Standing.WITHDRAWN)


@dataclass(frozen=True)
class Record:
    """One edition as a harvester sees it; of a withdrawn one there is no more than that it was taken back."""

    edition: Edition
    stamp: date
    languages: list[registry.Language] = field(default_factory=list)  # in which readers have the work

    @property
    def is_deleted(self) -> bool:
        return self.edition.standing == Standing.WITHDRAWN


def records(selection: Selection, after: Place | None, size: int = SIZE) -> tuple[list[Record], Place | None]:
    """A page and the place after which the next one begins, None where nothing is left.

    One statement for each language and standing that is gone through and one more where the last page ended, 19 at most, and three for what stands in the records.
    """
    found: list[Edition] = []
    for language, standing in _stretches(selection, after):
        rows = _narrowed(_of(language, standing), standing, selection)
        begun = after is not None and (language, standing) == (after.language, after.standing)
        found += following(rows, (after.day, after.product) if begun else None, size + 1 - len(found))
        if len(found) > size:
            last = found[size - 1]
            return _described(found[:size]), Place(last.language, last.standing, last.day, last.product_id)
    return _described(found), None


def record(code: str, language: str) -> Record | None:
    """The record of one edition; None where readers never had it."""
    found = _complete(_with_moment(Edition.objects.filter(product__code=code, language=language, standing__in=STANDINGS))).first()
    return _described([found])[0] if found else None


def earliest() -> date:
    """No record is stamped with an earlier day."""
    days = [
        _of(language, standing).order_by("day").values_list("day", flat=True).first()
        for language, standing in _stretches(Selection(), None)
    ]
    return min([day for day in days if day], default=timezone.localdate())


def sets() -> list[tuple[str, str]]:
    """(name, title) of every set: the languages, and the kinds of works."""
    languages = [(f"language:{one.code}", one.name_en) for one in registry.LANGUAGES.values()]
    return languages + [(f"kind:{kind.code}", kind.name) for kind in Kind.objects.all()]


def is_set(sort: str, name: str) -> bool:
    if sort == "language":
        return name in registry.LANGUAGES
    return sort == "kind" and "\x00" not in name and Kind.objects.filter(code=name).exists()


def _stretches(selection: Selection, after: Place | None) -> Iterator[tuple[str, str]]:
    languages = [selection.language] if selection.language else registry.CODES
    every = [(language, standing) for language in languages for standing in STANDINGS]
    start = every.index((after.language, after.standing)) if after else 0
    yield from every[start:]


def _of(language: str, standing: str) -> QuerySet:
    return Edition.objects.filter(language=language, standing=standing, day__isnull=False)


def _narrowed(rows: QuerySet, standing: str, selection: Selection) -> QuerySet:
    if selection.kind:
        rows = rows.filter(kind__code=selection.kind)
    if standing == Standing.PUBLISHED:
        limits = {"day__gte": selection.since, "day__lte": selection.until}
    else:
        rows = _with_moment(rows)
        until = selection.until + timedelta(days=1) if selection.until and selection.until < date.max else None
        limits = {"taken_at__gte": _begin(selection.since), "taken_at__lt": _begin(until)}
    return _complete(rows.filter(**{name: limit for name, limit in limits.items() if limit}))


def _with_moment(rows: QuerySet) -> QuerySet:
    taken = StageChange.objects.filter(revision=OuterRef("published"), move=WITHDRAWN).order_by("-at")
    return rows.annotate(taken_at=Subquery(taken.values("at")[:1]))


def _begin(day: date | None) -> datetime | None:
    """The first moment of a day here; of days that no clock here has known, the nearest."""
    return timezone.make_aware(datetime.combine(max(day, date(2, 1, 1)), time.min)) if day else None


def _complete(rows: QuerySet) -> QuerySet:
    return rows.select_related("product", "kind", "topic")


def _described(editions: list[Edition]) -> list[Record]:
    prefetch_related_objects(editions, "product__unit__versions")
    languages = languages_of([edition.product_id for edition in editions]) if editions else {}
    return [Record(edition, _stamp(edition), languages.get(edition.product_id, [])) for edition in editions]


def _stamp(edition: Edition) -> date:
    taken = getattr(edition, "taken_at", None) if edition.standing == Standing.WITHDRAWN else None
    return timezone.localdate(taken) if taken else edition.day
