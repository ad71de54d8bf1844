"""Plain paragraphs told apart: headings, list items and text, by how Vietnamese offices number their lines."""

import re
from dataclasses import replace

from .shapes import ImportedBlock, Kind

HEADING_LETTERS = 200  # a longer numbered line is a sentence
REST_LETTERS = 60  # what follows a heading's colon must be a text of its own

_ROMAN = "roman"
_NUMBERED = re.compile(
    r"(?P<part>(?:Phần|Chương|Mục|Điều)\s+(?:[IVXLC]{1,7}|\d{1,3})[.:]?)(?:\s+(?P<part_text>\S.*))?$"
    r"|(?P<roman>[IVX]{1,6}[.)])\s+(?P<roman_text>\S.*)$"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){1,2}\.?|\d{1,2}[.)]|[a-zđ]\))\s+(?P<text>\S.*)$",
    re.S,
)
_BULLET = re.compile(r"[-–—•●▪■+*]\s+(?P<text>\S.*)$", re.S)
_BULLETS_DEEPER = "+*"  # offices write - for the first level and + for the second


def numbered_depth(text: str) -> int:
    """1 for «I.», «Điều 5.», «Phần II»; 2 for «1.»; 3 for «1.1» and «a)»; 0 for a line without a number."""
    return _Line(ImportedBlock(Kind.TEXT, text)).depth


def heading_level(text: str, parted: bool) -> int:
    """The level of a heading by its number; `parted` says that the document has parts («I.») above its «1.»."""
    depth = numbered_depth(text)
    return min(3, depth + parted) if depth > 1 else 2


class _Line:
    """One text block with what its first characters say."""

    def __init__(self, block: ImportedBlock):
        self.block = block
        found = _NUMBERED.match(block.text) if block.kind == Kind.TEXT else None
        self.number = self.style = ""
        self.body, self.depth = block.text, 0
        if not found:
            return
        if found["part"]:
            self.number, self.body, self.style, self.depth = found["part"], found["part_text"] or "", "part", 1
        elif found["roman"]:
            self.number, self.body, self.style, self.depth = found["roman"], found["roman_text"], _ROMAN, 1
        else:
            self.number, self.body = found["number"], found["text"]
            self.style = "lowerLetter" if self.number[0].isalpha() else "decimal"
            self.depth = 3 if self.style == "lowerLetter" else 2 + self.number.rstrip(".").count(".")

    @property
    def reads_like_heading(self) -> bool:
        return (
            bool(self.number)
            and self.style != "lowerLetter"
            and len(self.block.text) <= HEADING_LETTERS
            and self.block.text[-1] not in ".;,:/"
        )

    @property
    def heading_and_rest(self) -> tuple[str, str] | None:
        """«2. Training: for staff who …» as its heading and its text, where the colon parts the two."""
        head, colon, rest = self.body.partition(":")
        long_enough = colon and len(head) <= HEADING_LETTERS and len(rest.strip()) >= REST_LETTERS
        if not self.number or not long_enough or self.style == "lowerLetter" or re.search(r"[.;?!]\s", head):
            return None
        return f"{self.number} {head.rstrip()}", rest.strip()


def shaped(blocks: list[ImportedBlock], *, headings: bool) -> list[ImportedBlock]:
    """`blocks` with the text ones told apart; `headings` says whether to guess headings (a document with styles needs no guess).

    A numbered line is a heading where text follows it or its colon parts it from its text; numbered lines that follow each other
    are a list; a long one stays text with its number. Bullets typed by hand become list items.
    """
    lines = [_Line(block) for block in blocks]
    parted = any(line.depth == 1 and line.reads_like_heading for line in lines)
    out: list[ImportedBlock] = []
    in_list = False
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        made = _shape(line, after, in_list, headings, parted)
        in_list = made[-1].kind == Kind.LIST_ITEM and made[-1].options.get("ordered", False)
        out += made
    return out


def _shape(line: _Line, after: _Line | None, in_list: bool, headings: bool, parted: bool) -> list[ImportedBlock]:
    block = line.block
    if block.kind != Kind.TEXT:
        return [block]
    bullet = _BULLET.match(block.text)
    if bullet:
        level = 2 if block.text[0] in _BULLETS_DEEPER else 1
        return [_as(block, Kind.LIST_ITEM, bullet["text"], ordered=False, number="", level=level, style="bullet")]
    if not line.number:
        return [block]
    level = heading_level(block.text, parted)
    if headings and line.heading_and_rest:
        head, rest = line.heading_and_rest
        return [ImportedBlock(Kind.HEADING, head, {"level": level}), _as(block, Kind.TEXT, rest)]
    text_follows = after is not None and (after.block.kind != Kind.TEXT or not after.number or after.depth > line.depth)
    if headings and line.reads_like_heading and text_follows and not in_list:
        return [_as(block, Kind.HEADING, block.text, level=level)]
    siblings = in_list or (after is not None and after.number and after.style == line.style)
    if line.style in ("decimal", "lowerLetter") and siblings:
        return [_as(block, Kind.LIST_ITEM, line.body, ordered=True, number=line.number, level=max(1, line.depth - 1), style=line.style)]
    return [block]


def _as(block: ImportedBlock, kind: Kind, text: str, **options) -> ImportedBlock:
    return replace(block, kind=kind, text=text, options={**block.options, **options})
