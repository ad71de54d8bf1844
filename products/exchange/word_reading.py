"""Reading a Word document that came back: the rows of its tables, changes taken as accepted, remarks in the margin as remarks."""

import re
from collections.abc import Iterator

from lxml import etree

from kontum_ttdn.spreadsheets.package import MAX_TAGS, Package
from kontum_ttdn.spreadsheets.parts import keywords, nodes, target_of
from products.importing.numbering import Numbering
from products.importing.xml_names import attribute, below, child, name, switched_on, value

from . import refusing
from .lines import Fault, Header, Line, Sent, line_of, read_header, read_token

MOST_TAGS = 8 * MAX_TAGS  # an office program writes some three times the tags that we do
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:br": "\n", "w:softHyphen": "\u00ad", "w:noBreakHyphen": "\u2011"}
_SKIPPED = frozenset("w:del w:moveFrom w:drawing w:pict w:object mc:Fallback w:rPr w:pPr w:tcPr w:trPr w:tblPr w:sdtPr".split())  # noqa: SIM905
_CELLS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins"})


def read(package: Package) -> Sent:
    """The rows of all its tables that have at least three cells; Unreadable where nothing says whose they are."""
    comments, numbering = _comments(package), _numbering(package)
    header: Header | None = None
    lines: list[Line] = []
    bounds = refusing.Bounds()
    for row in _rows(package):
        cells = list(_cells_of(row))
        first = _text(cells[0], hidden=True)[0] if cells else ""
        header = header or read_header(first)
        if (line := _line(cells, first, comments, numbering)) is not None:
            lines.append(bounds.within(line))
        row.clear()
    return refusing.checked(header or read_header(keywords(package)), lines)


def _line(cells: list[etree._Element], first: str, comments: dict[str, str], numbering: Numbering) -> Line | None:
    """The line of a row; nothing for the heading and for rows that are none of ours."""
    token = read_token(first)
    if read_header(first) or token is None and (len(cells) < 3 or not first.strip()[:1].isdecimal()):
        return None
    if len(cells) < 3 or any(_is_joined(cell) for cell in cells[:3]):
        return line_of(token, number=first, source="", target="", fault=Fault.MERGED)
    source, _none = _text(cells[1])
    target, asked = _text(cells[2], numbering=numbering)
    said = "\n".join(filter(None, (comments.get(number, "") for number in dict.fromkeys(asked))))
    return line_of(token, number=first, source=source, target=target, comment=said)


def _is_joined(cell: etree._Element) -> bool:
    properties = child(cell, "w:tcPr")
    return child(properties, "w:vMerge") is not None or value(properties, "w:gridSpan") not in ("", "0", "1")


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for inner in row:
        if name(inner) == "w:tc":
            yield inner
        elif name(inner) in _CELLS:
            yield from _cells_of(inner)


def _text(cell: etree._Element, *, hidden: bool = False, numbering: Numbering | None = None) -> tuple[str, list[str]]:
    """The words of a cell, a line a paragraph, and the numbers of the remarks on them. Hidden words count where they are asked for.

    A dash or a number typed before a paragraph, which Word turns into a list by itself, is given back with `numbering`.
    """
    parts: list[str] = []
    remarks: list[str] = []
    paragraphs = 0
    for node in below(cell, _SKIPPED):
        kind = name(node)
        if kind == "w:p":
            if paragraphs:
                parts.append("\n")
            paragraphs += 1
            parts.append(_mark(node, numbering) if numbering else "")
        elif kind == "w:commentReference":
            remarks.append(attribute(node, "id"))
        elif kind == "w:t" and (hidden or not _is_hidden(node)):
            parts.append(node.text or "")
        elif kind in _SIGNS:
            parts.append(_SIGNS[kind])
        elif kind == "w:sym":
            parts.append(_symbol(attribute(node, "char")))
    return "".join(parts), remarks


def _mark(paragraph: etree._Element, numbering: Numbering) -> str:
    """What Word shows before a paragraph of a list: its number, or a dash for whatever sign it draws there."""
    listed = child(paragraph, "w:pPr", "w:numPr")
    level = value(listed, "w:ilvl") or "0"
    found = numbering.next(value(listed, "w:numId"), int(level)) if listed is not None and len(level) == 1 and level.isdecimal() else None
    return f"{found.number or '-'} " if found else ""


def _symbol(code: str) -> str:
    """A sign put in by its place in a font: what it looks like is the font's secret, but that it is there is not lost."""
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""


def _is_hidden(node: etree._Element) -> bool:
    return switched_on(child(node.getparent(), "w:rPr"), "w:vanish")


def _rows(package: Package) -> Iterator[etree._Element]:
    """Rows in order, each given when it is whole, so that a large body is never held as a tree. A row that was taken out is not given."""
    depth = 0
    for event, node in nodes(
        package, package.main_part(), ("tr",), most_tags=MOST_TAGS, events=("start", "end"), too_many=refusing.too_many
    ):
        depth += 1 if event == "start" else -1
        if event == "end" and not depth and child(node, "w:trPr", "w:del") is None:
            yield node


def _numbering(package: Package) -> Numbering:
    target = target_of(package, package.main_part(), "numbering")
    return Numbering(package.xml(target) if target else None)


def _comments(package: Package) -> dict[str, str]:
    target = target_of(package, package.main_part(), "comments")
    if not target:
        return {}
    return {attribute(node, "id"): _text(node)[0] for node in package.xml(target) if name(node) == "w:comment"}
