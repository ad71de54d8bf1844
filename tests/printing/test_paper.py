import subprocess
from functools import cache

import pytest

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import Block
from kontum_ttdn.printing.page import compose, load_asset

from .books import articles, chaptered, landscape
from .pages import MM, elements, frames, lines_wider_than_their_column, plain, texts
from .samples import LANGUAGES, paper

COLUMN = (46, 176)  # mm: where every line of the text begins, and where it ends at the latest
POINTS = 72 / 25.4


@pytest.fixture(scope="module")
def laid(press):
    @cache
    def lay_out(language):
        return lay(press, paper(language))

    return lay_out


def lay(press, document):
    page = compose(document, "paper", "screen")
    return press.lay_out(page.html, "paper", page.files(load_asset))


def column_of(made) -> str:
    """The text layer between heads and page numbers, and on the last side above the closing box."""
    closing = next(frame["top"] for frame in made.measured["frames"] if frame["name"] == "access")
    return "".join(cropped(made.pdf, side, 273 if side < made.pages else closing) for side in range(1, made.pages + 1))


def cropped(pdf: bytes, side: int, bottom: float) -> str:
    top = 26
    crop = ["-x", "0", "-y", str(round(top * POINTS)), "-W", str(round(210 * POINTS)), "-H", str(round((bottom - top) * POINTS))]
    run = subprocess.run(
        ["pdftotext", "-raw", "-f", str(side), "-l", str(side), *crop, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return run.stdout.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_stands_in_the_one_column(laid, language):
    body = [placed for placed in texts(laid(language)) if placed.bottom < 270]
    assert min(placed.left for placed in body) == pytest.approx(COLUMN[0], abs=0.6)
    assert [placed.text for placed in body if placed.left < COLUMN[0] - 0.3 or placed.right > COLUMN[1] + 0.3] == []
    assert lines_wider_than_their_column(laid(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_block_stands_over_the_lead_and_the_lead_over_the_text(laid, language):
    document = laid(language)
    (title_page, title), (lead_page, lead) = frames(document, "front")[0], frames(document, "lead")[0]
    (text_page, text) = frames(document, "inside")[0]
    assert (title_page, lead_page, text_page) == (1, 1, 1)
    assert title.position_y + title.height < lead.position_y < lead.position_y + lead.height < text.position_y
    assert plain(paper(language).summary) in plain("".join(placed.text for placed in texts(document) if placed.page == 1))


def test_title_block_reaches_into_the_bleed(laid):
    block = next(box for box in elements(laid("vi")) if "masthead" in (box.element.get("class") or ""))
    assert (block.border_box_x() / MM, block.border_box_y() / MM) == pytest.approx((-3, -3))
    assert block.border_width() / MM == pytest.approx(216)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_side_has_its_number_and_all_but_the_first_the_title(laid, language):
    document = laid(language)
    sides = range(1, len(document.pages) + 1)
    numbers = [placed.text for placed in texts(document) if placed.top > 273 and placed.right > 170]
    heads = {placed.page: plain(placed.text) for placed in texts(document) if placed.page > 1 and placed.bottom < 25}
    assert numbers == [str(side) for side in sides]
    assert heads == dict.fromkeys(sides[1:], plain(paper(language).title))


@pytest.mark.parametrize("language", LANGUAGES)
def test_way_to_the_portal_and_imprint_stand_at_the_foot_of_the_last_side(laid, language):
    document = laid(language)
    (access_page, access), (imprint_page, imprint) = frames(document, "access")[0], frames(document, "imprint")[0]
    symbol = next(box for box in elements(document) if box.element.get("src") == "asset:qr.svg")
    assert (access_page, imprint_page) == (len(document.pages),) * 2
    assert (imprint.position_y + imprint.margin_height()) / MM == pytest.approx(271, abs=1)
    assert access.position_y < imprint.position_y and symbol.width / MM * 29 / 37 > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_layer_holds_every_word_of_the_source_in_its_order(language):
    blocks = chaptered(language, extra=False)
    made = engine.render(paper(language, blocks=blocks), layout="paper")
    assert made.findings == ()
    assert plain("".join(block.text for block in blocks)) in plain(column_of(made))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_block_is_in_the_paper_and_a_note_on_the_side_that_calls_it(laid, language):
    document = paper(language)
    made = engine.measure(document, layout="paper")
    assert {block["key"] for block in made.measured["blocks"]} >= {block.key for block in document.blocks} - {"note"}
    note = plain(next(block.text for block in document.blocks if block.kind == "footnote"))
    called = next(block["page"] for block in made.measured["blocks"] if block["key"] == "t2-0")
    assert note in plain("".join(placed.text for placed in texts(laid(language)) if placed.page == called and placed.top > 230))


@pytest.mark.parametrize("title", ["Tên", "Một cái tên dài hơn một dòng", "Dài " * 60])
def test_title_block_grows_with_its_words_and_its_picture(press, title):
    cover = Block("picture", picture=landscape(), options={"cover": True}, alternative="Đồi", credit="Người vẽ")
    document = lay(press, paper("vi", title=title.strip(), blocks=(cover, Block("text", articles("vi")[2][1]))))
    (page, words), (_page, lead) = frames(document, "front")[0], frames(document, "lead")[0]
    assert page == 1 and words.position_y + words.height < lead.position_y
    assert "Ảnh bìa: Người vẽ." in " ".join(" ".join(placed.text for placed in texts(document)).split())
