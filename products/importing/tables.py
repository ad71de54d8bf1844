"""Word tables as cells on a grid, merged ones as one cell with its spans."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml import etree

from kontum_ttdn.spreadsheets.refusing import too_long

from .shapes import MAX_BLOCKS, ImportedBlock, Kind
from .xml_names import child, name, switched_on, value

if TYPE_CHECKING:
    from .word import WordReader

MAX_SPAN = 100  # Word itself draws 63 columns
_ENTERED = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})


@dataclass
class _Cell:
    row: int
    column: int
    colspan: int
    header: bool
    rowspan: int = 1
    nodes: list[etree._Element] = field(default_factory=list)


def read_table(table: etree._Element, reader: "WordReader") -> list[ImportedBlock]:
    """The cells of a w:tbl in reading order, then its pictures; a table of one cell is a callout."""
    cells = _cells(table)
    blocks, pictures = [], []
    number = reader.next_table() if len(cells) > 1 else 0
    for cell in cells:
        text, options, inside = _cell_text(cell, reader)
        pictures += inside
        if number:
            place = {
                "table": number,
                "row": cell.row,
                "column": cell.column,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "header": cell.header,
            }
            blocks.append(ImportedBlock(Kind.TABLE_CELL, text, place | options))
        elif text:
            blocks.append(ImportedBlock(Kind.CALLOUT, text, options))
    return blocks + pictures


def _cells(table: etree._Element) -> list[_Cell]:
    found: list[_Cell] = []
    open_cells: dict[int, _Cell] = {}  # by column: what a merged cell below continues
    rows = [row for row in _inside(table, "w:tr") if child(row, "w:trPr", "w:del") is None]
    for at, row in enumerate(rows, start=1):
        header = switched_on(row, "w:trPr", "w:tblHeader")
        column = 1 + _number(value(row, "w:trPr", "w:gridBefore"), 0)
        for node in _inside(row, "w:tc"):
            properties = child(node, "w:tcPr")
            span = max(1, _number(value(properties, "w:gridSpan"), 1))
            merge = child(properties, "w:vMerge")
            continues = merge is not None and value(properties, "w:vMerge") != "restart"
            if continues and column in open_cells:
                open_cells[column].rowspan = at - open_cells[column].row + 1
                open_cells[column].nodes.append(node)
            else:
                cell = _Cell(at, column, span, header, nodes=[node])
                found.append(cell)
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = cell
            column += span
        if len(found) > MAX_BLOCKS:
            raise too_long()
    return found


def _cell_text(cell: _Cell, reader: "WordReader") -> tuple[str, dict, list[ImportedBlock]]:
    lines, options, pictures = [], {}, []
    for node in cell.nodes:
        for block in reader.blocks_of(node):
            if block.kind == Kind.PICTURE:
                pictures.append(block)
                continue
            if block.kind in (Kind.TABLE_CELL, Kind.CALLOUT):
                reader.notes.add(_("A table within a table was written out as lines of its cell; please check it."))
            lead = (block.options.get("number") or "–") + " " if block.kind == Kind.LIST_ITEM else ""
            lines.append(lead + block.text)
            for hanging in ("links", "footnotes"):
                if block.options.get(hanging):
                    options.setdefault(hanging, []).extend(block.options[hanging])
    return "\n".join(line for line in lines if line.strip()), options, pictures


def _inside(node: etree._Element, wanted: str) -> list[etree._Element]:
    """Rows of a table or cells of a row, also where a content control or a tracked change wraps them."""
    found = []
    for inner in node:
        if name(inner) == wanted:
            found.append(inner)
        elif name(inner) in _ENTERED:
            found += _inside(inner, wanted)
    return found


def _number(text: str, otherwise: int) -> int:
    return min(MAX_SPAN, int(text)) if text.isdigit() and len(text) < 6 else otherwise
