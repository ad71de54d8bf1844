"""How far each language has come over time, for the units that a person works for; in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import date_format

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry
from products.charts import Chart, columns
from products.models import LanguageDay

COLUMNS = 12
DAY = timedelta(days=1)
SPANS = ("days", "weeks", "months")
FIGURES = ("approved", "behind", "missing", "words")


@dataclass(frozen=True)
class Point:
    """The figures of one language on one day; None where nobody wrote that day down."""

    day: date
    figures: dict[str, int] | None


@dataclass(frozen=True)
class LanguageProgress:
    """One language: its chart and the very figures that the chart is drawn from."""

    language: registry.Language
    points: list[Point]
    chart: Chart

    @property
    def known(self) -> list[Point]:
        return [point for point in self.points if point.figures]

    @property
    def last(self) -> dict[str, int] | None:
        return self.known[-1].figures if self.known else None

    @property
    def gained(self) -> int:
        """How many more are approved and current than at the beginning of the chart."""
        return self.known[-1].figures["approved"] - self.known[0].figures["approved"] if self.known else 0


def units_with_progress(user) -> set[int]:
    """The units of which this person may see how far they are."""
    return unit_ids(user, Permission.PRODUCT_VIEW)


def progress(units: Sequence[int], span: str, *, until: date | None = None) -> list[LanguageProgress]:
    """Each of the nine languages over COLUMNS days, weeks or months up to `until` (today), all drawn to one scale.

    Of a week or month its last written day counts. Weeks end on the weekday of `until`; months are those of the calendar, the last so far.
    """
    until = until or timezone.localdate()
    before, *ends = (_end(until, span, back) for back in reversed(range(COLUMNS + 1)))
    written = _written(units, before, until)
    days = [_last(written, after, end) for after, end in pairwise((before, *ends))]
    found = _figures(units, [day for day in days if day])
    shown = [
        (code, [Point(day or end, found.get((day, code)) if day else None) for day, end in zip(days, ends, strict=True)])
        for code in registry.CODES
    ]
    top = max((_height(point) for _code, points in shown for point in points), default=0)
    return [LanguageProgress(registry.get(code), points, _drawn(points, top, span)) for code, points in shown]


def _end(until: date, span: str, back: int) -> date:
    """The last day of the column that stands `back` columns before that of `until`."""
    if span != "months":
        return until - back * (DAY if span == "days" else 7 * DAY)
    year, month = divmod(until.year * 12 + until.month - back, 12)
    return min(until, date(year, month + 1, 1) - DAY)


def _drawn(points: list[Point], top: int, span: str) -> Chart:
    form = "m/Y" if span == "months" else "d/m"
    return columns([point.figures for point in points], [date_format(point.day, form) for point in points], top)


def _height(point: Point) -> int:
    return sum(point.figures[name] for name in ("approved", "behind", "missing")) if point.figures else 0


def _written(units: Sequence[int], after: date, until: date) -> list[date]:
    """The days of which there are rows, in order."""
    rows = LanguageDay.objects.filter(unit__in=units, day__gt=after, day__lte=until)
    return list(rows.order_by("day").values_list("day", flat=True).distinct())


def _last(written: list[date], after: date, until: date) -> date | None:
    return max((day for day in written if after < day <= until), default=None)


def _figures(units: Sequence[int], days: list[date]) -> dict[tuple[date, str], dict[str, int]]:
    rows = LanguageDay.objects.filter(unit__in=units, day__in=days).values("day", "language").order_by()
    summed = rows.annotate(**{f"sum_{name}": Sum(name) for name in FIGURES})
    return {(row["day"], row["language"]): {name: row[f"sum_{name}"] for name in FIGURES} for row in summed}
