"""manage.py reading_counts [--since DATE] [--until DATE] [--json]"""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from kontum_ttdn.units.models import Unit
from products.models import What
from products.queries.readings import Line, Readings, Span, last_year, readings


class Command(BaseCommand):
    help = "How often the works of all units were read, played and taken along from a day to a day: for the half-year report."

    def add_arguments(self, parser):
        parser.add_argument("--since", type=_day, default=None, help="2026-01-01; the last twelve months where it is not said")
        parser.add_argument("--until", type=_day, default=None, help="today where it is not said")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, since, until, as_json, **options):
        span = Span(since or last_year(until).since, until or timezone.localdate())
        if span.since > span.until:
            raise CommandError("--since comes after --until.")
        with translation.override("vi"):
            found = readings(list(Unit.objects.values_list("pk", flat=True)), span)
            said = _said(found, span)
        if as_json:
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{span.since} – {span.until}")
        for line in said["languages"]:
            self.stdout.write("  ".join(f"{name}={value}" for name, value in line.items()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text}: a day is written 2026-01-31.") from error


def _said(found: Readings, span: Span) -> dict:
    return {
        "since": span.since.isoformat(),
        "until": span.until.isoformat(),
        "total": found.total.counts,
        "months": [{"month": f"{line.label:%Y-%m}", **_counts(line)} for line in found.months],
        "languages": [{"language": line.label.code, **_counts(line)} for line in found.languages],
        "forms": [{"what": what.value, "form": form, "count": times} for what, form, _word, times in found.forms],
        "channels": [{"channel": line.label.value, **_counts(line)} for line in found.channels],
        "most_read": [
            {"code": line.edition.product.code, "language": line.edition.language, "title": line.label, **_counts(line)}
            for line in found.most_read
        ],
    }


def _counts(line: Line) -> dict[str, int]:
    return dict(zip(What.values, line.cells, strict=True))
