"""Decree 30/2020/NĐ-CP, annex I, measured in the PDF itself: millimetres from the edges of the sheet, sizes of type in points."""

import ctypes
import datetime
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import Block
from kontum_ttdn.printing.layouts.official import body
from kontum_ttdn.printing.layouts.official.layout import dated, numbered
from kontum_ttdn.printing.page import compose, load_asset

from .pages import elements, frames, plain, poppler_text, texts
from .papers import OFFICIAL, official, report, table

MM = 25.4 / 72
WIDTH, HEIGHT = 210, 297
LONG = "Nội dung công việc được thực hiện theo kế hoạch đã được phê duyệt và báo cáo đúng thời hạn quy định. " * 3


@dataclass(frozen=True)
class Set:
    """A stretch of text as the PDF holds it."""

    size: float
    bold: bool
    italic: bool
    font: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Side:
    """One side: its words, where they stand, and its rules."""

    text: str
    page: pypdfium2.PdfTextPage
    rules: list[tuple[float, float, float, float]]

    def find(self, words: str) -> Set:
        start = self.text.index(words)
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self.page, start, name, 200, flags)
        boxes = [self.page.get_charbox(start + at) for at in range(len(words)) if words[at] != " "]
        font = name.value.decode().partition("+")[2]
        places = min(box[0] for box in boxes) * MM, max(box[2] for box in boxes) * MM
        heights = HEIGHT - max(box[3] for box in boxes) * MM, HEIGHT - min(box[1] for box in boxes) * MM
        size = pdfium.FPDFText_GetFontSize(self.page, start) * 0.75  # the page is drawn in CSS pixels
        return Set(round(size, 2), "Bold" in font, "Italic" in font, font, *places, *heights)

    def box(self) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of all words but the number of the side."""
        boxes = [self.page.get_charbox(at) for at, letter in enumerate(self.text) if letter.strip()]
        inside = [box for box in boxes if HEIGHT - box[3] * MM > 18]
        return (
            min(box[0] for box in inside) * MM, max(box[2] for box in inside) * MM,
            HEIGHT - max(box[3] for box in inside) * MM, HEIGHT - min(box[1] for box in inside) * MM,
        )  # fmt: skip


def sides(document) -> list[Side]:
    found = []
    for page in pypdfium2.PdfDocument(engine.render(document, layout="official").pdf):
        words = page.get_textpage()
        paths = [path.get_bounds() for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
        text = "".join(words.get_text_range(at, 1) or " " for at in range(words.count_chars()))
        rules = [(left * MM, right * MM, HEIGHT - top * MM, (top - low) * MM) for left, low, right, top in paths]
        found.append(Side(text, words, rules))
    return found


@pytest.fixture(scope="module")
def made(house_fonts):
    return sides(official())


@pytest.fixture(scope="module")
def first(made):
    return made[0]


def rule_under(side: Side, words: str) -> tuple[float, float]:
    """Left and right of the one rule within 4 mm under `words`."""
    above = side.find(words)
    (rule,) = [rule for rule in side.rules if 0 < rule[2] - above.bottom < 4 and above.left - 1 < rule[0] and rule[1] < above.right + 1]
    return rule[0], rule[1]


def test_margins_are_those_of_the_decree_on_every_side(made):
    for side in (*made, *sides(official(blocks=tuple(Block("text", LONG) for _ in range(30))))):
        left, right, top, bottom = side.box()
        assert 29.9 <= left <= 35
        assert 15 <= WIDTH - right <= 20
        assert 20 <= top <= 25
        assert HEIGHT - bottom >= 20


@pytest.mark.parametrize(
    "words, least, most, bold, italic",
    [
        ("ỦY BAN NHÂN DÂN TỈNH", 12, 13, False, False), ("THỂ THAO VÀ DU LỊCH", 12, 13, True, False), ("Số: 05", 13, 13, False, False),
        ("CỘNG HÒA XÃ HỘI", 12, 13, True, False), ("Độc lập - Tự do", 13, 14, True, False), ("Kon Tum, ngày 05", 13, 14, False, True),
        ("BÁO CÁO", 13, 14, True, False), ("Kết quả in", 13, 14, True, False), ("Thực hiện nhiệm vụ", 13, 14, False, False),
        ("I. TÌNH HÌNH CHUNG", 13, 14, True, False),
    ],
)  # fmt: skip
def test_type_has_the_sizes_and_the_weight_of_the_decree(first, words, least, most, bold, italic):
    found = first.find(words)
    assert least <= found.size <= most
    assert (found.bold, found.italic) == (bold, italic)
    assert found.font.startswith("House-Office")


def test_recipients_and_signature_have_their_sizes_and_places(made):
    last = made[-1]
    label, listed, authority, signer = (last.find(words) for words in ("Nơi nhận:", "- Ủy ban", "KT. GIÁM ĐỐC", "Họ và tên"))
    assert [(found.size, found.bold, found.italic) for found in (label, listed, authority, signer)] == [
        (12, True, True), (11, False, False), (14, True, False), (14, True, False),
    ]  # fmt: skip
    assert label.left < 31 and authority.left > 105
    assert signer.top - last.find("PHÓ GIÁM ĐỐC").bottom > 20  # room for the hand and the stamp
    assert "Lưu: VT, TTĐN." in last.text and "(báo cáo);" in last.text.replace("\u00a0", " ")


def test_rule_under_the_motto_is_as_long_as_its_words(first):
    motto, (left, right) = first.find("Độc lập - Tự do - Hạnh phúc"), rule_under(first, "Độc lập - Tự do - Hạnh phúc")
    assert (left, right) == pytest.approx((motto.left, motto.right), abs=0.7)


@pytest.mark.parametrize("words", ["THỂ THAO VÀ DU LỊCH", "Kết quả in và phát hành sản phẩm thông tin đối ngoại"])
def test_rule_under_issuer_and_subject_is_a_third_to_a_half_of_the_line_and_in_its_middle(first, words):
    line = first.find(words)
    last = "nhiều thứ tiếng quý IV năm 2026" if words.startswith("Kết") else words
    left, right = rule_under(first, last)
    assert 1 / 3 <= (right - left) / (line.right - line.left) <= 1 / 2
    assert (left + right) / 2 == pytest.approx((line.left + line.right) / 2, abs=0.5)


def test_number_stands_in_the_middle_of_the_top_margin_from_the_second_side(press):
    document = official(blocks=tuple(Block("text", LONG, key=str(number)) for number in range(30)))
    numbers = [placed for placed in texts(lay(press, document)) if placed.bottom < 20]
    assert [(placed.page, placed.text) for placed in numbers] == [(side, str(side)) for side in range(2, len(sides(document)) + 1)]
    assert {round((placed.left + placed.right) / 2, 1) for placed in numbers} == {30 + 82}
    assert sides(document)[1].find("2").size == 13


def lay(press, document):
    page = compose(document, "official", "screen")
    return press.lay_out(page.html, "official", page.files(load_asset))


def test_paragraphs_are_justified_with_a_first_line_set_in_and_a_gap_between(press):
    document = lay(press, official())
    whole = [box for box in elements(document) if "text" in (box.element.get("class") or "").split() and type(box).__name__ == "BlockBox"]
    lines = [[line for line in box.children if type(line).__name__ == "LineBox"] for box in whole]
    assert {round(texts_left(rows[0])) for rows in lines} == {30 + 13}
    assert {round(texts_left(row)) for rows in lines for row in rows[1:]} == {30}
    assert {round(box.margin_bottom / 96 * 72) for box in whole} == {6}
    assert {1 <= row.height / (14 * 96 / 72) <= 1.5 for rows in lines for row in rows} == {True}


def texts_left(line) -> float:
    return line.children[0].position_x / 96 * 25.4


def test_names_in_other_letters_stand_in_the_face_that_can_set_them(first):
    assert {first.find(letter).font for letter in ("ƀ", "č", "ŏ", "ê̆", "ơ̆", "ư̆")} == {"House-Serif"}
    assert {first.find(words).font for words in ("Đăk Plô", "Ia Tơi", "Jrai")} == {"House-Office"}


@pytest.mark.parametrize("text", ["Xã Đăk Plô, 05/01/2027 “đủ”", "Bộ chữ ƀ, č và ê̆  của Jrai.", "ພາສາລາວ và ភាសាខ្មែរ", " ", ""])
def test_runs_joined_are_the_text(text):
    assert "".join(run.text for run in body.runs(text)) == text


def test_runs_tell_vietnamese_words_from_others():
    assert [(run.text.strip(), run.other) for run in body.runs("chữ ƀ, ê̆ của Đăk Plô")] == [
        ("chữ", False), ("ƀ, ê̆", True), ("của Đăk Plô", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "date, words",
    [
        (datetime.date(2027, 1, 5), "ngày 05 tháng 01 năm 2027"), (datetime.date(2027, 2, 15), "ngày 15 tháng 02 năm 2027"),
        (datetime.date(2027, 3, 9), "ngày 09 tháng 3 năm 2027"), (datetime.date(2027, 12, 31), "ngày 31 tháng 12 năm 2027"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)  # fmt: skip
def test_date_has_its_noughts_where_the_decree_asks_for_them(date, words):
    assert dated(date) == words


@pytest.mark.parametrize(
    "number, words",
    [("5/BC-SVHTTDL", "05/BC-SVHTTDL"), ("12/GM-UBND", "12/GM-UBND"), ("/BC-SVHTTDL", "……/BC-SVHTTDL"), ("", "……"), ("05/BC", "05/BC")],
)
def test_number_below_ten_has_its_nought_and_a_missing_one_its_dots(number, words):
    assert numbered(number) == words


@pytest.mark.parametrize("count", range(6, 17))
def test_signature_stands_whole_under_the_last_lines_of_the_text(press, count):
    document = lay(press, official(blocks=tuple(Block("text", LONG, key=str(number)) for number in range(count))))
    (page, signature), *more = frames(document, "signature")
    over = [placed for placed in texts(document) if placed.page == page and 20 < placed.bottom < signature.position_y / 96 * 25.4]
    assert more == [] and page == frames(document, "recipients")[0][0] == len(document.pages)
    assert len({placed.top for placed in over}) >= 2


def test_letter_without_kind_has_its_subject_under_its_number_and_says_to_whom_it_goes():
    paper = replace(OFFICIAL, kind="", subject="xin ý kiến về nội dung tờ rơi", addressed_to=("Sở Ngoại vụ", "Ban Dân tộc tỉnh"))
    (side, *_rest) = sides(official(official=paper))
    number, about, to = side.find("Số: 05"), side.find("V/v xin ý kiến"), side.find("Kính gửi:")
    assert number.bottom < about.top < to.top and 12 <= about.size <= 13 and about.right < 105
    assert "- Sở Ngoại vụ;" in side.text.replace("\u00a0", " ") and "- Ban Dân tộc tỉnh." in side.text.replace("\u00a0", " ")


def test_heads_of_a_table_are_said_again_on_every_side_it_goes_on():
    rows = (("TT", "Họ và tên"), *((str(number), f"Người thứ {number}") for number in range(1, 90)))
    made = sides(official(blocks=tuple(table(rows))))
    assert len(made) >= 3
    assert [side.text.count("Họ và tên") for side in made[:-1]] == [1] * (len(made) - 1)


def test_text_layer_holds_every_word_in_its_order():
    text = plain(poppler_text(engine.render(official(), layout="official").pdf))
    at = 0
    for block in report():
        at = text.index(plain(block.text), at) + len(plain(block.text))


@pytest.mark.parametrize("document", [official(official=None), official("km")])
def test_layout_asks_for_what_only_an_official_document_has(document):
    with pytest.raises(ValueError, match="Document.official"):
        compose(document, "official", "screen")


def test_digest_knows_the_official_part():
    later = official(official=replace(OFFICIAL, date=datetime.date(2027, 1, 6)))
    assert len({official().digest(), later.digest(), official(official=None).digest()}) == 3
