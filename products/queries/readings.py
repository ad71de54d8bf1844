"""How often the works of some units were read, heard and taken along; each table of a page is one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kontum_ttdn.languages import registry
from kontum_ttdn.printing.layouts import LAYOUTS
from products.charts import Chart, columns
from products.models import Channel, Edition, Product, ReadingCount, What
from products.models.reading_count import PAGE, SHEET

MONTHS = 12  # of the chart, and of a page for which no time was chosen
MOST_READ = 20
MOST_LINES = 20_000  # of the file
PARTS = (What.VIEW, What.DOWNLOAD, What.PLAY)  # from the ground up; a scanned code opens a page, which is counted itself


@dataclass(frozen=True)
class Span:
    """From a day to a day, both counted."""

    since: date
    until: date


@dataclass
class Line:
    """One line of a table: what it is about, and how often each was done."""

    label: object
    counts: dict[str, int] = field(default_factory=dict)
    edition: Edition | None = None

    @property
    def cells(self) -> list[int]:
        return [self.counts.get(what, 0) for what in What.values]


@dataclass(frozen=True)
class Readings:
    """All tables of the page, over the same counters."""

    total: Line
    months: list[Line]
    languages: list[Line]
    forms: list[tuple[What, str, str, int]]  # act, form, its word, how often
    channels: list[Line]
    most_read: list[Line]
    chart: Chart


def last_year(today: date | None = None) -> Span:
    """The month that goes on, and the eleven before it."""
    until = today or timezone.localdate()
    year, month = divmod(until.year * 12 + until.month - MONTHS, 12)
    return Span(date(year, month + 1, 1), until)


def counters(units: Iterable[int], span: Span, product: Product | None = None) -> QuerySet[ReadingCount]:
    """The counters of these units' works in this time, or of one work of theirs."""
    found = ReadingCount.objects.filter(edition__product__unit__in=units, day__gte=span.since, day__lte=span.until)
    return found.filter(edition__product=product) if product else found


def readings(units: Iterable[int], span: Span, product: Product | None = None) -> Readings:
    """Everything for one page, in six statements."""
    found = counters(units, span, product).order_by()
    months = _months(found, span)
    channels = _lines(found, "channel")
    languages = _lines(found, "edition__language")
    top = max((sum(line.counts.get(part, 0) for part in PARTS) for line in months), default=0)
    labels = [date_format(line.label, "m/y") for line in months]
    return Readings(
        total=Line(_("All"), _total(languages.values())),
        months=months,
        languages=[Line(registry.get(code), languages[code]) for code in registry.CODES if code in languages],
        forms=_forms(found),
        channels=[Line(channel, channels[channel]) for channel in Channel if channel in channels],
        most_read=_most_read(found),
        chart=columns([line.counts for line in months], labels, top, parts=PARTS),
    )


def read_times(product: Product) -> dict[str, int]:
    """How often its pages were read, and in how many languages; ever since it was counted."""
    views = ReadingCount.objects.filter(edition__product=product, what=What.VIEW).order_by()
    found = views.aggregate(times=Sum("count"), languages=Count("edition", distinct=True))
    return {"times": found["times"] or 0, "languages": found["languages"]}


def lines_of_file(units: Iterable[int], span: Span, product: Product | None = None) -> QuerySet:
    """(month, product's code, title, language, what, form, way, how often), a line each, oldest month first."""
    by = ("month", "edition__product__code", "edition__title", "edition__language", "what", "form", "channel")
    found = counters(units, span, product).annotate(month=TruncMonth("day")).order_by()
    return found.values_list(*by).annotate(times=Sum("count")).order_by(*by)


def form_word(form: str) -> str:
    """A form in the reader's language; a layout by its title."""
    words = {
        PAGE: _("page"), SHEET: _("code of a sheet"), "epub": "EPUB", "text": _("plain text"), "sound": _("sound"), "video": _("clip"),
        "file": _("deposited file"),
    }  # fmt: skip
    if form in LAYOUTS:
        return f"PDF: {_(LAYOUTS[form].title)}"
    return words.get(form, form)


def _lines(found: QuerySet, name: str) -> dict[str, dict[str, int]]:
    lines: dict[str, dict[str, int]] = {}
    for key, what, times in found.values_list(name, "what").annotate(times=Sum("count")):
        lines.setdefault(key, {})[what] = times
    return lines


def _total(lines: Iterable[dict[str, int]]) -> dict[str, int]:
    lines = list(lines)
    return {what: sum(line.get(what, 0) for line in lines) for what in What.values}


def _months(found: QuerySet, span: Span) -> list[Line]:
    """Each month of the span, an unread one too; of a span longer than the chart the last ones."""
    counted = _lines(found.annotate(month=TruncMonth("day")), "month")
    return [Line(first, counted.get(first, {})) for first in _firsts(span)]


def _firsts(span: Span) -> Sequence[date]:
    """The first days of the months, at most MONTHS of them."""
    first, firsts = span.until.replace(day=1), []
    while len(firsts) < MONTHS and first + timedelta(days=31) > span.since and first >= span.since.replace(day=1):
        firsts.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    return firsts[::-1]


def _forms(found: QuerySet) -> list[tuple[What, str, str, int]]:
    rows = found.values_list("what", "form").annotate(times=Sum("count")).order_by("what", "-times", "form")
    return [(What(what), form, form_word(form), times) for what, form, times in rows]


def _most_read(found: QuerySet) -> list[Line]:
    """The editions with the most readings, two statements."""
    sums = {what: Sum("count", filter=Q(what=what)) for what in What.values}
    rows = found.values(pk=F("edition")).annotate(all=Sum("count", filter=~Q(what=What.SCAN)), **sums).filter(all__gt=0)
    rows = list(rows.order_by("-all", "pk")[:MOST_READ])
    editions = Edition.objects.select_related("product").in_bulk([row["pk"] for row in rows])
    return [Line(editions[row["pk"]].title, {what: row[what] or 0 for what in What.values}, editions[row["pk"]]) for row in rows]
