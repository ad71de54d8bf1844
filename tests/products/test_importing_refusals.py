"""Documents that are damaged, locked, disguised or hostile: refused in words, quickly, each made here."""

import random
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from docx import Document

from kontum_ttdn.spreadsheets import package
from products.importing.reading import Unreadable, read_document, refuse_size
from products.importing.shapes import MAX_BYTES

from .documents import SPACES, pairs, read, repacked, saved, word

DAMAGED, OVERSIZED, LONG = "damaged", "unpacks to far more", "too long"


@pytest.fixture(scope="module")
def good() -> bytes:
    document = Document()
    document.add_paragraph("Văn bản.")
    return saved(document)


@pytest.fixture(autouse=True)
def soon():
    """No refusal may take long: ten seconds even on a slow machine."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 10


def zipped(members: dict[str, bytes], compression=zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return file.getvalue()


def refused(data: bytes, name: str, words: str):
    with pytest.raises(Unreadable, match=words):
        read_document(data, name)


def test_a_cut_off_file_is_damaged(good):
    refused(good[: len(good) // 2], "a.docx", DAMAGED)
    refused(good[:4], "a.docx", DAMAGED)


def test_every_flipped_byte_is_read_or_refused_in_words(good):
    for at in range(0, len(good), len(good) // 60):
        try:
            read_document(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :], "a.docx")
        except Unreadable:
            continue


def test_a_document_without_its_body_part_is_damaged(good):
    refused(repacked(good, {"word/document.xml": None}), "a.docx", DAMAGED)
    refused(repacked(good, {"word/document.xml": b"<w:document"}), "a.docx", DAMAGED)
    refused(repacked(good, {"_rels/.rels": None}), "a.docx", DAMAGED)


def test_text_named_docx_is_damaged():
    refused("Chỉ là chữ.".encode(), "a.docx", DAMAGED)


def test_a_locked_document_says_so():
    refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "locked with a password"
    )


def test_a_locked_zip_member_says_so(good):
    locked = bytearray(good)
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= package.LOCKED
    refused(bytes(locked), "a.docx", "locked with a password")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "old Word"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "OpenDocument"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 abc}", "rich text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (zipped({"a.txt": b"abc"}), "zip archive"),
    ],
)
def test_other_kinds_renamed_docx_are_told_apart_by_their_bytes(data, words):
    refused(data, "a.docx", words)


def test_a_workbook_renamed_docx_is_no_word_document():
    book = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{relation}" Target="xl/workbook.xml"/></Relationships>'
    refused(
        zipped({"_rels/.rels": rels.encode(), "xl/workbook.xml": f'<workbook xmlns="{book}"/>'.encode()}), "a.docx", "not a Word document"
    )


def test_a_zip_bomb_is_refused_by_its_directory(good):
    refused(repacked(good, {"word/media/bomb.png": b"\x00" * 30 * 1024 * 1024}), "a.docx", OVERSIZED)


def test_many_megabytes_of_honest_ratio_are_refused_by_their_sum(good, monkeypatch):
    monkeypatch.setattr(package, "MAX_UNPACKED", 100_000)
    refused(repacked(good, {"word/media/a.bin": bytes(range(256)) * 600}), "a.docx", OVERSIZED)


def test_too_many_members_are_refused(good):
    refused(repacked(good, {f"word/media/{number}.png": b"" for number in range(package.MAX_MEMBERS)}), "a.docx", OVERSIZED)
    refused(b"PK\x03\x04" + package.DIRECTORY_ENTRY * 20_001, "a.docx", OVERSIZED)


def test_a_directory_that_lies_about_a_size_unpacks_no_more_than_it_says(good):
    bomb = bytearray(repacked(good, {"word/document.xml": b" " * 60_000_000}))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    tracemalloc.start()
    refused(bytes(bomb), "a.docx", DAMAGED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_document_part_over_its_limit_is_refused(good):
    noise = random.Random(1).randbytes(package.MAX_XML + 1)  # packs so badly that only its size can refuse it
    refused(repacked(good, {"word/document.xml": noise}), "a.docx", OVERSIZED)


BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [f'<!DOCTYPE w [<!ENTITY l0 "ha">{BILLION}]>', '<!DOCTYPE w [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_opened(good, doctype, encoding):
    body = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<w:document {SPACES}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
    refused(repacked(good, {"word/document.xml": body.encode(encoding)}), "a.docx", DAMAGED)


def test_xml_nested_without_end_is_refused(good):
    deep = f"<w:document {SPACES}><w:body>" + "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000 + "</w:body></w:document>"
    refused(repacked(good, {"word/document.xml": deep.encode()}), "a.docx", DAMAGED)


def test_tables_nested_as_deep_as_xml_allows_are_read(good):
    depth = 75
    nested = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>sâu.</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    body = f"<w:document {SPACES}><w:body>{nested}</w:body></w:document>"
    assert pairs(read_document(repacked(good, {"word/document.xml": body.encode()}), "a.docx")) == [("callout", "sâu.")]


def test_a_file_too_large_is_refused_before_it_is_read():
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        refuse_size(200 * 1024 * 1024)
    refused(b"\x00" * (MAX_BYTES + 1), "a.txt", "larger than 25 MB")


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>x.</w:t></w:r></w:p>" * 5_001,
        "<w:tbl>" + ("<w:tr>" + "<w:tc/>" * 60 + "</w:tr>") * 100 + "</w:tbl>",
        "<w:p/>" * 50_001,
        "<w:p><w:r/><!-- --></w:p>" * 150_001,
    ],
    ids=["paragraphs", "cells", "empty paragraphs", "tags"],
)
def test_a_document_of_too_many_blocks_is_refused(good, body):
    whole = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
    refused(repacked(good, {"word/document.xml": whole}, zipfile.ZIP_STORED), "a.docx", LONG)


def test_an_endless_span_stays_on_the_page():
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p><w:r><w:t>rộng</w:t></w:r></w:p></w:tc>'
    blocks = read(word(f"<w:tbl><w:tr>{cell}</w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")).blocks
    assert blocks[0].options["colspan"] == 100


def test_an_empty_document_is_refused():
    refused(saved(Document()), "a.docx", "empty")


def test_macros_are_left_out_and_told(good):
    types = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(BytesIO(good)) as opened:
        content = opened.read("[Content_Types].xml").replace(types, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    imported = read_document(repacked(good, {"[Content_Types].xml": content, "word/vbaProject.bin": b"\xd0\xcf"}), "a.docm")
    assert imported.notes == ["The document holds macros; they were left out and never run."]
    assert imported.title or imported.blocks


def test_a_document_in_the_strict_dialect_is_read(good):
    with zipfile.ZipFile(BytesIO(good)) as opened:
        strict = {
            part: opened.read(part)
            .replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for part in opened.namelist()
            if part.endswith((".xml", ".rels"))
        }
    assert pairs(read_document(repacked(good, strict), "a.docx")) == pairs(read_document(good, "a.docx"))
