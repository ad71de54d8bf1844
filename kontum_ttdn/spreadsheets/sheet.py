"""A sheet as people see it: a head row that names the columns, and rows below it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from kontum_ttdn.languages.folding import fold

from .cells import Kind, Row
from .escapes import writable
from .refusing import doubled_column, empty

HEAD_WITHIN = 30  # rows: titles and the names of offices may stand above the head row


class Fault(StrEnum):
    """Why a cell's text is not taken for what it says."""

    FORMULA = "formula"
    MERGED = "merged"
    ERROR = "error"

    @property
    def sentence(self) -> str:
        return {
            Fault.FORMULA: _("The cell holds a formula. Put in what it shows."),
            Fault.MERGED: _("The cell is joined with others. Separate them, and fill each."),
            Fault.ERROR: _("The cell shows an error of the spreadsheet program."),
        }[self]


@dataclass
class SheetRow:
    """One row under the head: its number as Excel shows it; texts and faults by column name. A cell without words is in neither."""

    number: int
    texts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)


@dataclass
class Sheet:
    """`columns` as the file names them, in its order; one without a name that has words below it is called by its letter ("H")."""

    title: str
    columns: list[str]
    rows: list[SheetRow]


def plain(text: str) -> str:
    """A cell's text as the house stores it, without space around it."""
    return writable(text).strip()


def same_name(text: str) -> str:
    """A column's name for comparison: in any spelling, on however many lines."""
    return " ".join(fold(text).split())


def shaped(title: str, rows: list[Row], merged: Mapping[int, Collection[int]], heads: Iterable[str]) -> Sheet:
    """Rows as cells become a sheet. `merged`: by column, the rows in which it is joined; `heads`: names that tell the head row.

    Without a known name the head row is the first with two cells, or else the first.
    """
    if not rows:
        raise empty()
    place = _head_place(rows[:HEAD_WITHIN], {same_name(name) for name in heads})
    head, below = rows[place], rows[place + 1 :]
    names = _names(head, below)
    made = (_shaped_row(row, names, merged) for row in below)
    return Sheet(title, list(names.values()), [row for row in made if row.texts or row.faults])


def _head_place(rows: list[Row], known: set[str]) -> int:
    found = [sum(same_name(cell.text) in known for cell in row.cells.values()) for row in rows]
    if max(found):
        return found.index(max(found))
    return next((place for place, row in enumerate(rows) if len(row.cells) > 1), 0)


def _names(head: Row, below: list[Row]) -> dict[int, str]:
    """Column names by column."""
    names: dict[int, str] = {}
    for column in sorted({column for row in (head, *below) for column in row.cells}):
        name = " ".join(plain(head.text(column)).split()) or _letters(column)
        if name in names.values():
            raise doubled_column(name)
        names[column] = name
    return names


def _shaped_row(row: Row, names: dict[int, str], merged: Mapping[int, Collection[int]]) -> SheetRow:
    made = SheetRow(row.number)
    for column, name in names.items():
        cell = row.cells.get(column)
        if cell and (text := plain(cell.text)):
            made.texts[name] = text
        if row.number in merged.get(column, ()):
            made.faults[name] = Fault.MERGED
        elif cell and cell.kind in (Kind.FORMULA, Kind.ERROR):
            made.faults[name] = Fault(cell.kind)
    return made


def _letters(column: int) -> str:
    """ "A" for 1, "AA" for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
