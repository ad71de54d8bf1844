"""For the national database: editions with the file that readers take along; of withdrawn ones, that they were taken back; and readings.

A reader group is who reads one language, and the way by which they came: nothing else is known of readers, for nothing else is counted.
Those who are signed in (departments, communes, posts) are not counted at all.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.db.models import CharField, Exists, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast, TruncMonth
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.national.registry import File, Scope, Table
from kontum_ttdn.national.rows import beyond, month
from kontum_ttdn.printing.models import PrintedFile
from products.models import Edition, PrintLicence, ReadingCount, Sheet, StageChange, Standing
from products.models.stage_change import WITHDRAWN

EDITIONS = (
    "code", "language", "standing", "title", "summary", "kind", "information_kind", "topic", "audiences", "issuer", "published",
    "valid_until", "revision", "revision_sha256", "licence", "rights", "files",
)  # fmt: skip
EDITION_KEY = ("product__code", "language")
READINGS = ("code", "language", "month", "what", "channel", "count")
READING_KEY = ("edition__product__code", "edition__language", "month", "what", "channel")
READERS = ("month", "language", "channel", "what", "count")
READER_KEY = ("month", "edition__language", "channel", "what")
DESCRIBED = ("describe", "say_until")  # verbs of the log that change what a row says of a work
READ = "screen"  # the variant that readers take along


def edition_rows(since: date | None, after: Sequence = (), most: int | None = None) -> Iterator[list]:
    """Each edition that readers have; since a day also those that were taken back, without their words."""
    found = _editions(since).filter(beyond(EDITION_KEY, after)).defer("published__content").select_related("kind", "topic", "published")
    found = found.select_related("product").prefetch_related("product__unit__versions", "product__audiences", "licences")
    editions = list(found.order_by(*EDITION_KEY)[:most])
    sheets = _sheets(editions)
    for edition in editions:
        gone = edition.standing == Standing.WITHDRAWN
        product, revision = edition.product, edition.published
        yield [
            product.code, edition.language, edition.standing, *(("", "") if gone else (edition.title, edition.summary)),
            edition.kind.code, product.information_kind, edition.topic.code if edition.topic else "",
            sorted(audience.code for audience in product.audiences.all()), str(product.unit), edition.day, product.valid_until,
            revision.number, revision.content_hash, *(("", "") if gone else (_licence(edition), product.rights)),
            [] if gone else [f"{sheet.file.sha256}.pdf" for sheet in sheets.get(revision.pk, [])],
        ]  # fmt: skip


def edition_files(since: date | None, after: str = "", most: int | None = None) -> Iterator[File]:
    return (_file(row) for row in _printed(since).filter(sha256__gt=after)[:most])


def edition_file(sha256: str) -> File | None:
    """A file that readers have today."""
    row = _printed(None).filter(sha256=sha256).first()
    return _file(row) if row else None


def reading_rows(since: date | None, after: Sequence = (), most: int | None = None) -> Iterator[list]:
    """How often each was read, by month and way; nothing about who read."""
    for code, language, first, what, channel, total in _counted(since, READING_KEY, after, most):
        yield [code, language, f"{first:%Y-%m}", what, channel, total]


def reader_rows(since: date | None, after: Sequence = (), most: int | None = None) -> Iterator[list]:
    """How often everything together was read by each group of readers, by month."""
    for first, *group, total in _counted(since, READER_KEY, after, most):
        yield [f"{first:%Y-%m}", *group, total]


def _counted(since: date | None, by: Sequence[str], after: Sequence, most: int | None) -> QuerySet:
    """Sums by these; of a month in which `since` lies the whole month, so that what was handed over of it before is replaced."""
    counted = ReadingCount.objects.annotate(month=TruncMonth("day")).filter(beyond(by, after))
    if since:
        counted = counted.filter(day__gte=since.replace(day=1))
    return counted.values_list(*by).annotate(total=Sum("count")).order_by(*by)[:most]


def _editions(since: date | None) -> QuerySet[Edition]:
    """What readers have; since a day what was published, described anew, printed or licensed, and what was taken from them."""
    shown = Edition.objects.filter(standing=Standing.PUBLISHED)
    if since is None:
        return shown
    moment = timezone.make_aware(datetime.combine(since, time.min))
    of_it = {"revision": OuterRef("published")}
    printed = Sheet.objects.filter(**of_it, variant=READ, made_at__gte=moment)
    said = {"edition": OuterRef("pk"), "content_hash": OuterRef("published__content_hash")}
    licensed = PrintLicence.objects.filter(**said, entered_at__gte=moment)
    taken = StageChange.objects.filter(**of_it, move=WITHDRAWN, at__gte=moment)
    work = {"target_type": "products.Product", "target_id": Cast(OuterRef("product"), CharField())}
    described = Entry.objects.filter(**work, verb__in=DESCRIBED, at__gte=moment)
    changed = Q(day__gte=since) | Q(Exists(printed)) | Q(Exists(licensed)) | Q(Exists(described))
    return Edition.objects.filter(Q(standing=Standing.PUBLISHED) & changed | Q(standing=Standing.WITHDRAWN) & Q(Exists(taken)))


def _printed(since: date | None) -> QuerySet:
    """The files of editions that readers have, each once, by its hash."""
    shown = _editions(since).filter(standing=Standing.PUBLISHED)
    sheets = Sheet.objects.filter(revision__in=shown.values("published"), variant=READ)
    found = PrintedFile.objects.filter(pk__in=sheets.values("file")).order_by("sha256").values("sha256")
    return found.annotate(size=Min("bytes"), stored=Min("file"))


def _file(row: dict) -> File:
    return File(row["sha256"], "pdf", row["size"], row["stored"])


def _sheets(editions: list[Edition]) -> dict[int, list[Sheet]]:
    found: dict[int, list[Sheet]] = {}
    shown = [edition.published_id for edition in editions]
    for sheet in Sheet.objects.filter(revision__in=shown, variant=READ).select_related("file").order_by("layout"):
        found.setdefault(sheet.revision_id, []).append(sheet)
    return found


def _licence(edition: Edition) -> str:
    """The number of the licence under which this very wording may be printed."""
    return next((licence.number for licence in edition.licences.all() if licence.content_hash == edition.published.content_hash), "")


TABLES = [
    Table("editions", Scope.LIBRARY, EDITIONS, (str, str), edition_rows, edition_files, edition_file),
    Table("reader-groups", Scope.COUNTS, READERS, (month, str, str, str), reader_rows),
    Table("readings", Scope.COUNTS, READINGS, (str, str, month, str, str), reading_rows),
]
