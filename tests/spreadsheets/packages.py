"""Workbooks that the tests make: honest ones by openpyxl, the rest by putting parts into them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook, load_workbook

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def repacked(data: bytes, changes: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with members replaced, added, or (None) left out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", compression) as new:
        for member in old.namelist():
            if member not in changes:
                new.writestr(member, old.read(member))
        for member, body in changes.items():
            if body is not None:
                new.writestr(member, body)
    return made.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one of its parts changed, as nobody's program writes it."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return repacked(data, {part: change(package.read(part))})


def workbook(rows: list[list], change: Callable[[Workbook], None] = lambda book: None) -> bytes:
    """A workbook of one sheet as Excel would save it, changed by hand."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))
