"""Word documents (.docx): the body in its order, as blocks; what cannot be taken is named in the notes.

Read straight from the parts, each within its bounds, so that a hostile file costs no more than a large honest one.
"""

import posixpath
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.spreadsheets.package import Package
from kontum_ttdn.spreadsheets.refusing import too_long

from .drawings import plain_text
from .footnotes import Footnotes
from .leftovers import note_leftovers
from .lines import shaped
from .numbering import Numbered, Numbering
from .runs import Paragraph, ParagraphReader
from .shapes import MAX_BLOCKS, MAX_LETTERS, MAX_PICTURES, ImportedBlock, ImportedPicture, Kind, Notes
from .styles import Styles
from .tables import read_table
from .titles import guess_headings, take_title
from .xml_names import attribute, child, name, switched_on, value

_ENTERED = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "mc:Choice"})
_MAGIC = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
MAX_PARAGRAPHS = 10 * MAX_BLOCKS  # empty ones too
_OLD_FONTS = (".vn", "vni-")


def read_word(package: Package, notes: Notes) -> tuple[str, list[ImportedBlock], list[ImportedPicture]]:
    """(title, blocks, pictures) of a checked package whose main part is a Word document."""
    reader = WordReader(package, notes)
    blocks = reader.read()
    return *take_title(blocks, reader.title), reader.pictures


class WordReader:
    """One document while it is read."""

    def __init__(self, package: Package, notes: Notes):
        self.package, self.notes = package, notes
        self.main = package.main_part()
        self.relations = package.relations(self.main)
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"))
        self.footnotes = Footnotes({kind: self._part(f"{kind}s") for kind in ("footnote", "endnote")})
        self.pictures: list[ImportedPicture] = []
        self.title = ""
        self._indexes: dict[str, int] = {}
        self._tables = self._blocks = self._letters = self._paragraphs = 0
        self._carried = ""  # text before a deleted paragraph mark

    def read(self) -> list[ImportedBlock]:
        body = child(self.package.xml(self.main), "w:body")
        blocks = self.blocks_of(body) if body is not None else []
        has_styles = any(block.kind == Kind.HEADING for block in blocks)
        if not has_styles:
            blocks = guess_headings(blocks, self.notes)
        blocks = [_without(block, "bold", "centred") for block in blocks]
        own_relations = self.relations
        blocks = shaped(blocks, headings=not has_styles) + list(self._footnote_blocks())
        self.relations = own_relations
        note_leftovers(self)
        return blocks

    def blocks_of(self, node: etree._Element) -> list[ImportedBlock]:
        """The blocks of a body, a cell or a note, in order."""
        blocks: list[ImportedBlock] = []
        for inner in node:
            kind = name(inner)
            if kind == "w:p":
                blocks += self._paragraph(inner)
            elif kind == "w:tbl":
                blocks += self._table(inner)
            elif kind in _ENTERED:
                self.note_change(kind)
                blocks += self.blocks_of(inner)
            elif kind == "mc:AlternateContent":
                chosen = child(inner, "mc:Choice")
                blocks += self.blocks_of(chosen if chosen is not None else inner)
            elif kind in ("w:altChunk", "w:subDoc"):
                self.notes.add(_("A document within the document was left out. Upload it by itself."))
        if self._carried.strip():
            blocks.append(ImportedBlock(Kind.TEXT, normalise(self._carried).strip()))
        self._carried = ""
        return blocks

    def _table(self, node: etree._Element) -> list[ImportedBlock]:
        counted = self._blocks, self._letters
        blocks = read_table(node, self)
        self._blocks, self._letters = counted  # a cell counts once, not by its paragraphs
        return self._counted(blocks)

    def _paragraph(self, node: etree._Element) -> list[ImportedBlock]:
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            raise too_long()
        properties = child(node, "w:pPr")
        if self.styles.is_contents(properties):
            self.notes.add(_("The table of contents was left out: pages and booklets here make their own."))
            return []
        found = ParagraphReader(self, self.styles.is_bold(value(properties, "w:pStyle"))).read(node)
        whole, self._carried = self._carried + found.text, ""
        if child(properties, "w:rPr", "w:del") is not None:  # the mark is deleted: this text belongs to the next paragraph
            self.note_change("w:del")
            whole, self._carried = "", whole
        text = normalise(whole).strip(" \t\n\u00a0")
        before = [self._picture_block(*picture[:2]) for picture in found.pictures if not picture[2]]
        after = [self._picture_block(*picture[:2]) for picture in found.pictures if picture[2]]
        if text and not self.title and self.styles.is_title(properties):
            self.title, text = text.replace("\n", " "), ""
        numbered = self._numbered(properties)  # an empty paragraph has its number too
        own = [self._text_block(text, properties, numbered, found)] if text else []
        return self._counted([*before, *own, *after])

    def _numbered(self, properties: etree._Element | None) -> Numbered | None:
        number_id, depth = self.styles.numbering(properties)
        return self.numbering.next(number_id, depth) if number_id else None

    def _text_block(self, text: str, properties: etree._Element | None, numbered: Numbered | None, found: Paragraph) -> ImportedBlock:
        options = {key: kept for key, kept in (("links", found.links), ("footnotes", found.footnotes)) if kept}
        kind, level = self.styles.kind(properties)
        if kind == Kind.HEADING:
            lead = f"{numbered.number} " if numbered and numbered.number else ""
            return ImportedBlock(Kind.HEADING, lead + text.replace("\n", " "), {"level": level, **options})
        if kind == Kind.QUOTE:
            return ImportedBlock(Kind.QUOTE, text, options)
        if numbered:
            listed = {"ordered": numbered.ordered, "number": numbered.number, "level": numbered.level, "style": numbered.style}
            return ImportedBlock(Kind.LIST_ITEM, text, listed | options)
        if _is_boxed(properties):
            return ImportedBlock(Kind.CALLOUT, text, options)
        look = {"bold": not found.plain_letters, "centred": value(properties, "w:jc") == "center"}
        return ImportedBlock(Kind.TEXT, text, options | look)

    def _picture_block(self, index: int, alternative: str) -> ImportedBlock:
        return ImportedBlock(Kind.PICTURE, "", {"picture": index, "alternative": normalise(alternative)})

    def _footnote_blocks(self) -> Iterator[ImportedBlock]:
        for number, kind, node in self.footnotes.asked_for():
            self.relations = self.package.relations(self._path(f"{kind}s"))  # each part has link ids of its own
            blocks = [block for block in self.blocks_of(node) if block.text]
            links = [link for block in blocks for link in block.options.get("links", [])]
            options = {"number": number} | ({"links": links} if links else {})
            yield ImportedBlock(Kind.FOOTNOTE, "\n".join(block.text for block in blocks), options)

    def _counted(self, blocks: list[ImportedBlock]) -> list[ImportedBlock]:
        self._blocks += len(blocks)
        self._letters += sum(len(block.text) for block in blocks)
        if self._blocks > MAX_BLOCKS or self._letters > MAX_LETTERS:
            raise too_long()
        return blocks

    def next_table(self) -> int:
        self._tables += 1
        return self._tables

    def picture(self, relation_id: str, linked: str = "") -> int | None:
        """The index of an embedded picture, the same one for the same file; None, with a note, for what cannot be kept."""
        relation = self.relations.get(relation_id)
        if relation is None or relation.external or not self.package.has(relation.target):
            if linked or relation is not None:
                self.notes.add(_("A picture that only lies on another computer was left out. Insert it into the document, or add it here."))
            return None
        if relation.target in self._indexes:
            return self._indexes[relation.target]
        file, data = posixpath.basename(relation.target), self.package.read(relation.target)
        content_type = next((found for magic, found in _MAGIC if data.startswith(magic)), "")
        if not content_type:
            self.notes.add(_("The picture %(name)s is of a kind that cannot be shown. Save it as JPEG or PNG and add it.") % {"name": file})
            return None
        if len(self.pictures) >= MAX_PICTURES:
            self.notes.add(_("Only the first %(count)d pictures were taken.") % {"count": MAX_PICTURES})
            return None
        self._indexes[relation.target] = len(self.pictures)
        self.pictures.append(ImportedPicture(file, data, content_type))
        return self._indexes[relation.target]

    def note_change(self, kind: str) -> None:
        if kind in ("w:ins", "w:del", "w:moveTo", "w:moveFrom"):
            self.notes.add(_("The document holds tracked changes: it was read as if all of them were accepted. Please check."))

    def note_font(self, properties: etree._Element | None) -> None:
        font = attribute(fonts, "ascii") if (fonts := child(properties, "w:rFonts")) is not None else ""
        if font.lower().startswith(_OLD_FONTS):
            self.notes.add(_("Part of the text is typed for the old font %(font)s. Compare it letter by letter.") % {"font": font})

    def _part(self, kind: str) -> etree._Element | None:
        path = self._path(kind)
        return self.package.xml(path) if path else None

    def _path(self, kind: str) -> str:
        """Where the document's part of a kind lies; empty where it has none."""
        targets = (found.target for found in self.package.relations(self.main).values() if found.kind == kind and not found.external)
        return next(filter(self.package.has, targets), "")

    def quoted_parts(self, kind: str) -> list[tuple[etree._Element, str]]:
        """(root, text) of every part of a kind, for the notes."""
        targets = dict.fromkeys(found.target for found in self.relations.values() if found.kind == kind and not found.external)
        roots = [self.package.xml(target) for target in targets if self.package.has(target)]
        return [(root, plain_text(root)) for root in roots]


def _is_boxed(properties: etree._Element | None) -> bool:
    return all(
        child(properties, "w:pBdr", side) is not None and switched_on(properties, "w:pBdr", side)
        for side in ("w:top", "w:left", "w:bottom", "w:right")
    )


def _without(block: ImportedBlock, *keys: str) -> ImportedBlock:
    return ImportedBlock(block.kind, block.text, {key: kept for key, kept in block.options.items() if key not in keys})
