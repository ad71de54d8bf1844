"""What a Word document's named styles say: heading levels, title, quotes, lists. Names are English in every edition of Word but a few."""

import re
import unicodedata

from lxml import etree

from .shapes import Kind
from .xml_names import attribute, child, name, switched_on, value

MAX_LEVEL = 3
MAX_CHAIN = 20  # styles based on styles; Word itself stops near 11
_HEADING = re.compile(r"(?:heading|tiêu đề|đầu đề)\s*(\d)")
_TITLES = frozenset({"title", "tiêu đề", "tên tài liệu", "tên văn bản"})
_QUOTES = frozenset({"quote", "intense quote", "trích dẫn", "trích dẫn mạnh", "block text"})
_CONTENTS = re.compile(r"(?:toc|mục lục)\s*(?:\d|heading)|table of figures")


class Styles:
    """The styles part of one document, each looked up through the styles that it is based on."""

    def __init__(self, root: etree._Element | None):
        self._styles = {attribute(style, "styleId"): style for style in (root if root is not None else ()) if name(style) == "w:style"}
        self._chains: dict[str, list[etree._Element]] = {}

    def chain(self, style_id: str) -> list[etree._Element]:
        """The style and what it is based on, nearest first; a circle ends where it closes."""
        if style_id not in self._chains:
            found: dict[str, etree._Element] = {}
            ahead = style_id
            while ahead in self._styles and ahead not in found and len(found) < MAX_CHAIN:
                found[ahead] = self._styles[ahead]
                ahead = value(found[ahead], "w:basedOn")
            self._chains[style_id] = list(found.values())
        return self._chains[style_id]

    def names(self, style_id: str) -> list[str]:
        named = (value(style, "w:name") for style in self.chain(style_id))
        return [unicodedata.normalize("NFC", style_name).casefold().strip() for style_name in named]

    def kind(self, paragraph_properties: etree._Element | None) -> tuple[Kind | None, int]:
        """(HEADING, level), (QUOTE, 0) or (None, 0) for a paragraph; an outline level makes a heading of any style."""
        style_id = value(paragraph_properties, "w:pStyle")
        for style_name in self.names(style_id):
            if found := _HEADING.fullmatch(style_name):
                return Kind.HEADING, max(1, min(MAX_LEVEL, int(found[1])))
            if style_name in _QUOTES:
                return Kind.QUOTE, 0
        for properties in (paragraph_properties, *(child(style, "w:pPr") for style in self.chain(style_id))):
            outline = value(properties, "w:outlineLvl")
            if outline.isdigit():
                return (Kind.HEADING, min(MAX_LEVEL, int(outline) + 1)) if int(outline) < 9 else (None, 0)
        return None, 0

    def is_title(self, paragraph_properties: etree._Element | None) -> bool:
        return any(style_name in _TITLES for style_name in self.names(value(paragraph_properties, "w:pStyle")))

    def is_contents(self, paragraph_properties: etree._Element | None) -> bool:
        """A line of a table of contents, which pages here make by themselves."""
        return any(_CONTENTS.match(style_name) for style_name in self.names(value(paragraph_properties, "w:pStyle")))

    def numbering(self, paragraph_properties: etree._Element | None) -> tuple[str, int]:
        """(numId, level from 0) of a paragraph, its own or its style's; ("", 0) for none."""
        style_id = value(paragraph_properties, "w:pStyle")
        for properties in (paragraph_properties, *(child(style, "w:pPr") for style in self.chain(style_id))):
            number = value(properties, "w:numPr", "w:numId")
            if number:
                level = value(properties, "w:numPr", "w:ilvl") or value(paragraph_properties, "w:numPr", "w:ilvl")
                return (number, int(level) if level.isdigit() else 0) if number != "0" else ("", 0)
        return "", 0

    def is_bold(self, style_id: str) -> bool:
        return any(switched_on(style, "w:rPr", "w:b") for style in self.chain(style_id))
