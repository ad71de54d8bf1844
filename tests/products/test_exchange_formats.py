"""Each format holds every word as it is stored, in both directions; what is damaged or hostile is answered in a sentence, soon."""

import time
import tracemalloc
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.registry import CODES, LANGUAGES
from kontum_ttdn.spreadsheets.refusing import Unreadable
from products.content import text_hash
from products.demo import declaration
from products.exchange import refusing, sheet_reading, xliff
from products.exchange.formats import FORMATS, read_file
from products.exchange.lines import MAX_LINES, Fault, Header, Line, Sent, read_header, writable

from .documents import RELATION, repacked

HEADER = Header("thu-vien", "lo", "vi", 3, 2, date(2026, 11, 23), "ab12cd34", title="Thư viện của bản")
LETTERS = sorted({letter for language in LANGUAGES.values() for letter in (*language.letters_seen, *language.letters_rare)})
AWKWARD = ["\n", "\t", " ", "\u00a0", "\u200b", "\u2060", "\u200d", '"', "'", "<", ">", "&", "]]>", "&amp;", "=", "+", "-", "@", "1/2", "_x000D_",
           "😀", "👩‍👩‍👧", "e\u0302\u0306", "e\u0306\u0302", "ô\u0306", "o\u0306\u0302", "ກ່ຳ", "ເກົ່າ", "ស្ត្រី", "ក្រៅ", "\u25cc", "\ufeff"]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*LETTERS, *AWKWARD]) | st.characters(codec="utf-8"), max_size=30).map("".join)


def line(target: str, number: int = 1, source: str = "Nguồn", **more) -> Line:
    more = {
        "key": str(UUID(int=number)),
        "source_hash": text_hash(source),
        "target_hash": text_hash(writable(target)),
        "about": "đoạn",
    } | more
    return Line(number=number, source=source, target=target, **more)


def there_and_back(form: str, lines: list[Line], header: Header = HEADER) -> Sent:
    return read_file(FORMATS[form].write(header, lines))


def refused(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_file(data)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=16))
def test_any_text_comes_back_as_the_house_stores_it(form, texts):
    sent = there_and_back(form, [line(text, number, source=text or "x") for number, text in enumerate(texts, 1)])
    assert [found.target for found in sent.lines] == [writable(text) for text in texts]
    assert [found.source for found in sent.lines] == [writable(text or "x") for text in texts]


@pytest.mark.parametrize("form", FORMATS)
def test_awkward_text_comes_back_by_itself(form):
    texts = [*AWKWARD, " a", "a ", "\na", "a\n", "=1+1", "-5", "@SUM(A1)", "+84", "1/2", "007", "TRUE", "#N/A", "_x0041_"]
    sent = there_and_back(form, [line(text, number) for number, text in enumerate(texts, 1)])
    assert [(found.target, found.fault) for found in sent.lines] == [(normalise(text), None) for text in texts]


@pytest.mark.parametrize("form", FORMATS)
def test_header_and_tokens_come_back(form):
    lines = [line("a", 1), line("", 2), line("b", 3, comment="")]
    sent = there_and_back(form, lines)
    assert sent.header.mark == HEADER.mark
    assert [(found.token, found.number) for found in sent.lines] == [(one.token, one.number) for one in lines]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["lo", "km"])
def test_no_break_mark_of_ours_enters_a_file_and_a_typed_one_stays(form, language):
    words = [normalise(part) for part in declaration(language)][:12]
    assert any(with_break_marks(text) != text for text in words)
    typed = [f"{text[:4]}\u200b{text[4:]}" for text in words]
    sent = there_and_back(form, [line(text, number, source=text) for number, text in enumerate([*words, *typed], 1)])
    assert [found.target for found in sent.lines] == [*words, *typed]
    assert [found.source for found in sent.lines] == [*words, *typed]


@pytest.mark.parametrize("language", CODES[1:])
@pytest.mark.parametrize("form", FORMATS)
def test_every_language_goes_out(form, language):
    header = Header("a", language, "vi", 1, 0, date(2026, 1, 2), "00000000")
    letters = " ".join(LANGUAGES[language].letters_seen) or "ƀ ĕ ê̆"
    assert there_and_back(form, [line(letters)], header).lines[0].target == normalise(letters)


def test_header_that_is_not_one_is_none():
    assert read_header(HEADER.mark.replace("2026-11-23", "2026-13-99")) is None
    assert read_header("kontum-ttdn 1 product=a") is None


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("title", ["Thư viện " * 33, "Một\x0bhai\x01"])
def test_title_goes_out_whatever_its_length_and_signs(form, title):
    assert there_and_back(form, [line("a")], replace(HEADER, title=title)).header.mark == HEADER.mark


# --- XLIFF ---


def test_xliff_has_the_structure_of_the_standard():
    root = etree.fromstring(FORMATS["xliff"].write(HEADER, [line("a"), line("", 2)]))
    name = f"{{{xliff.SPACE}}}"
    assert (root.tag, root.get("version"), [child.tag for child in root]) == (f"{name}xliff", "1.2", [f"{name}file"])
    file = root[0]
    assert [child.tag for child in file] == [f"{name}header", f"{name}body"]
    assert {"original", "source-language", "datatype"} <= set(file.keys())
    assert [child.tag for child in file[0]] == [f"{name}tool", f"{name}note"]
    for unit in file[1]:
        assert (unit.tag, str(UUID(unit.get("id")))) == (f"{name}trans-unit", unit.get("id"))
        assert [child.tag for child in unit][:2] == [f"{name}source", f"{name}target"]
        assert {child.tag for child in unit[2:]} == {f"{name}note"}
    assert [unit[1].get("state") for unit in file[1]] == ["translated", "needs-translation"]
    assert len({unit.get("id") for unit in file[1]}) == 2


def test_half_an_xliff_is_cut_off_at_every_length():
    data = FORMATS["xliff"].write(HEADER, [line("a"), line("b", 2)])
    for length in range(80, len(data) - 8, 97):
        refused(data[:length], "cut off")


def test_marks_that_a_program_of_translators_puts_in_are_stepped_through():
    data = (
        FORMATS["xliff"]
        .write(HEADER, [line("một hai")])
        .replace("một hai".encode(), '<g id="1">một <mrk mtype="term">hai</mrk></g><ph id="2">{code}</ph> ba'.encode())
    )
    assert read_file(data).lines[0].target == "một hai ba"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "ha">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_never_opened(doctype):
    data = FORMATS["xliff"].write(HEADER, [line("ENTITY")]).replace(b"?>", b"?>" + doctype.encode(), 1).replace(b"ENTITY<", b"&a;<")
    refused(data, "cut off")


def test_xliff_of_another_version_is_named():
    refused(b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>', "XLIFF 2.1,")
    refused(b'<xliff version="' + b"1" * 5_000 + b'"/>', "XLIFF 1{20},")
    refused(b"<html/>", "XML <html>,")


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_xliff_in_any_encoding_of_unicode_is_read(mark, encoding):
    text = FORMATS["xliff"].write(HEADER, [line("ê̆")]).decode().replace("UTF-8", encoding[:6])
    assert read_file(mark + text.encode(encoding)).lines[0].target == "ê̆"


def test_xliff_of_somebody_else_is_not_ours():
    refused(
        FORMATS["xliff"].write(HEADER, [line("a")]).replace(b"kontum-ttdn 1 product", b"their-tool 1 product"), "does not say which product"
    )


def test_xliff_keeps_the_remarks_of_the_people_outside():
    data = FORMATS["xliff"].write(HEADER, [line("a", comment="Không rõ")])
    assert read_file(data).lines[0].comment == "Không rõ"


# --- Excel ---


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


SHEET = "xl/worksheets/sheet1.xml"


def changed(data: bytes, part: str, change) -> bytes:
    """The package with one of its parts changed, as nobody's program writes it."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return repacked(data, {part: change(package.read(part))})


def edited(change) -> bytes:
    """A file with three lines, changed as a person does it in a spreadsheet."""
    book = opened(FORMATS["xlsx"].write(HEADER, [line(text, number) for number, text in enumerate(["một", "hai", "ba"], 1)]))
    change(book.worksheets[0])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_sheet_holds_text_alone_and_protects_all_but_the_words():
    sheet = opened(FORMATS["xlsx"].write(HEADER, [line("=1+1"), line("1/2", 2), line("-5", 3)])).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert (sheet.protection.sheet, sheet.freeze_panes, sheet.column_dimensions["E"].hidden) == (True, "A2", True)
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, False, False, True]
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    assert [cell.quotePrefix for cell in (sheet["C2"], sheet["C3"], sheet["C4"])] == [True, False, True]


def test_sheet_written_by_another_program_is_read():
    sent = read_file(edited(lambda sheet: sheet.__setitem__("C3", "hai rưỡi")))
    assert [(found.target, found.fault) for found in sent.lines] == [("một", None), ("hai rưỡi", None), ("ba", None)]


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("=B2", Fault.FORMULA),
        ("=HYPERLINK(1)", Fault.FORMULA),
        (date(2026, 2, 1), Fault.NOT_TEXT),
        (12.5, Fault.NOT_TEXT),
        (True, Fault.NOT_TEXT),
    ],
)
def test_formula_number_and_date_are_told_and_never_worked_out(value, fault):
    assert read_file(edited(lambda sheet: sheet.__setitem__("C3", value))).lines[1].fault == fault


def test_joined_cells_are_told():
    sent = read_file(edited(lambda sheet: sheet.merge_cells("C2:C3")))
    assert [found.fault for found in sent.lines] == [Fault.MERGED, Fault.MERGED, None]


def test_a_thousand_joined_areas_are_told_as_soon_as_one():
    good, areas = edited(lambda sheet: sheet.merge_cells("C3:C4")), "".join(f'<mergeCell ref="B{row}:C9999999"/>' for row in range(4, 4000))
    began = time.process_time()
    sent = read_file(changed(good, SHEET, lambda whole: whole.replace(b"<mergeCell ", areas.encode() + b"<mergeCell ")))
    assert ([found.fault for found in sent.lines], time.process_time() - began < 1) == ([None, Fault.MERGED, Fault.MERGED], True)


def test_one_text_that_many_cells_name_is_refused_before_it_is_read_so_often():
    rows = "".join(f'<row r="{row}"><c r="B{row}" t="s"><v>0</v></c><c r="C{row}" t="s"><v>0</v></c></row>' for row in range(20, 220))
    relation = f'<Relationship Id="strings" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    bomb = edited(lambda sheet: None)
    bomb = changed(bomb, SHEET, lambda whole: whole.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))
    bomb = changed(bomb, "xl/_rels/workbook.xml.rels", lambda whole: whole.replace(b"</Relationships>", relation.encode()))
    bomb = repacked(bomb, {"xl/sharedStrings.xml": f"<sst><si><t>{'ạ' * 200_000}</t></si></sst>".encode()})
    tracemalloc.start()
    refused(bomb, "more text than")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_sorted_rows_and_a_column_put_before_them_are_read():
    def change(sheet):
        sheet.move_range("A4:E4", rows=3)
        sheet.insert_cols(1)

    assert [found.target for found in read_file(edited(change)).lines] == ["một", "hai", "ba"]


def test_rows_that_lost_their_tokens_keep_number_and_source():
    sent = read_file(edited(lambda sheet: sheet.delete_cols(5)))
    assert [(found.key, found.number, found.source) for found in sent.lines] == [("", 1, "Nguồn"), ("", 2, "Nguồn"), ("", 3, "Nguồn")]


def test_segment_longer_than_a_cell_is_refused_before_it_is_cut():
    with pytest.raises(Unreadable, match="Segment 7 is longer"):
        FORMATS["xlsx"].write(HEADER, [line("a"), line("x" * 32_768, 7)])
    assert len(there_and_back("xlsx", [line("x" * 32_767)]).lines[0].target) == 32_767


def test_remarks_of_a_sheet_come_back():
    assert read_file(edited(lambda sheet: sheet.__setitem__("D2", " Sai tên xã "))).lines[0].comment == "Sai tên xã"


# --- Word ---


def document(*targets: str, language: str = "lo") -> Document:
    header = Header("a", language, "vi", 1, 0, date(2026, 1, 2), "00000000", title="Tờ rơi")
    return Document(BytesIO(FORMATS["docx"].write(header, [line(text, number) for number, text in enumerate(targets, 1)])))


def saved(made: Document) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("language", "face", "tag"),
    [("lo", "Phetsarath OT", "lo-LA"), ("km", "Khmer OS Battambang", "km-KH"), ("jra", "Times New Roman", "jra-Latn")],
)
def test_column_of_the_translation_has_its_font_and_language(language, face, tag):
    made = document("a", language=language)
    style = made.styles["Target"].element.rPr
    assert {style.rFonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "cs")} == {face}
    assert (style.find(qn("w:lang")).get(qn("w:val")), made.styles["Target"].font.size.pt) == (tag, 14)
    assert [child.tag for child in style] == [
        qn(f"w:{kind}") for kind in ("rFonts", *(["noProof"] if language == "jra" else []), "sz", "szCs", "lang")
    ]
    assert style.find(qn("w:szCs")).get(qn("w:val")) == "28"
    run = made.tables[0].rows[1].cells[2].paragraphs[0].runs[0]._r
    assert run.rPr.find(qn("w:lang")).get(qn("w:bidi")) == tag


def test_table_repeats_its_heading_and_hides_its_tokens():
    table = document("a").tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    hidden = table.rows[1].cells[0].paragraphs[0].runs[1]
    assert (hidden.font.hidden, hidden.text.strip()) == (True, line("a").token)


def test_document_written_in_by_hand_is_read():
    made = document("một", "hai")
    cells = made.tables[0].rows[1].cells
    cells[2].paragraphs[0].add_run(" rưỡi")
    cells[2].add_paragraph("dòng hai")
    assert [found.target for found in read_file(saved(made)).lines] == ["một rưỡi\ndòng hai", "hai"]


def test_tracked_changes_are_read_as_accepted_and_hidden_words_left_out():
    made = document("một hai")
    paragraph = made.tables[0].rows[1].cells[2].paragraphs[0]
    run = paragraph.runs[0]._r
    deleted, added = (etree.SubElement(paragraph._p, qn(kind)) for kind in ("w:del", "w:ins"))
    deleted.append(run)
    paragraph.add_run("ba")
    added.append(paragraph.runs[-1]._r)
    paragraph.add_run("giấu").font.hidden = True
    assert read_file(saved(made)).lines[0].target == "ba"


def test_joined_cells_of_a_document_are_told():
    made = document("một", "hai", "ba")
    table = made.tables[0]
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(3, 1).merge(table.cell(3, 2))
    assert [found.fault for found in read_file(saved(made)).lines] == [Fault.MERGED] * 3


def test_remarks_in_the_margin_come_back():
    made = document("một")
    made.add_comment(made.tables[0].rows[1].cells[2].paragraphs[0].runs, text="Chưa chắc", author="-")
    assert read_file(saved(made)).lines[0].comment == "Chưa chắc"


def test_remark_that_a_cell_names_often_is_read_once():
    made = document("một")
    paragraph = made.tables[0].rows[1].cells[2].paragraphs[0]
    made.add_comment(paragraph.runs, text="Chưa chắc", author="-")
    for _time in range(50):
        etree.SubElement(etree.SubElement(paragraph._p, qn("w:r")), qn("w:commentReference"), {qn("w:id"): "0"})
    assert read_file(saved(made)).lines[0].comment == "Chưa chắc"


def test_dashes_and_numbers_that_word_made_a_list_of_and_signs_of_a_font_are_not_lost():
    made = document("một", "hai")
    cells = [row.cells[2] for row in made.tables[0].rows[1:]]
    for cell, style in zip(cells, ("List Bullet", "List Number"), strict=True):
        listed = made.styles[style].element.pPr.numPr
        for paragraph in (cell.paragraphs[0], cell.add_paragraph("ba")):
            paragraph._p.get_or_add_pPr().append(deepcopy(listed))
    etree.SubElement(cells[0].paragraphs[0].runs[0]._r, qn("w:sym"), {qn("w:font"): "Segoe UI Symbol", qn("w:char"): "2022"})
    assert [found.target for found in read_file(saved(made)).lines] == ["- một•\n- ba", "1. hai\n2. ba"]


def test_word_document_of_somebody_else_is_not_ours():
    other = Document()
    other.add_table(2, 3)
    refused(saved(other), "does not say which product")


# --- what is hostile, damaged or large ---


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_cut_off_package_and_zip_bomb_are_refused(form):
    good = FORMATS[form].write(HEADER, [line("a")])
    refused(good[: len(good) // 2], "damaged")
    part = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}[form]
    refused(repacked(good, {part: b"<a>" + b" " * 80_000_000 + b"</a>"}), "unpacks to far more")
    with zipfile.ZipFile(BytesIO(good)) as package:
        whole = package.read(part)
    refused(repacked(good, {part: whole[: len(whole) // 2]}), "damaged")
    typed = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + whole[whole.index(b"?>") + 2 :]
        if whole.startswith(b"<?xml")
        else b"<!DOCTYPE x>" + whole
    )
    refused(repacked(good, {part: typed}), "damaged")


def test_entity_between_cells_and_tags_hidden_in_another_encoding_are_refused():
    good = FORMATS["xlsx"].write(HEADER, [line("a")])
    refused(changed(good, SHEET, lambda whole: b'<!DOCTYPE x [<!ENTITY a "b">]>' + whole.replace(b"<c ", b"&a;<c ", 1)), "damaged")
    refused(changed(good, SHEET, lambda whole: b'<?xml version="1.0" encoding="UTF-7"?>' + whole.replace(b"<", b"+ADw-")), "damaged")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"%PDF-1.7", "PDF"), (b"abc", "another kind"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office")],
)
def test_other_files_are_named(data, words):
    refused(data, words)


def many(count: int) -> list[Line]:
    vietnamese, lao = declaration("vi")[5], declaration("lo")[5][:80]
    return [line(lao, number, source=vietnamese, key=str(uuid4())) for number in range(1, count + 1)]


@pytest.mark.parametrize("form", FORMATS)
def test_ten_thousand_segments_go_out_and_come_back_soon(form):
    start = time.monotonic()
    data = FORMATS[form].write(HEADER, many(MAX_LINES))
    assert len(read_file(data).lines) == MAX_LINES
    assert (time.monotonic() - start < 60, len(data) < 5_000_000) == (True, True)


@pytest.mark.parametrize("form", FORMATS)
def test_reading_holds_a_few_kilobytes_a_segment(form):
    data = FORMATS[form].write(HEADER, many(1_000))
    tracemalloc.start()
    read_file(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("form", FORMATS)
def test_more_segments_than_that_are_refused(form, monkeypatch):
    for module in (refusing, sheet_reading):
        monkeypatch.setattr(module, "MAX_LINES", 1)
    refused(FORMATS[form].write(HEADER, [line("a", number) for number in range(1, 120)]), "more than")
