"""A document's flat blocks as the parts a page shows: list items in lists, cells in tables, notes with the words they belong to."""

from dataclasses import dataclass, field
from itertools import groupby

from kontum_ttdn.languages import registry as languages

from .document import Block, Document

KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
SHORT_LIST = 6  # numbered items without headings: up to so many are steps with a large mark
MANY_CHAPTERS = 3  # headings of the first level: beyond so many they are set one size smaller
GROUPED = ("list_item", "table_cell")


@dataclass
class Item:
    """One stretch of text: `heading` and `text`, in `tag` where it is not the document's language; `notes` are its footnotes."""

    text: str
    heading: str = ""
    tag: str = ""
    mark: str = ""
    key: str = ""  # of its block
    notes: list[str] = field(default_factory=list)


@dataclass
class Part:
    """One thing on the page. kind: heading, text, steps, numbered, points, picture, callout, quote, table or panel_break."""

    kind: str
    items: list[Item] = field(default_factory=list)
    level: int = 2
    picture: str = ""
    alternative: str = ""
    credit: str = ""
    rows: list[list[Block]] = field(default_factory=list)
    name: str = ""  # the place in the page that contents lead to, where the layout has contents

    @property
    def item(self) -> Item:
        return self.items[0]

    @property
    def head(self) -> list[list[Block]]:
        """The table's first row where it is all headings: it is said again on every side that the table goes on."""
        return self.rows[:1] if len(self.rows) > 1 and all(cell.option("header") for cell in self.rows[0]) else []

    @property
    def body(self) -> list[list[Block]]:
        return self.rows[len(self.head) :]


def parts(document: Document, places: tuple[str, ...]) -> list[Part]:
    """The body in reading order, without the cover picture and the kinds that the layout does not place."""
    blocks = [block for block in document.blocks if block.kind in places and not is_cover(block)]
    chapters = sum(block.kind == "heading" and block.option("level", 1) == 1 for block in blocks)
    found: list[Part] = []
    for (kind, _ordered), group in groupby(_without_notes(blocks), key=lambda pair: _group(pair[0])):
        pairs = list(group)
        if kind == "list_item":
            found.append(_list(pairs, document.language, _next_number(found)))
        elif kind == "table_cell":
            found.append(_table(pairs))
        else:
            found += [_single(block, notes, lower=chapters > MANY_CHAPTERS) for block, notes in pairs]
    return found


def is_cover(block: Block) -> bool:
    return block.kind == "picture" and bool(block.option("cover"))


def picture_name(block: Block) -> str:
    """The asset's name in the sheet: its content and its ending."""
    ending = block.picture.media_type.rpartition("/")[2].split("+")[0]
    return f"picture/{block.picture.sha256}.{ending}"


def _group(block: Block) -> tuple[str, bool]:
    return block.kind, block.kind == "list_item" and bool(block.option("ordered"))


def _without_notes(blocks: list[Block]) -> list[tuple[Block, list[str]]]:
    """Each block with the footnotes that follow it; a footnote before any block stands as text."""
    found: list[tuple[Block, list[str]]] = []
    for block in blocks:
        before = next((notes for other, notes in reversed(found) if other.kind != "panel_break"), None)
        if block.kind == "footnote" and before is not None:
            before.append(block.text)
        else:
            found.append((block, []))
    return found


def _single(block: Block, notes: list[str], *, lower: bool) -> Part:
    kind = "text" if block.kind == "footnote" else block.kind
    part = Part(kind, [_item(block, notes, headed=kind == "callout")], credit=block.credit)
    if kind == "heading":
        part.level = min(4, block.option("level", 1) + 1 + lower)
    if kind == "picture" and block.picture:
        part.picture, part.alternative = picture_name(block), block.alternative
    return part


def _next_number(found: list[Part]) -> int:
    """1, or where numbered items go on over a panel break the number after the last."""
    over_a_fold = len(found) > 1 and found[-1].kind == "panel_break" and found[-2].kind in ("steps", "numbered")
    return int(found[-2].items[-1].mark) + 1 if over_a_fold else 1


def _list(pairs: list[tuple[Block, list[str]]], language: str, first: int) -> Part:
    items = [_item(block, notes, headed=True) for block, notes in pairs]
    ordered = bool(pairs[0][0].option("ordered"))
    for number, item in enumerate(items, first):
        item.mark = str(number).translate(KHMER_DIGITS) if language == "km" else str(number)
    if not ordered:
        return Part("points", items)
    return Part("steps" if len(items) <= SHORT_LIST or any(item.heading for item in items) else "numbered", items)


def _table(pairs: list[tuple[Block, list[str]]]) -> Part:
    cells = sorted((block for block, _notes in pairs), key=lambda block: (block.option("row", 0), block.option("column", 0)))
    rows = [list(row) for _row, row in groupby(cells, key=lambda block: block.option("row", 0))]
    return Part("table", [Item("", notes=[note for _block, notes in pairs for note in notes])], rows=rows)


def _item(block: Block, notes: list[str], *, headed: bool) -> Item:
    tag = languages.get(block.language).tag if block.language else ""
    first, newline, rest = block.text.strip().partition("\n")
    if headed and newline:
        return Item(rest.strip(), heading=first.strip(), tag=tag, key=block.key, notes=notes)
    return Item(block.text.strip(), tag=tag, key=block.key, notes=notes)
