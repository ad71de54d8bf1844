"""Documents that the import tests make: honest ones by python-docx, the rest by putting XML into them."""

import struct
import zipfile
import zlib
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml

from products.importing.reading import Imported, read_document
from tests.spreadsheets.packages import RELATION, repacked

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def png() -> bytes:
    """A picture of one grey point."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")


def word(*inner: str) -> Document:
    """A document whose body is the given XML: each piece one w:p or w:tbl, written without its namespaces."""
    document = Document()
    for piece in inner:
        put(document, piece)
    return document


def run(text: str) -> str:
    """One w:r of plain text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def put(document: Document, piece: str) -> None:
    """Add a w:p or w:tbl, written without its namespaces, at the end of the body."""
    tag = piece[: len("<w:p") if piece.startswith("<w:p>") else len("<w:tbl")]
    document.element.body.insert_element_before(parse_xml(f"{tag} {SPACES}{piece[len(tag) :]}"), "w:sectPr")


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def read(document: Document) -> Imported:
    return read_document(saved(document), "tai-lieu.docx")


def with_part(data: bytes, kind: str, xml: str) -> bytes:
    """The package with one more part that the document refers to: kind "footnotes", "comments", "header"."""
    rels = "word/_rels/document.xml.rels"
    types = "[Content_Types].xml"
    with zipfile.ZipFile(BytesIO(data)) as old:
        relations, content = old.read(rels).decode(), old.read(types).decode()
    relation = f'<Relationship Id="rId{kind}" Type="{RELATION}/{kind}" Target="{kind}-made.xml"/></Relationships>'
    override = (
        f'<Override PartName="/word/{kind}-made.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/></Types>'
    )
    return repacked(
        data,
        {
            rels: relations.replace("</Relationships>", relation).encode(),
            types: content.replace("</Types>", override).encode(),
            f"word/{kind}-made.xml": xml.encode(),
        },
    )


def pairs(imported: Imported) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in imported.blocks]
