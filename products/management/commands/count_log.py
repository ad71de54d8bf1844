"""manage.py count_log FILE [--keep]"""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kontum_ttdn.languages import registry
from products.actions import counting
from products.actions.counting import Counted
from products.log_lines import Reading, reading_of
from products.models import Edition, What


class Command(BaseCommand):
    help = (
        "Count the pages that a cache before the portal answered by itself, from its log (its form: docs/operations.md), and delete the log: "
        "it must be closed already. Robots are left out by the same list."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--keep", action="store_true", help="say what would be counted; count nothing, delete nothing")

    def handle(self, *, file, keep, **options):
        if not file.is_file():
            raise CommandError(f"{file}: no such file.")
        lines, counts = _read(file)
        found = _editions(counts)
        if not keep:
            with transaction.atomic():
                _count(counts, found)
                file.unlink()  # last in the transaction: counted and there no more, or neither
        known = sum(times for reading, times in counts.items() if _edition(reading, found))
        self.stdout.write(f"{lines} lines, {known} readings.")


def _read(file: Path) -> tuple[int, Counter[Reading]]:
    """How many lines there are, and the readings that they tell of."""
    lines, counts = 0, Counter()
    with file.open(encoding="utf-8", errors="replace") as log:
        for line in log:
            lines += 1
            if reading := reading_of(line):
                counts[reading] += 1
    return lines, counts


def _editions(counts: Counter[Reading]) -> dict[tuple[str, str], int]:
    """The editions that these readings may be of: those of the codes that readers have."""
    codes = sorted({reading.code for reading in counts})
    found: dict[tuple[str, str], int] = {}
    for start in range(0, len(codes), 500):
        rows = Edition.objects.public().filter(product__code__in=codes[start : start + 500])
        found |= {(code, language): pk for pk, code, language in rows.values_list("pk", "product__code", "language")}
    return found


def _count(counts: Counter[Reading], found: dict) -> None:
    totals: Counter[Counted] = Counter()
    for reading, times in counts.items():
        if edition := _edition(reading, found):
            totals[Counted(edition, reading.what, reading.form, reading.channel, reading.day)] += times
    counting.keep(totals)


def _edition(reading: Reading, found: dict) -> int | None:
    """The edition that was shown: where the language is missing, the one that readers get instead of it; a file has no other."""
    instead = () if reading.what == What.DOWNLOAD else (*registry.get(reading.language).fallback, *registry.CODES)
    return next((found[reading.code, language] for language in (reading.language, *instead) if (reading.code, language) in found), None)
