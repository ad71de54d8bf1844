"""One work in two or three languages as rows: what stands at one place of it, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count, zip_longest
from typing import NamedTuple

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.letters import visible_length

WIDEST_TABLE = {2: 3, 3: 2}  # columns of the page, and the columns of a table that one of them still holds
WHOLE = {2: 800, 3: 500}  # columns of the page, and the letters of a row that always finds room on one side, also under the title


@dataclass
class Cell:
    """What one language says here; `item` None: nothing. `language`: its code where it is not the document's own, for the figures."""

    tag: str
    language: str = ""
    item: flow.Item | None = None
    table: flow.Part | None = None

    @property
    def notes(self) -> list[str]:
        return self.item.notes if self.item else []


@dataclass
class Row:
    """One place in all languages. kind: those of flow.Part, and "note". `across`: its one cell takes all columns."""

    kind: str
    cells: list[Cell]
    level: int = 2
    across: bool = False
    picture: flow.Part | None = None
    marks: list[str] = field(default_factory=list)  # of its notes, which follow as rows of their own
    goes_on: bool = False  # the next row is the next line of the same place

    @property
    def long(self) -> bool:
        """Whether it may go on over the side's end; every other row moves on whole."""
        letters = max((visible_length(cell.item.text) for cell in self.cells if cell.item), default=0)
        return letters > WHOLE.get(len(self.cells), WHOLE[2])


class Place(NamedTuple):
    part: flow.Part
    item: flow.Item


def columns_of(document: Document) -> tuple[Document, ...]:
    """The languages from left to right: what it was made from, the document itself, the others."""
    return (*document.beside[:1], document, *document.beside[1:])


def rows(document: Document, kinds: tuple[str, ...]) -> list[Row]:
    """The body row by row. A place that one language leaves empty keeps its cell; one that all leave empty is left out."""
    columns, numbers = columns_of(document), count(1)
    places = [_places(column, kinds) for column in columns]
    own = places[columns.index(document)]
    made: list[Row] = []
    for key in _order(own, places):
        found = [known.get(key) for known in places]
        leading = own.get(key) or next(filter(None, found))
        cells = [_cell(column, document, place) for column, place in zip(columns, found, strict=True)]
        made += _rows(leading.part, cells, numbers)
    return made


def _places(document: Document, kinds: tuple[str, ...]) -> dict[str, Place]:
    """Each place by its key, in reading order; a table is one place. A block without a key is known by its number."""
    parts = flow.parts(document, kinds)
    found = [Place(part, item) for part in parts for item in part.items]
    return {_key(place) or f"#{number}": place for number, place in enumerate(found)}


def _key(place: Place) -> str:
    return next((cell.key for row in place.part.rows for cell in row), place.item.key)


def _order(own: dict[str, Place], others: list[dict[str, Place]]) -> list[str]:
    """The document's own places; what only another language has stands where that language has it."""
    order = list(own)
    for places in others:
        before = -1
        for key in places:
            if key not in own and key not in order:
                order.insert(before + 1, key)
            before = order.index(key)
    return order


def _cell(column: Document, document: Document, place: Place | None) -> Cell:
    made = Cell(languages.get(column.language).tag, "" if column is document else column.language)
    if place and (place.part.rows or place.item.text or place.item.heading):
        made.item, made.table = place.item, place.part if place.part.rows else None
    return made


def _rows(part: flow.Part, cells: list[Cell], numbers: Iterator[int]) -> list[Row]:
    said = [cell for cell in cells if cell.item]
    if part.picture:
        return [Row("picture", [], picture=part), *([Row("caption", cells)] if said else [])]
    if not said:
        return []
    widest = max((len(row) for row in part.rows), default=0)
    across = widest > WIDEST_TABLE[len(cells)]
    made = [Row("table", [cell], across=True) for cell in said] if across else _lines(part, cells)
    notes = [_note(cells, texts, str(next(numbers))) for texts in zip_longest(*(cell.notes for cell in cells), fillvalue="")]
    made[-1].marks = [note.marks[0] for note in notes]
    return made + notes


def _lines(part: flow.Part, cells: list[Cell]) -> list[Row]:
    """A row, or one for each line of a text that has as many lines in every language."""
    lines = [cell.item.text.split("\n") if cell.item else [] for cell in cells]
    if part.kind != "text" or len({len(found) for found in lines}) > 1:
        return [Row(part.kind, cells, part.level)]
    made = [
        Row("text", [replace(cell, item=replace(cell.item, text=text)) for cell, text in zip(cells, texts, strict=True)], goes_on=True)
        for texts in zip(*lines, strict=True)
    ]
    made[-1].goes_on = False
    return made


def _note(cells: list[Cell], texts: tuple[str, ...], mark: str) -> Row:
    noted = [Cell(cell.tag, cell.language, flow.Item(text) if text else None) for cell, text in zip(cells, texts, strict=True)]
    return Row("note", noted, marks=[mark])
