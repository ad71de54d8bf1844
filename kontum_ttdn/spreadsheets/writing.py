"""Sheets that go out, as XLSX or CSV. Whatever a text begins with, it is text in both: never a formula, a number or a day."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .escapes import RISKY, escaped, marked, writable
from .refusing import cell_too_long

XLSX, CSV = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv; charset=utf-8"
MOST_UNITS = 32_767  # UTF-16 units that a cell holds, by Excel's specification; openpyxl would cut the rest off without a word
AS_TEXT = "@"  # the format in which "1/2" stays "1/2"
DAY, MOMENT = "DD/MM/YYYY", "DD/MM/YYYY HH:MM"
HEAD_FONT, HEAD_FILL, TOP = Font(bold=True), PatternFill("solid", fgColor="FFDED8CC"), Alignment(wrap_text=True, vertical="top")
NARROWEST, WIDEST = 12, 44  # of a column, in letters, where nobody says otherwise
Value = str | int | Decimal | date | None
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook. `widths` in letters; `typed_in`: people fill it in, so its columns keep as text what is typed."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()
    typed_in: bool = False


def write_workbook(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Value]], *, widths: Sequence[int] = (), typed_in: bool = False,
    more: Sequence[Page] = (),
) -> bytes:  # fmt: skip
    """An .xlsx whose head row stays in sight; days as dd/mm/yyyy, moments in the house's time. `more`: sheets behind the first.

    Unreadable where a text is longer than a cell.
    """
    pages = (Page(title, columns, list(rows), widths, typed_in), *more)
    for page in pages:
        _refuse_long(page)
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "", writable(title)
    for page in pages:
        _write_page(book.create_sheet(_title(page.title)), page)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet reads Vietnamese rightly; commas; days as dd/mm/yyyy."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow([marked(name) for name in columns])
    out.writerows([plain_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def plain_cell(value: Value) -> str:
    """What stands in a cell of a CSV file: text that looks like a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return marked(writable(value)) if isinstance(value, str) else str(value)


def _write_page(sheet: Worksheet, page: Page) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    for place, name in enumerate(page.columns):
        column = sheet.column_dimensions[get_column_letter(place + 1)]
        column.width = page.widths[place] if place < len(page.widths) else max(NARROWEST, min(WIDEST, len(name) + 4))
        if page.typed_in:
            column.number_format = AS_TEXT
    sheet.append([_head_cell(sheet, name) for name in page.columns])
    for row in page.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _refuse_long(page: Page) -> None:
    for number, row in enumerate(page.rows, 2):
        for name, value in zip(page.columns, row, strict=True):
            if isinstance(value, str) and _units(value) > MOST_UNITS:
                raise cell_too_long(number, name)


def _head_cell(sheet: Worksheet, name: str) -> WriteOnlyCell:
    cell = _text_cell(sheet, name)
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, TOP
    return cell


def _cell(sheet: Worksheet, value: Value) -> WriteOnlyCell:
    if isinstance(value, str):
        cell = _text_cell(sheet, value)
    else:
        is_moment = isinstance(value, datetime)
        cell = WriteOnlyCell(sheet, timezone.localtime(value).replace(tzinfo=None) if is_moment else value)
        if isinstance(value, date):
            cell.number_format = MOMENT if is_moment else DAY
    cell.alignment = TOP
    return cell


def _text_cell(sheet: Worksheet, text: str) -> WriteOnlyCell:
    text = escaped(writable(text))
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.number_format = AS_TEXT
        cell.quotePrefix = text.startswith((*RISKY, "'"))
    return cell


def _title(text: str) -> str:
    return _NOT_IN_A_TITLE.sub(" ", writable(text))[:31].strip(" '") or "1"


def _units(text: str) -> int:
    return len(escaped(writable(text)).encode("utf-16-le", "replace")) // 2
