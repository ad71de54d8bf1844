"""What stands on every sheet, whatever its layout: which wording it is, and the way to the page that says whether it is still current."""

import re
from dataclasses import replace

import pytest

from kontum_ttdn.printing import engine, layouts
from kontum_ttdn.printing.document import Block, Imprint
from kontum_ttdn.printing.fence.measure import measure
from kontum_ttdn.printing.page import compose, load_asset
from products.models.licence import LONGEST as MOST

from .pages import elements, pdfium_text, plain, poppler_text
from .samples import SAMPLES

SHEETS = [name for name in SAMPLES if name != "official"]  # an official document is filed by its own number


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_says_its_code_language_and_revision(name):
    document = SAMPLES[name]("lo")
    assert f"{document.code} · lo · {document.edition_label}" in words(compose(document, name, "screen").html)


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_carries_the_code_and_the_address_for_those_who_type(name):
    document = SAMPLES[name]("lo")
    page = compose(document, name, "screen")
    assert ('src="asset:qr.svg"' in page.html, document.address in words(page.html), page.qr_target) == (True, True, document.qr_target)


@pytest.mark.parametrize("name", SHEETS)
def test_longest_address_that_a_title_makes_has_its_place(name):
    address = "thongtindoingoai.kontum.gov.vn/q/" + "mot-hai-ba-bon-" * 2 + "nam-sau/lo/12/s"
    measured = engine.measure(replace(SAMPLES[name]("lo"), address=address, qr_target=f"https://{address}"), layout=name).measured
    too_long = [frame["name"] for frame in measured["frames"] if frame["over"]]
    assert (too_long, measured["outside"], measured["wide"]) == ([], [], [])


@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
@pytest.mark.parametrize("name", ["paper", "leaflet", "leaflet_a4", "large_print", "bulletin", "bilingual"])
def test_last_side_is_read_text_first_then_the_way_to_the_portal_then_the_imprint(name, read):
    document = SAMPLES[name]("vi")
    last = Block("list_item", "Mục cuối cùng của bài này.", key="last")
    text = plain(read(engine.render(replace(document, blocks=(*document.blocks, last)), layout=name).pdf))
    places = [text.rfind(plain(words)) for words in (last.text, document.address, "Khuôn khổ")]
    assert places == sorted(places) and places[0] >= 0


LONG = Imprint(
    publisher="Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi", licence_number="1234/GP-SVHTTDL", licence_date="12/01/2027",
    licence_grantor="Ủy ban nhân dân tỉnh Quảng Ngãi", copies="100.000", printed="tháng 02/2027",
    printer="Công ty cổ phần In và Dịch vụ Kon Tum, số 123 đường Phan Đình Phùng, phường Kon Tum, tỉnh Quảng Ngãi",
)  # fmt: skip


@pytest.mark.parametrize("name", ["bulletin", "twofold", "trifold", "poster_picture", "poster_text", "leaflet", "large_print"])
def test_imprint_of_a_licence_with_long_names_is_whole_and_its_sheet_says_its_revision(name):
    made = engine.render(replace(SAMPLES[name]("vi"), imprint=LONG), layout=name)
    text = plain(poppler_text(made.pdf))
    said = [plain(words) in text for words in (LONG.printer, "Tài liệu không kinh doanh", f"bản duyệt số 3 · {layouts.get(name).label}")]
    assert (made.findings, said) == ((), [True] * 3)


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "review"])  # that one goes to nobody but reviewers
def test_imprint_of_a_file_for_reading_is_whole_without_a_licence(name):
    document = replace(SAMPLES[name]("vi"), imprint=Imprint(publisher="Sở Văn hóa", for_reading=True))
    said = words(compose(document, name, "screen").html)
    assert "Cơ quan chịu trách nhiệm nội dung" in said and "Sở Văn hóa" in said and "Bản điện tử" in said
    assert [dots for dots in ("……", "Giấy phép", "lưu chiểu") if dots in said] == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_line_of_the_languages_begins_with_a_dot(name):
    html = compose(SAMPLES[name]("km"), name, "screen").html
    assert re.findall(r"</span>\s*[ \u200b]·", html.replace("&nbsp;", "\u00a0")) == []


@pytest.mark.parametrize("name", ["poster_picture", "poster_text", "letters", "bulletin", "paper", "bilingual", "trilingual"])
def test_watermark_of_a_proof_stands_in_one_line_and_is_none_of_its_words(press, name):
    page = compose(SAMPLES[name]("vi"), name, "proof")
    laid = press.lay_out(page.html, page.layout.folder.name, page.files(load_asset), multiple=page.layout.multiple)
    measured = measure(laid.pages)
    assert (measured.outside, measured.wide) == ([], [])
    watermarks = [box for box in elements(laid) if box.element.get("class") == "watermark"]
    assert watermarks and all(box.height < 2 * box.style["font_size"] for box in watermarks)  # in one line


ROOM = "Công ty trách nhiệm hữu hạn một thành viên In và Dịch vụ Văn hóa Kon Tum, số 1234 đường Phan Đình Phùng, phường Kon Tum"
LONGEST = Imprint(
    publisher=ROOM[:80], licence_number="123456/GP-SVHTTDL-UBND-KT-2027"[: MOST["number"]], licence_date="12/01/2027",
    licence_grantor=ROOM.rjust(MOST["grantor"])[-MOST["grantor"] :], copies="10.000.000", printer=ROOM.ljust(MOST["printer"], "m"),
    printed="tháng 02/2027",
)  # fmt: skip


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "review"])
def test_longest_licence_that_can_be_entered_has_its_place(name):
    measured = engine.measure(replace(SAMPLES[name]("vi"), imprint=LONGEST), layout=name).measured
    too_long = [frame["name"] for frame in measured["frames"] if frame["over"]]
    assert (too_long, measured["outside"], measured["wide"]) == ([], [], [])


FIELDS = {"forest": (36, 88, 74), "basalt": (154, 58, 38), "indigo": (43, 55, 111)}  # the families' grounds, as house.css has them


@pytest.mark.parametrize("family", FIELDS)
def test_watermark_is_seen_on_the_ground_of_every_family(press, family):
    page = compose(replace(SAMPLES["poster_picture"]("vi"), family=family), "poster_picture", "proof")
    laid = press.lay_out(page.html, page.layout.folder.name, page.files(load_asset))
    mark = next(box for box in elements(laid) if box.element.get("class") == "watermark").style["color"].to("srgb")
    apart = [mark.alpha * abs(255 * part - ground) for part, ground in zip(mark.coordinates, FIELDS[family], strict=True)]
    assert max(apart) > 40


@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
@pytest.mark.parametrize(
    "name", ["leaflet", "trifold", "twofold", "leaflet_a4", "large_print", "bulletin", "bilingual", "trilingual", "review"]
)
def test_title_and_articles_are_read_in_their_order(name, read):
    document = replace(SAMPLES[name]("en"), summary="")
    text = plain(read(engine.render(document, layout=name).pdf))
    firsts = [plain(block.text)[:24] for block in document.blocks[:8] if block.kind == "text"]
    places = [text.find(plain(document.title))] + [text.find(words) for words in firsts]
    headings = [text.rfind(plain(block.text), 0, text.find(plain(document.blocks[at + 1].text)[:24])) for at, block in enumerate(document.blocks[:8])
                if block.kind == "heading"]  # fmt: skip
    assert places == sorted(places) and -1 not in places
    assert [place > before for place, before in zip(headings[1:], places[1:], strict=False)] == [True] * (len(headings) - 1)
