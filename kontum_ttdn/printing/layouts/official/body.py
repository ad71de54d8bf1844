"""The text of an official document as paragraphs, and its words in the face that can set them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kontum_ttdn.languages.letters import foreign_letters
from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Block, Document

FIGURES = re.compile(r"[\d.,%/–\-+ ]+")
SPACE = re.compile(r"(\s+)")


@dataclass(frozen=True)
class Run:
    """A stretch of words; `other`: with letters that Vietnamese has not, which the office face would set with their marks astray."""

    text: str
    other: bool = False


@dataclass(frozen=True)
class Cell:
    """A table's cell; figures stand in the middle of their column."""

    block: Block
    runs: list[Run]
    centred: bool


@dataclass(frozen=True)
class Paragraph:
    """kind: heading, text, figure or table. `mark` stands before the words ("1.", "-"), `lead` in bold on a line of its own."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    lead: list[Run] = field(default_factory=list)
    mark: str = ""
    level: int = 1
    item: flow.Item | None = None
    part: flow.Part | None = None
    head: list[list[Cell]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)


def parts(document: Document, places: tuple[str, ...]) -> list[Paragraph]:
    """The body in reading order. Callouts and quotes are plain paragraphs: an official document has no boxes."""
    lowered = sum(block.kind == "heading" and block.option("level", 1) == 1 for block in document.blocks) > flow.MANY_CHAPTERS
    return [made for part in flow.parts(document, places) for made in _paragraphs(part, lowered)]


def _paragraphs(part: flow.Part, lowered: bool) -> list[Paragraph]:
    if part.kind == "table":
        return [Paragraph("table", part=part, item=part.item, head=_cells(part.head), rows=_cells(part.body))]
    if part.kind == "heading":
        return [Paragraph("heading", runs(part.item.text), level=part.level - 1 - lowered, item=part.item)]
    if part.kind == "picture":
        return [Paragraph("figure", runs(part.item.text), item=part.item, part=part)]
    mark = {"steps": "{}.", "numbered": "{}.", "points": "-"}.get(part.kind, "")
    return [Paragraph("text", runs(item.text), runs(item.heading), mark.format(item.mark), item=item) for item in part.items]


def _cells(rows: list[list[Block]]) -> list[list[Cell]]:
    return [[Cell(cell, runs(cell.text), bool(FIGURES.fullmatch(cell.text.strip()))) for cell in row] for row in rows]


def lines(text: str) -> list[list[Run]]:
    """Each line of `text` as its runs."""
    return [runs(line) for line in text.split("\n") if line.strip()]


def runs(text: str) -> list[Run]:
    """`text` cut where the words change between those of Vietnamese letters and others; joined again they are `text`."""
    found: list[Run] = []
    for piece in SPACE.split(text):
        other = found[-1].other if found and not piece.strip() else is_other(piece)  # a space goes with the word before it
        if found and found[-1].other == other:
            found[-1] = Run(found[-1].text + piece, other)
        elif piece:
            found.append(Run(piece, other))
    return found


@lru_cache(maxsize=10_000)
def is_other(word: str) -> bool:
    return bool(foreign_letters(word, "vi"))
