"""The cells of a workbook, straight from its parts, each within its bounds. Formulas are never worked out."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from lxml import etree

from .escapes import unescaped
from .numbers import Formats
from .package import MAX_TAGS, Package
from .parts import nodes, target_of
from .refusing import Unreadable, damaged, too_long

MOST_TAGS = 4 * MAX_TAGS
MOST_AREAS = 20_000  # in which cells are joined
Area = tuple[int, int, int, int]  # first column, first row, last column, last row
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class Kind(StrEnum):
    """What a cell holds, by what its program wrote; a day is a number that is shown as one."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    kind: Kind = Kind.TEXT


@dataclass
class Row:
    """One row that says something: its number as the program shows it, its cells by column from 1."""

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)

    def text(self, column: int) -> str:
        return self.cells[column].text if column in self.cells else ""


@dataclass(frozen=True)
class Limits:
    """How much of a sheet is read: rows that say something, columns (those behind are not looked at), letters; and how more is refused."""

    rows: int
    columns: int
    letters: int
    too_many: Callable[[], Unreadable] = too_long
    too_much: Callable[[], Unreadable] = too_long


class Reader:
    """Reads the sheets of one workbook: its shared texts and number formats are read once."""

    def __init__(self, package: Package, limits: Limits):
        self.package, self.limits = package, limits
        self.strings = _strings(package, limits)
        self.formats = Formats(package)

    def rows(self, target: str) -> tuple[list[Row], list[Area]]:
        """The rows of a sheet, and the areas in which cells are joined. One long text may stand in many cells: letters are counted as they
        are met."""
        rows: list[Row] = []
        joined: list[Area] = []
        letters = place = 0
        for _event, node in nodes(self.package, target, ("row", "mergeCell"), most_tags=MOST_TAGS, too_many=self.limits.too_many):
            if etree.QName(node).localname == "mergeCell":
                joined += _areas(node.get("ref", ""))
                if len(joined) > MOST_AREAS:
                    raise self.limits.too_many()
                continue
            row = self._row(node, place + 1)
            place = row.number
            letters += sum(len(cell.text) for cell in row.cells.values())
            if letters > self.limits.letters:
                raise self.limits.too_much()
            if row.cells:
                rows.append(row)
            if len(rows) > self.limits.rows:
                raise self.limits.too_many()
            node.clear()
        return rows, joined

    def _row(self, node: etree._Element, place: int) -> Row:
        row = Row(int(said) if (said := node.get("r", "")).isdecimal() and len(said) < 8 else place)
        column = 0
        for inner in node:
            if not isinstance(inner.tag, str):
                continue  # an entity
            found = _REFERENCE.fullmatch(inner.get("r", ""))
            column = column_number(found.group(1)) if found else column + 1
            if column > self.limits.columns:
                continue
            cell = self._cell(inner)
            if cell.text:
                row.cells[column] = cell
        return row

    def _cell(self, node: etree._Element) -> Cell:
        parts = {etree.QName(inner).localname: inner for inner in node if isinstance(inner.tag, str)}
        kind, value = node.get("t", "n"), parts["v"].text or "" if "v" in parts else ""
        if "f" in parts:
            return Cell(f"={parts['f'].text or ''}", Kind.FORMULA)
        if kind == "inlineStr":
            return Cell(said(parts["is"]) if "is" in parts else "")
        if kind == "s":
            place = int(value) if value.isdecimal() and len(value) < 9 else -1
            if not 0 <= place < len(self.strings):
                raise damaged()
            return Cell(self.strings[place])
        if kind == "str":
            return Cell(unescaped(value))
        return self._no_text(kind, value, node.get("s", ""))

    def _no_text(self, kind: str, value: str, style: str) -> Cell:
        if not value:
            return Cell("")
        if kind == "b":
            return Cell("TRUE" if value == "1" else "FALSE", Kind.TRUTH)
        if kind == "e":
            return Cell(value, Kind.ERROR)
        shown = self.formats.day(value, style, iso=kind == "d")
        if shown is not None:
            return Cell(shown, Kind.DAY) if shown else Cell(value, Kind.ERROR)
        shown = self.formats.number(value, style)
        return Cell(shown, Kind.NUMBER) if shown else Cell(value, Kind.ERROR)


def said(node: etree._Element) -> str:
    """The text of a string item: its runs joined, without the readings that stand above East Asian words."""
    parts = []
    for inner in node:
        local = etree.QName(inner).localname if isinstance(inner.tag, str) else ""
        if local == "t":
            parts.append(inner.text or "")
        elif local == "r":
            parts += [text.text or "" for text in inner if isinstance(text.tag, str) and etree.QName(text).localname == "t"]
    return unescaped("".join(parts))


def joined_rows(numbers: Iterable[int], joined: list[Area], column: int) -> set[int]:
    """Those of the rows whose cell in this column is joined with others."""
    changes: Counter[int] = Counter()
    for left, top, right, bottom in joined:
        if left <= column <= right and top <= bottom:
            changes[top] += 1
            changes[bottom + 1] -= 1
    from_row = sorted(changes)
    depths = list(accumulate(changes[number] for number in from_row))
    return {number for number in numbers if (place := bisect_right(from_row, number)) and depths[place - 1]}


def column_number(letters: str) -> int:
    """1 for "A", 27 for "AA"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _strings(package: Package, limits: Limits) -> list[str]:
    target = target_of(package, package.main_part(), "sharedStrings")
    found = []
    for _event, node in nodes(package, target, ("si",), most_tags=MOST_TAGS, too_many=limits.too_many) if target else ():
        found.append(said(node))
        node.clear()
    return found


def _areas(reference: str) -> list[Area]:
    """The area that "B2:C9" names; none for what is no area."""
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or not all(corners):
        return []
    first, last = ((column_number(corner.group(1)), int(corner.group(2))) for corner in corners if corner)
    return [(*first, *last)]
