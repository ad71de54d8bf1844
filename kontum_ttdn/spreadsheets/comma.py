"""Reading a CSV file into rows of cells."""

import csv
import io
import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from . import refusing
from .cells import Cell, Kind, Row
from .escapes import unmarked
from .marks import refuse_stamps
from .refusing import Unreadable

SEPARATORS = ",;\t"
_QUOTED = re.compile(r'"[^"]*"')


def read(data: bytes, *, most_rows: int, most_columns: int, too_many: Callable[[], Unreadable]) -> list[Row]:
    """Rows that say something, numbered as a spreadsheet shows them: a cell of several lines is one row."""
    text = _decoded(data)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[Row] = []
    number = 0
    while True:
        number += 1
        try:
            record = next(records, None)
        except csv.Error:
            raise refusing.damaged_row(number) from None
        if record is None:
            return rows
        row = Row(number, {column: _cell(said) for column, said in enumerate(record[:most_columns], 1) if said.strip()})
        refuse_stamps(cell.text for cell in row.cells.values())
        if row.cells:
            rows.append(row)
        if len(rows) > most_rows:
            raise too_many()


def _cell(said: str) -> Cell:
    return Cell(unmarked(said), Kind.FORMULA if said.startswith("=") else Kind.TEXT)


def _decoded(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        raise refusing.another_kind(_("a PDF"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusing.unknown_letters() from None
    if "\0" in text:
        raise refusing.another_kind(_("a file of another kind"))
    return text


def _separator(text: str) -> str:
    """The one that stands most often in the first line, outside quotation marks."""
    first = next(iter(_QUOTED.sub("", text[:20_000]).strip().splitlines()), "")
    return max(SEPARATORS, key=first.count)
