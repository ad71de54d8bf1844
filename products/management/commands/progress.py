"""manage.py progress [--span days|weeks|months] [--json] [--write]"""

import json

from django.core.management.base import BaseCommand

from kontum_ttdn.units.models import Unit
from products.actions.progressing import write_day
from products.queries.progress import SPANS, progress


class Command(BaseCommand):
    help = "How far each language has come: editions approved, behind, missing, and their words, over time and all units."

    def add_arguments(self, parser):
        parser.add_argument("--span", choices=SPANS, default="weeks")
        parser.add_argument("--write", action="store_true", help="write today's rows first; the sweeper does so every hour")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, span, write, as_json, **options):
        if write:
            write_day()
        found = progress(list(Unit.objects.values_list("pk", flat=True)), span)
        rows = [
            {"language": one.language.code, "day": point.day.isoformat(), **point.figures}
            for one in found
            for point in one.points
            if point.figures
        ]
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write("{language:4} {day}  {approved:6} {behind:6} {missing:6} {words:9}".format(**row))
