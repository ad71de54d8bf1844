"""manage.py layouts"""

import textwrap

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.languages.registry import DEFAULT
from kontum_ttdn.printing import layouts
from kontum_ttdn.printing.layouts.base import Layout

COLUMNS = (("mẫu", 19), ("tên", 28), ("khổ (mm)", 11), ("cỡ chữ", 8), ("chữ/dòng", 9), ("máy in A4", 12))
OFFICE = {"same": "nguyên tờ", "2-up": "2 trang/tờ", "booklet": "sổ gấp", "tiles": "ghép nhiều tờ", "halves": "hai nửa"}
BOXES = 100  # letters of the line that names the boxes


class Command(BaseCommand):
    help = "Say which layouts there are: name, title, size of a sheet, least body size, letters in a line, what an A4 printer makes of it, boxes."
    requires_system_checks = ()

    def handle(self, *args, **options):
        with override(DEFAULT):
            self.stdout.write(row(title for title, _width in COLUMNS))
            self.stdout.write(row("─" * width for _title, width in COLUMNS))
            for layout in layouts.LAYOUTS.values():
                self.stdout.write(described(layout))


def described(layout: Layout) -> str:
    """Its figures in one row, its frames in the words a clerk knows them by in the lines below."""
    size, letters = "{:g} × {:g}".format(*layout.sheet), "{}–{}".format(*layout.letters)
    figures = row((layout.name, _(layout.title), size, f"{layout.body:g} pt", letters, OFFICE.get(layout.office, layout.office)))
    boxes = "; ".join(f"{name} ({_(words)})" for name, words in layout.boxes.items())
    return figures + "\n" + textwrap.fill(boxes, BOXES, initial_indent="    ", subsequent_indent="    ")


def row(cells) -> str:
    return " ".join(f"{cell:<{width}}" for cell, (_title, width) in zip(cells, COLUMNS, strict=True)).rstrip()
