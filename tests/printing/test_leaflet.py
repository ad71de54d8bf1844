from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.printing import engine, layouts, specimen_texts
from kontum_ttdn.printing.document import BANDS, FAMILIES, KINDS, Block, Imprint
from kontum_ttdn.printing.page import compose, load_asset

from .pages import MM, elements, frames, lines_wider_than_their_column, pdfium_text, plain, poppler_text, texts

WATERMARK = "BẢN THỬ – CHƯA DUYỆT"
SAFE = 5  # mm


def lay_out(press, document, variant="screen"):
    page = compose(document, "leaflet", variant)
    return press.lay_out(page.html, "leaflet", page.files(load_asset))


def long_text(language: str) -> tuple[Block, ...]:
    sentence = specimen_texts.sentence(language).text
    return tuple(block for number in range(1, 31) for block in (Block("heading", str(number)), Block("text", " ".join([sentence] * 3))))


def every_kind(picture) -> tuple[Block, ...]:
    return (
        Block("picture", picture=picture, options={"cover": True}, alternative="Bìa", credit="Người chụp"),
        Block("heading", "Chương"), Block("text", "Đoạn văn."), Block("footnote", "Chú thích cuối trang."),
        Block("heading", "Mục", {"level": 2}),
        Block("list_item", "Gạch đầu dòng"), Block("quote", "Abih bang mơnuih-mơnam", language="jra", credit="gflanguages"),
        Block("picture", "Lời dưới ảnh", picture=picture, alternative="Ảnh"),
        Block("table_cell", "Đầu cột", {"row": 0, "column": 0, "header": True}),
        Block("table_cell", "Ô", {"row": 1, "column": 0}), Block("callout", "Lưu ý\nKhung."),
        *(Block("list_item", f"Bước {n}", {"ordered": True}) for n in range(1, 9)),
        Block("panel_break"),
    )  # fmt: skip


def outside_the_safe_area(document) -> list[str]:
    width, height = layouts.get("leaflet").sheet
    least, right, bottom = SAFE - 0.1, width - SAFE + 0.1, height - SAFE + 0.1
    return [
        placed.text
        for placed in texts(document)
        if not (least <= placed.left and placed.right <= right and least <= placed.top and placed.bottom <= bottom)
    ]


def test_short_text_fills_exactly_two_sides(leaflet):
    assert engine.render(leaflet).pages == 2


@pytest.mark.parametrize("language", ["vi", "en", "lo", "km", "jra"])
def test_short_text_of_every_script_fills_exactly_two_sides(leaflet, language):
    sentence = specimen_texts.sentence(language).text
    steps = tuple(Block("list_item", f"{number}\n{sentence[:90]}", {"ordered": True}) for number in range(1, 5))
    for blocks in ((Block("text", sentence),), (Block("heading", sentence[:30]), *steps)):
        assert engine.render(replace(leaflet, language=language, blocks=blocks)).pages == 2


@pytest.mark.parametrize("language", ["vi", "en", "lo", "km"])
def test_long_text_flows_over_as_many_sides_as_it_needs_and_closes_on_the_last(press, leaflet, language):
    document = lay_out(press, replace(leaflet, language=language, blocks=long_text(language)))
    assert len(document.pages) > 5
    last = len(document.pages)
    assert [page for page, _box in frames(document, "access")] == [page for page, _box in frames(document, "imprint")] == [last]
    assert {placed.page for placed in texts(document)} == set(range(1, last + 1))
    numbers = [placed.text for placed in texts(document) if placed.left > 110 and placed.top > 195 and placed.text.isdigit()]
    assert numbers == [str(number) for number in range(2, last + 1)]


@pytest.mark.parametrize("language", ["vi", "en", "lo", "km"])
def test_no_text_leaves_the_safe_area_or_its_column(press, leaflet, language):
    for blocks in (leaflet.blocks, long_text(language)):
        document = lay_out(press, replace(leaflet, language=language, blocks=blocks))
        assert outside_the_safe_area(document) == []
        assert lines_wider_than_their_column(document) == []


def test_sheets_start_at_the_corner_and_have_the_size_of_the_paper(press, leaflet):
    document = lay_out(press, leaflet)
    front = next(box for box in elements(document) if "front" in (box.element.get("class") or ""))
    assert (front.position_x, front.position_y) == (0, 0)
    assert {(round(page.width / MM), round(page.height / MM)) for page in document.pages} == {layouts.get("leaflet").sheet}


def test_the_closing_box_stands_at_the_foot_of_the_last_side_under_the_text(press, leaflet):
    document = lay_out(press, leaflet)
    (_page, access), (_page, imprint) = frames(document, "access")[0], frames(document, "imprint")[0]
    body = max(placed.bottom for placed in texts(document) if placed.page == 2 and "gần nhất" in placed.text)
    assert body < access.position_y / MM
    assert access.position_y + access.margin_height() <= imprint.position_y + 1
    assert 190 < (imprint.position_y + imprint.margin_height()) / MM < 200


def test_qr_symbol_is_at_least_20_mm_with_its_quiet_zone(press, leaflet):
    document = lay_out(press, leaflet)
    sizes = [box.width / MM for box in elements(document) if box.element.get("src") == "asset:qr.svg"]
    assert sizes != [] and min(sizes) * 29 / 37 > 20


def test_every_kind_of_block_has_its_place_and_no_finding(leaflet, picture):
    made = engine.render(replace(leaflet, blocks=every_kind(picture)))
    text = plain(poppler_text(made.pdf))
    assert made.findings == ()
    for block in every_kind(picture):
        assert block.kind == "panel_break" or block.option("cover") or plain(block.text) in text
    assert {block.kind for block in every_kind(picture)} == set(KINDS)
    assert "Ngườichụp" in text


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("band", BANDS)
def test_every_family_and_band_is_drawn(press, leaflet, family, band):
    page = compose(replace(leaflet, family=family, band=band), "leaflet", "screen")
    made = press.press(page.html, "leaflet", page.files(load_asset))
    assert (made.warnings, made.refused) == ([], [])


@pytest.mark.parametrize(
    "title", ["Tên", "Một cái tên dài hơn một dòng", "Tuyên ngôn toàn thế giới về nhân quyền của Liên Hợp Quốc", "Dài " * 40]
)
@pytest.mark.parametrize("summary", ["", "Một câu dẫn. " * 5, "Một câu dẫn. " * 70])
def test_front_holds_any_title_and_summary(press, leaflet, title, summary):
    document = lay_out(press, replace(leaflet, title=title.strip(), summary=summary.strip()))
    front = [placed for placed in texts(document) if placed.page == 1]
    issuer = next(placed for placed in front if placed.text == leaflet.issuer)
    assert outside_the_safe_area(document) == []
    assert all(placed.bottom <= issuer.top for placed in front if placed != issuer)


def test_watermark_stands_on_every_side_of_a_proof_and_on_no_other(leaflet):
    document = replace(leaflet, blocks=long_text("vi"))
    proof, screen = engine.render(document, variant="proof"), engine.render(document)
    approved, draft = plain(pdfium_text(screen.pdf)), plain(pdfium_text(proof.pdf))
    assert draft.count(plain(WATERMARK)) == proof.pages == screen.pages
    assert approved.count(plain(WATERMARK)) == 0
    assert sorted(draft.replace(plain(WATERMARK), "")) == sorted(approved)  # every word of the text is still there


def test_imprint_says_what_is_known_and_leaves_dots_for_what_is_not(leaflet):
    known = Imprint(
        publisher="Sở Văn hóa", licence_number="12", licence_date="01/02/2027", licence_grantor="Ủy ban nhân dân tỉnh", copies="500"
    )
    text = " ".join(poppler_text(engine.render(replace(leaflet, imprint=known)).pdf).split())
    assert "chịu trách nhiệm nội dung: Sở Văn hóa. Giấy phép xuất bản số 12 do Ủy ban nhân dân tỉnh cấp ngày 01/02/2027." in text
    assert "Số lượng 500 bản. In tại ……" in text


@pytest.mark.parametrize("language", ["lo", "km"])
def test_break_marks_keep_every_line_in_a_narrow_column(press, language):
    text = specimen_texts.sentence(language).text * 10

    def overflowing(words):
        html = f'<html lang="{language}"><title>t</title><body><p style="width: 55mm">{words}</p>'
        return len(lines_wider_than_their_column(press.lay_out(html, "leaflet", {})))

    assert overflowing(text) > 0
    assert overflowing(with_break_marks(text)) == 0


def test_page_is_made_as_pdf_ua_with_language_title_and_tags(leaflet):
    pdf = pikepdf.open(BytesIO(engine.render(leaflet).pdf))
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked), str(pdf.docinfo["/Title"])) == ("vi", True, "Đọc bằng tiếng của mình")
    assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
