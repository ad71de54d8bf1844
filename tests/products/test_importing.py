"""Word documents in: headings, lists, tables, notes, changes, pictures, and what is told about the rest."""

import hashlib
from io import BytesIO

from docx import Document
from docx.shared import Mm

from products.importing.reading import ImportedPicture, Kind, read_document

from .documents import SPACES, pairs, png, put, read, repacked, run, saved, with_part, word


def test_word_gives_title_headings_and_text_in_the_order_of_the_body():
    document = Document()
    document.add_paragraph("Bản tin biên giới", style="Title")
    document.add_heading("Tình hình", 1)
    document.add_paragraph("Một đoạn văn.")
    document.add_heading("Chi tiết", 2)
    document.add_heading("Sâu hơn", 5)
    document.add_paragraph("Trích", style="Quote")
    imported = read(document)
    assert imported.title == "Bản tin biên giới"
    assert pairs(imported) == [
        ("heading", "Tình hình"),
        ("text", "Một đoạn văn."),
        ("heading", "Chi tiết"),
        ("heading", "Sâu hơn"),
        ("quote", "Trích"),
    ]
    assert [block.options.get("level") for block in imported.blocks] == [1, None, 2, 3, None]


def test_word_is_remembered_by_the_hash_of_its_bytes():
    data = saved(word(f"<w:p>{run('Văn bản.')}</w:p>"))
    assert read_document(data, "a.docx").sha256 == hashlib.sha256(data).hexdigest()


def test_word_knows_vietnamese_style_names_and_styles_based_on_headings():
    document = Document()
    document.styles.add_style("Tiêu đề 2", 1)
    own = document.styles.add_style("Đầu mục của Sở", 1)
    own.base_style = document.styles["Heading 1"]
    document.add_paragraph("Hai", style="Tiêu đề 2")
    document.add_paragraph("Một", style="Đầu mục của Sở")
    document.add_paragraph("Một nữa", style="Đầu mục của Sở")
    assert [(block.text, block.options["level"]) for block in read(document).blocks] == [("Hai", 2), ("Một", 1), ("Một nữa", 1)]


def test_word_takes_the_only_top_heading_for_the_title_where_no_title_is_styled():
    document = Document()
    document.add_heading("Sổ tay", 1)
    document.add_paragraph("Nội dung.")
    imported = read(document)
    assert (imported.title, pairs(imported)) == ("Sổ tay", [("text", "Nội dung.")])


NUMBERING = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>"""


def item(text: str, number: int, level: int = 0) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run(text)}</w:p>'


def test_word_lists_carry_the_number_that_word_shows():
    document = word(
        item("ba", 1), item("a", 1, 1), item("b", 1, 1), item("sâu", 1, 2), item("bốn", 1), item("lại a", 1, 1), item("lại một", 2), item("lại hai", 2), item("gạch", 3)
    )  # fmt: skip
    imported = read_document(repacked(saved(document), {"word/numbering.xml": NUMBERING.encode()}), "a.docx")
    assert [(block.options["number"], block.options["level"], block.options["ordered"]) for block in imported.blocks if block.kind == "list_item"] == [
        ("Điều 3.", 1, True), ("a)", 2, True), ("b)", 2, True), ("3.I", 3, True), ("Điều 4.", 1, True), ("a)", 2, True), ("Điều 1.", 1, True), ("Điều 2.", 1, True), ("", 1, False),
    ]  # fmt: skip
    assert imported.blocks[-1].options["style"] == "bullet"


def test_word_list_styles_number_without_marks_in_the_paragraph():
    document = Document()
    document.add_paragraph("Danh sách", style="Title")
    for text in ("một", "hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("chấm", style="List Bullet")
    assert [(block.kind, block.text, block.options["number"]) for block in read(document).blocks] == [
        ("list_item", "một", "1."), ("list_item", "hai", "2."), ("list_item", "chấm", ""),
    ]  # fmt: skip


def test_word_numbered_headings_keep_their_number_in_the_text():
    heading = item("Mục đích", 1).replace("<w:numPr>", '<w:outlineLvl w:val="1"/><w:numPr>')
    document = word(heading, f"<w:p>{run('Văn bản.')}</w:p>")
    imported = read_document(repacked(saved(document), {"word/numbering.xml": NUMBERING.encode()}), "a.docx")
    assert pairs(imported) == [("heading", "Điều 3. Mục đích"), ("text", "Văn bản.")]


def test_word_tables_become_cells_with_their_spans():
    document = Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "rộng"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "cao"
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblHeader"))
    cells = [
        (b.text, *(b.options[key] for key in ("table", "row", "column", "rowspan", "colspan", "header")))
        for b in read(document).blocks
        if b.kind == Kind.TABLE_CELL
    ]
    assert cells == [
        ("rộng", 1, 1, 1, 1, 2, True), ("02", 1, 1, 3, 1, 1, True),
        ("10", 1, 2, 1, 1, 1, False), ("11", 1, 2, 2, 1, 1, False), ("cao", 1, 2, 3, 2, 1, False),
        ("20", 1, 3, 1, 1, 1, False), ("21", 1, 3, 2, 1, 1, False),
    ]  # fmt: skip


def test_word_table_of_one_cell_is_a_callout():
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "Lưu ý:\nkhông đi một mình."
    assert pairs(read(document)) == [("callout", "Lưu ý:\nkhông đi một mình.")]


def test_word_keeps_additions_and_moves_and_drops_deletions():
    document = word(
        f"<w:p>{run('Giữ ')}<w:ins w:id='1' w:author='A'>{run('thêm ')}</w:ins><w:del w:id='2' w:author='A'><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3' w:author='A'>{run('cũ')}</w:moveFrom><w:moveTo w:id='4' w:author='A'>{run('mới.')}</w:moveTo></w:p>",
        f"<w:p><w:pPr><w:rPr><w:del w:id='5' w:author='A'/></w:rPr></w:pPr>{run('Đầu câu, ')}</w:p>",
        f"<w:p>{run('cuối câu.')}</w:p>",
    )
    imported = read(document)
    assert pairs(imported) == [("text", "Giữ thêm mới."), ("text", "Đầu câu, cuối câu.")]
    assert any("tracked changes" in note for note in imported.notes)


def test_word_breaks_tabs_hyphens_and_fields_read_as_on_paper():
    document = word(
        "<w:p><w:r><w:t>một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t><w:softHyphen/><w:t>bốn</w:t><w:noBreakHyphen/><w:t>năm.</w:t></w:r></w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("30/01/2023.")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    )
    assert pairs(read(document)) == [("text", "một\nhai\tba\u00adbốn\u2011năm."), ("text", "30/01/2023.")]


def test_word_links_keep_text_and_address_and_lose_what_is_no_web_page():
    document = Document()
    web = document.part.relate_to(
        "https://example.vn/a", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    bad = document.part.relate_to(
        "javascript:alert(1)", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    put(document, f'<w:p>{run("Xem ")}<w:hyperlink r:id="{web}">{run("trang này")}</w:hyperlink>{run(".")}</w:p>')
    put(document, f'<w:p><w:hyperlink r:id="{bad}">{run("bẫy.")}</w:hyperlink></w:p>')
    first, second = read(document).blocks
    assert (first.text, first.options) == ("Xem trang này.", {"links": [{"text": "trang này", "address": "https://example.vn/a"}]})
    assert (second.text, second.options) == ("bẫy.", {})


def test_word_fields_show_their_result_and_link_where_their_code_says_so():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = f"{mark('begin')}{run('mã bên trong')}{mark('separate')}{run('kết quả mã')}{mark('end')}"
    code = '<w:r><w:instrText> HYPERLINK "https://example.vn/b" </w:instrText></w:r>'
    document = word(f"<w:p>{mark('begin')}{code}{inner}{mark('separate')}{run('trang kia')}{mark('end')}{run('.')}</w:p>")
    (block,) = read(document).blocks
    assert (block.text, block.options) == ("trang kia.", {"links": [{"text": "trang kia", "address": "https://example.vn/b"}]})


def test_word_footnotes_follow_in_the_order_in_which_the_text_names_them():
    document = word(
        f'<w:p>{run("Câu một")}<w:r><w:footnoteReference w:id="5"/></w:r>{run(", câu hai")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(".")}</w:p>'
    )
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Hai.")}</w:p></w:footnote>'
        f'<w:footnote w:id="5"><w:p>{run("Năm.")}</w:p></w:footnote></w:footnotes>'
    )
    blocks = read_document(with_part(saved(document), "footnotes", notes), "a.docx").blocks
    assert [(block.text, block.options) for block in blocks] == [
        ("Câu một¹, câu hai².", {"footnotes": [1, 2]}), ("Năm.", {"number": 1}), ("Hai.", {"number": 2}),
    ]  # fmt: skip


def test_word_footnote_links_are_looked_up_in_the_footnotes_own_part():
    document = Document()
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    of_body = document.part.relate_to("https://example.vn/body", link, is_external=True)
    put(document, f'<w:p>{run("Câu")}<w:r><w:footnoteReference w:id="1"/></w:r>{run(".")}</w:p>')
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="1"><w:p><w:hyperlink r:id="{of_body}">{run("nguồn")}</w:hyperlink></w:p></w:footnote></w:footnotes>'
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="{of_body}" Type="{link}" Target="https://example.vn/note" TargetMode="External"/></Relationships>'
    )
    data = repacked(with_part(saved(document), "footnotes", notes), {"word/_rels/footnotes-made.xml.rels": rels.encode()})
    blocks = read_document(data, "a.docx").blocks
    assert blocks[-1].options == {"number": 1, "links": [{"text": "nguồn", "address": "https://example.vn/note"}]}


def test_word_pictures_keep_their_bytes_place_and_alternative_text_once():
    document = Document()
    document.add_paragraph("Trước.")
    for _ in range(2):
        document.add_picture(BytesIO(png()), width=Mm(20))
    for properties in document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        properties.set("descr", "Cột mốc ba biên")
    document.add_paragraph("Sau.")
    imported = read(document)
    assert [block.kind for block in imported.blocks] == ["text", "picture", "picture", "text"]
    assert [block.options for block in imported.blocks if block.kind == "picture"] == [{"picture": 0, "alternative": "Cột mốc ba biên"}] * 2
    assert imported.pictures == [ImportedPicture("image1.png", png(), "image/png")]


def test_word_refuses_a_drawing_of_windows_by_its_name():
    document = Document()
    document.add_picture(BytesIO(png()))
    document.add_paragraph("Văn bản.")
    imported = read_document(repacked(saved(document), {"word/media/image1.png": b"\x01\x00\x00\x00" + b"\x00" * 40 + b" EMF"}), "a.docx")
    assert imported.pictures == [] and pairs(imported) == [("text", "Văn bản.")]
    assert imported.notes == ["The picture image1.png is of a kind that cannot be shown. Save it as JPEG or PNG and add it."]


def test_word_without_heading_styles_guesses_them_from_bold_lines_and_says_so():
    def bold(text, centred=False):
        place = '<w:jc w:val="center"/>' if centred else ""
        return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"

    imported = read(word(
        bold("KẾ HOẠCH", True), bold("Thực hiện nhiệm vụ thông tin đối ngoại", True), bold("I. MỤC ĐÍCH"), f"<w:p>{run('Nhằm đạt mục tiêu.')}</w:p>",
        bold("1. Yêu cầu"), f"<w:p>{run('- Bảo đảm đúng.')}</w:p>", f"<w:p>{run('- Bảo đảm đủ.')}</w:p>",
    ))  # fmt: skip
    assert imported.title == "KẾ HOẠCH Thực hiện nhiệm vụ thông tin đối ngoại"
    assert [(kind, text) for kind, text in pairs(imported)] == [
        ("heading", "I. MỤC ĐÍCH"), ("text", "Nhằm đạt mục tiêu."), ("heading", "1. Yêu cầu"), ("list_item", "Bảo đảm đúng."), ("list_item", "Bảo đảm đủ."),
    ]  # fmt: skip
    assert [block.options["level"] for block in imported.blocks if block.kind == "heading"] == [2, 3]
    assert imported.notes == ["The document uses no heading styles: short bold lines were taken as headings. Please check them."]


def test_word_text_of_an_old_font_is_flagged_and_left_as_it_is():
    document = word("<w:p><w:r><w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr><w:t>ViÖt Nam, ®ång bµo d©n téc thiÓu sè.</w:t></w:r></w:p>")
    imported = read(document)
    assert pairs(imported) == [("text", "ViÖt Nam, ®ång bµo d©n téc thiÓu sè.")]
    assert imported.legacy.name == "TCVN3"
    assert imported.notes == ["Part of the text is typed for the old font .VnTime. Compare it letter by letter."]


def test_word_text_is_normalised():
    imported = read(word(f"<w:p>{run('quy' + chr(0xEA) + chr(0x300) + 'n pơle' + chr(0x306) + chr(0x302) + 'i.')}</w:p>"))
    assert pairs(imported) == [("text", "quyền pơlê̆i.")]
