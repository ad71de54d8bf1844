"""Editions for the national database, with the file that readers take along; of withdrawn ones, that they were taken back; and readings."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, Sum

from kontum_ttdn.national.registry import File, Table
from products.models import Edition, ReadingCount, Sheet, Standing
from products.models.stage_change import WITHDRAWN

EDITIONS = (
    "code", "language", "standing", "title", "summary", "kind", "information_kind", "topic", "issuer", "published", "valid_until",
    "revision", "revision_sha256", "licence", "files",
)  # fmt: skip
READINGS = ("code", "language", "month", "what", "channel", "count")
READ = "screen"  # the variant that readers take along


def edition_rows(since: date | None) -> Iterator[list]:
    """Each edition that readers have; since a day also those that were taken back, without their words."""
    editions = _editions(since)
    sheets = _sheets(editions)
    for edition in editions:
        gone = edition.standing == Standing.WITHDRAWN
        product, revision = edition.product, edition.published
        yield [
            product.code, edition.language, edition.standing, *(("", "") if gone else (edition.title, edition.summary)),
            edition.kind.code, product.information_kind, edition.topic.code if edition.topic else "", str(product.unit), edition.day,
            product.valid_until,
            revision.number, revision.content_hash, "" if gone else _licence(edition),
            [] if gone else [f"{sheet.file.sha256}.pdf" for sheet in sheets.get(revision.pk, [])],
        ]  # fmt: skip


def edition_files(since: date | None) -> Iterator[File]:
    for sheets in _sheets([edition for edition in _editions(since) if edition.standing == Standing.PUBLISHED]).values():
        yield from (File(sheet.file.sha256, "pdf", sheet.file.file.open) for sheet in sheets)


def reading_rows(since: date | None) -> Iterator[list]:
    """How often each was read, by month and way; nothing about who read."""
    counted = ReadingCount.objects.filter(day__gte=since) if since else ReadingCount.objects.all()
    groups = ("edition__product__code", "edition__language", "day__year", "day__month", "what", "channel")
    for code, language, year, month, what, channel, total in (
        counted.values_list(*groups).annotate(total=Sum("count")).order_by(*groups)
    ):  # fmt: skip
        yield [code, language, f"{year}-{month:02}", what, channel, total]


def _editions(since: date | None) -> list[Edition]:
    editions = Edition.objects.filter(standing=Standing.PUBLISHED)
    if since:
        taken = Q(standing=Standing.WITHDRAWN, published__stage_changes__move=WITHDRAWN, published__stage_changes__at__date__gte=since)
        editions = Edition.objects.filter(Q(standing=Standing.PUBLISHED, day__gte=since) | taken).distinct()
    chosen = editions.select_related("product", "kind", "topic", "published").prefetch_related("product__unit__versions", "licences")
    return list(chosen.defer("published__content").order_by("product__code", "language"))


def _sheets(editions: list[Edition]) -> dict[int, list[Sheet]]:
    found: dict[int, list[Sheet]] = {}
    shown = [edition.published_id for edition in editions]
    for sheet in Sheet.objects.filter(revision__in=shown, variant=READ).select_related("file").order_by("layout"):
        found.setdefault(sheet.revision_id, []).append(sheet)
    return found


def _licence(edition: Edition) -> str:
    """The number of the licence under which this very wording may be printed."""
    return next((licence.number for licence in edition.licences.all() if licence.content_hash == edition.published.content_hash), "")


TABLES = [Table("editions", EDITIONS, edition_rows, edition_files), Table("readings", READINGS, reading_rows)]
