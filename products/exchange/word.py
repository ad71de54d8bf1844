"""The Word document: a table of number, source and translation, at 14 pt, to be written in on a screen or on paper. Written by python-docx."""

from datetime import datetime, time
from io import BytesIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from lxml import etree

from kontum_ttdn.languages import registry

from .faces import INSTEAD, face_of, has_spelling, tag_of
from .lines import Header, Line, writable

SIZE = 14  # points: what a reader of sixty reads without glasses
WIDTHS = (850, 4760, 4760)  # twentieths of a point: number, source, translation; together A4 less its margins
STYLES = ("Number", "Source", "Target")
SHADE = "EFEBE4"
LONGEST_PROPERTY = 255  # signs of one property of a document, by python-docx
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(header: Header, lines: list[Line]) -> bytes:
    """The document as bytes."""
    document = Document()
    _describe(document, header)
    _styles(document, header)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.3)
    section.top_margin = section.bottom_margin = Cm(1.5)
    title = document.add_heading(header.name, level=1)
    title.runs[0]._r.get_or_add_rPr().extend(_speech(header.source_language, 18))
    document.add_paragraph(
        _(
            "Write your words into the right-hand column alone. Leave numbers, rows and the left-hand words as they are: by them the file is read back."
        )
    )
    _footer(section, header)
    document.element.body.insert_element_before(_table(header, lines), "w:sectPr")
    document.add_paragraph()  # Word lets no document end on a table
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _describe(document, header: Header) -> None:
    core = document.core_properties
    core.author = core.comments = core.last_modified_by = ""
    core.created = core.modified = datetime.combine(header.day, time())
    core.title, core.keywords, core.language = header.name[:LONGEST_PROPERTY], header.mark, tag_of(header.language)


def _styles(document, header: Header) -> None:
    """One style a column, with its font and its language: what is typed into an empty cell has them too."""
    for name, language in zip(STYLES, ("vi", header.source_language, header.language), strict=True):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.space_after = Pt(0)
        style.element.get_or_add_rPr().extend(_speech(language, 8 if name == "Number" else SIZE))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = face_of("vi"), Pt(12)
    parts = document.part.package.iter_parts()
    table = next((part for part in parts if str(part.partname) == "/word/fontTable.xml"), None)
    if table is not None:
        table._blob = _with_instead(table.blob, {face_of(header.source_language), face_of(header.language)})


def _speech(language: str, points: int) -> list[etree._Element]:
    """The run properties of a language, in the order of the schema: fonts for every script slot, no red lines, sizes, the tag.

    Lao and Khmer are complex scripts to Word: their font, size and tag stand in slots of their own (cs, szCs, bidi).
    """
    fonts, size, complex_size, tongue = (OxmlElement(f"w:{kind}") for kind in ("rFonts", "sz", "szCs", "lang"))
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), face_of(language))
    for one in (size, complex_size):
        one.set(qn("w:val"), str(points * 2))
    for slot in ("val", "bidi"):
        tongue.set(qn(f"w:{slot}"), tag_of(language))
    return [fonts, *([] if has_spelling(language) else [OxmlElement("w:noProof")]), size, complex_size, tongue]


def _with_instead(blob: bytes, faces: set[str]) -> bytes:
    """The table of fonts, saying what to take on a computer that lacks one of ours."""
    root = etree.fromstring(blob)
    for face in sorted(faces & INSTEAD.keys()):
        font = etree.SubElement(root, f"{_W}font", {f"{_W}name": face})
        etree.SubElement(font, f"{_W}altName", {f"{_W}val": INSTEAD[face]})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _footer(section, header: Header) -> None:
    said = _("%(file)s, %(day)s, from revision %(number)d of the source · page ") % {
        "file": header.filename,
        "day": date_format(header.day, "DATE_FORMAT"),
        "number": header.source_revision,
    }
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(said)
    page = OxmlElement("w:fldSimple")
    page.set(qn("w:instr"), "PAGE")
    page.append(OxmlElement("w:r"))
    paragraph._p.append(page)


def _table(header: Header, lines: list[Line]) -> etree._Element:
    """The table, row by row as XML: python-docx walks a table anew for each of its cells, which ten thousand rows do not bear."""
    table = etree.fromstring(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>{_borders()}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{"".join(f"<w:gridCol w:w={chr(34)}{width}{chr(34)}/>" for width in WIDTHS)}</w:tblGrid></w:tbl>'
    )
    source, target = (registry.get(code) for code in (header.source_language, header.language))
    head = _row(table, _("No."), header.mark, source.autonym, target.autonym, header)
    etree.SubElement(head.find(f"{_W}trPr"), f"{_W}tblHeader")
    for line in lines:
        _row(table, f"{line.number} {line.about}".strip(), line.token, line.source, line.target, header)
    return table


def _row(table: etree._Element, number: str, mark: str, source: str, target: str, header: Header) -> etree._Element:
    row = etree.SubElement(table, f"{_W}tr")
    etree.SubElement(etree.SubElement(row, f"{_W}trPr"), f"{_W}cantSplit")
    numbered = _cell(row, 0, number, "vi")
    _run(numbered, f" {mark}", "vi", hidden=True)
    _cell(row, 1, source, header.source_language)
    _cell(row, 2, target, header.language)
    return row


def _cell(row: etree._Element, column: int, text: str, language: str) -> etree._Element:
    """A cell of one paragraph, which is given back."""
    cell = etree.SubElement(row, f"{_W}tc")
    properties = etree.SubElement(cell, f"{_W}tcPr")
    etree.SubElement(properties, f"{_W}tcW", {f"{_W}w": str(WIDTHS[column]), f"{_W}type": "dxa"})
    if column < 2:
        etree.SubElement(properties, f"{_W}shd", {f"{_W}val": "clear", f"{_W}color": "auto", f"{_W}fill": SHADE})
    paragraph = etree.SubElement(cell, f"{_W}p")
    style = etree.SubElement(etree.SubElement(paragraph, f"{_W}pPr"), f"{_W}pStyle")
    style.set(f"{_W}val", STYLES[column])
    if text:
        _run(paragraph, writable(text), language)
    return paragraph


def _run(paragraph: etree._Element, text: str, language: str, *, hidden: bool = False) -> None:
    run = etree.SubElement(paragraph, f"{_W}r")
    properties = etree.SubElement(run, f"{_W}rPr")
    if hidden:
        etree.SubElement(properties, f"{_W}vanish")
        etree.SubElement(properties, f"{_W}sz", {f"{_W}val": "2"})
    else:
        etree.SubElement(properties, f"{_W}lang", {f"{_W}val": tag_of(language), f"{_W}bidi": tag_of(language)})
    for place, line in enumerate(text.split("\n")):
        if place:
            etree.SubElement(run, f"{_W}br")
        for stop, piece in enumerate(line.split("\t")):
            if stop:
                etree.SubElement(run, f"{_W}tab")
            if piece:
                said = etree.SubElement(run, f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
                said.text = piece


def _borders() -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="8A8478"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
