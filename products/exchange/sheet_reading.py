"""Reading a workbook that came back: which of its sheets is ours, and what its lines say."""

from collections.abc import Iterator

from kontum_ttdn.spreadsheets.cells import Area, Kind, Limits, Reader, Row, joined_rows
from kontum_ttdn.spreadsheets.package import Package
from kontum_ttdn.spreadsheets.parts import keywords

from . import refusing
from .lines import MAX_LETTERS, MAX_LINES, Fault, Header, Line, Sent, line_of, read_header, read_token

MOST_SHEETS = 20
NUMBER, SOURCE, TARGET, REMARK, KEY = range(1, 6)  # columns as they went out
MOST_COLUMNS = 50  # that are looked at: people put some of theirs before ours and behind them


def read(package: Package) -> Sent:
    """The first sheet that says it is ours; Unreadable where none does."""
    relations = package.relations(package.main_part()).values()
    targets = [relation.target for relation in relations if relation.kind == "worksheet" and not relation.external]
    limits = Limits(MAX_LINES + 100, MOST_COLUMNS, 2 * MAX_LETTERS, refusing.too_many, refusing.too_much)  # what is ours is counted again
    reader = Reader(package, limits)
    fallback = read_header(keywords(package))
    best: tuple[Header | None, list[Line]] = (fallback, [])
    for target in list(dict.fromkeys(targets))[:MOST_SHEETS]:
        rows, joined = reader.rows(target)
        header, shift = _head(rows)
        if header:
            return refusing.checked(header, list(_lines(rows, joined, shift)))
        if fallback and not best[1]:
            best = fallback, list(_lines(rows, joined, 0))
    return refusing.checked(*best)


def _head(rows: list[Row]) -> tuple[Header | None, int]:
    """The header, and by how many columns the sheet was moved since it went out."""
    for row in rows:
        for column, cell in row.cells.items():
            if header := read_header(cell.text):
                return header, column - KEY
    return None, 0


def _lines(rows: list[Row], joined: list[Area], shift: int) -> Iterator[Line]:
    bounds, merged = refusing.Bounds(), joined_rows([row.number for row in rows], joined, TARGET + shift)
    for row in rows:
        text = {
            name: row.text(column + shift)
            for name, column in (("number", NUMBER), ("source", SOURCE), ("target", TARGET), ("comment", REMARK))
        }
        token = read_token(row.text(KEY + shift))
        if token is None and not (text["number"][:1].isdecimal() and text["source"]):
            continue  # the heading, or a row that somebody added
        fault = Fault.MERGED if row.number in merged else _fault(row, TARGET + shift)
        yield bounds.within(line_of(token, fault=fault, **text))


def _fault(row: Row, column: int) -> Fault | None:
    kind = row.cells[column].kind if column in row.cells else Kind.TEXT
    return {Kind.TEXT: None, Kind.FORMULA: Fault.FORMULA}.get(kind, Fault.NOT_TEXT)
