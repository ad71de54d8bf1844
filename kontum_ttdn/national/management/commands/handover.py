"""`manage.py handover --since 2026-01-01 --out DIR`: everything for the national database that changed since that day."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kontum_ttdn.national.writing import SUMS, Refused, hand_over


class Command(BaseCommand):
    help = "Write what changed since a day for the national database: CSV, JSON, files, manifest.json and SHA256SUMS."

    def add_arguments(self, parser):
        parser.add_argument("--since", type=date.fromisoformat, help="a day as YYYY-MM-DD; left out: everything that stands")
        parser.add_argument("--out", type=Path, required=True, help="a folder that is not there yet")

    def handle(self, *, since, out, **options):
        try:
            counts = hand_over(out, since)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        for name, count in counts.items():
            self.stdout.write(f"{count:>8}  {name}")
        self.stdout.write(f"{out}: check it with sha256sum -c {SUMS}")
