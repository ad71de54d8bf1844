"""The bulletin: a masthead, a lead under its picture, the other stories beside and after it, the closing box at the foot of the last side."""

from dataclasses import replace
from functools import cache

import pytest

from kontum_ttdn.printing import engine, flow, layouts
from kontum_ttdn.printing.document import FAMILIES, KINDS, Block
from kontum_ttdn.printing.layouts.bulletin.stories import stories
from kontum_ttdn.printing.page import compose, load_asset

from .books import articles
from .pages import MM, contrasts, elements, frames, plain, poppler_text, texts
from .samples import LANGUAGES, SAMPLES, declared, document

SENTENCE = "Người gửi báo cáo năm 2024 ghi tên xã cũ không phải sửa lại: hệ thống hiểu địa danh ấy thuộc xã nào hôm nay. "


def lay_out(press, made, **ways):
    page = compose(made, "bulletin", "screen")
    return press.lay_out(page.html, "bulletin", page.files(load_asset), **ways)


@pytest.fixture(scope="module")
def laid(press):
    """So many articles of the Declaration in a language, and the pages that they make."""

    @cache
    def articles_of(language, count):
        made = declared(language, *range(1, count + 1))
        return made, lay_out(press, made)

    return articles_of


def news(*lengths: int) -> tuple[Block, ...]:
    """A story for each number, of so many paragraphs."""
    return tuple(
        block
        for number, length in enumerate(lengths, 1)
        for block in (
            Block("heading", f"Tin số {number}", key=f"h{number}"),
            *(Block("text", SENTENCE * 2, key=f"t{number}-{at}") for at in range(length)),
        )
    )


def every_kind(picture) -> tuple[Block, ...]:
    return (
        Block("picture", picture=picture, options={"cover": True}, alternative="Bìa", credit="Người chụp"),
        Block("heading", "Tin chính"), Block("text", "Đoạn văn."), Block("footnote", "Chú thích cuối trang."),
        Block("heading", "Mục", {"level": 2}), Block("list_item", "Gạch đầu dòng"),
        Block("heading", "Tin thứ hai"), Block("quote", "Abih bang mơnuih-mơnam", language="jra", credit="gflanguages"),
        Block("picture", "Lời dưới ảnh", picture=picture, alternative="Ảnh"),
        *(Block("table_cell", f"Ô {row}{column}", {"row": row, "column": column, "header": not row}) for row in range(3) for column in range(6)),
        Block("callout", "Lưu ý\nKhung."), *(Block("list_item", f"Bước {n}", {"ordered": True}) for n in range(1, 9)), Block("panel_break"),
    )  # fmt: skip


def picture_share(laid) -> float:
    hero = next(box for box in elements(laid) if "hero" in (box.element.get("class") or "").split())
    return hero.width * hero.height / (210 * 297 * MM * MM)


def test_one_short_story_fills_one_side_with_its_picture(press):
    laid = lay_out(press, document("vi", blocks=news(2)))
    assert len(laid.pages) == 1
    assert picture_share(laid) > 0.3


def test_a_bulletin_product_of_two_stories_and_a_callout_fills_one_side(press):
    laid = lay_out(press, document("vi", blocks=(*news(2, 1), Block("callout", "Cần nhớ\nQuét mã để biết bản này còn mới."))))
    assert len(laid.pages) == 1
    assert [page for page, _box in frames(laid, "side")] == [1]
    bottom = max(placed.bottom for placed in texts(laid) if placed.left < 130 and placed.top < 230)
    assert bottom > 200  # the lead reaches down to the closing box: the picture took what was left


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_keep_their_order_beside_the_lead_and_after_it(language):
    made = engine.measure(declared(language, *range(1, 19)), layout="bulletin").measured
    boxes = [block["frame"] for block in made["blocks"] if block["key"].startswith("h")]
    keys = [block["key"] for block in made["blocks"] if block["key"].startswith("h")]
    assert keys == [f"h{number}" for number in range(1, 19)]
    assert boxes == sorted(boxes, key=("lead", "side", "columns").index)
    assert set(boxes) == {"lead", "side", "columns"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [3, 9, 18, 30])
def test_every_word_is_printed_and_the_closing_box_stands_on_the_last_side(laid, language, count):
    made, pages = laid(language, count)
    last = len(pages.pages)
    assert [page for page, _box in frames(pages, "access")] == [page for page, _box in frames(pages, "imprint")] == [last]
    said = plain("".join(placed.text for placed in texts(pages) if placed.page == 1 or placed.top > 20))  # without the running head
    assert [block.text for block in made.blocks if plain(block.text) not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [9, 18])
def test_no_side_is_turned_for_the_closing_box_alone(laid, language, count):
    _made, pages = laid(language, count)
    last = len(pages.pages)
    assert last == 1 or any(placed.page == last and 20 < placed.top < 230 for placed in texts(pages))


def test_a_lead_too_long_for_the_first_side_opens_the_columns_and_the_side_names_the_other_stories():
    made = engine.measure(document("vi", blocks=news(24, 2, 2, 2)), layout="bulletin").measured
    placed = {block["key"]: block["frame"] for block in made["blocks"]}
    assert (placed["h1"], placed["t1-0"], placed["h2"]) == ("lead", "columns", "columns")
    side = next(frame for frame in made["frames"] if frame["name"] == "side")
    assert (side["page"], side["lines"]) == (1, 4)  # the heading and three stories


def test_text_without_headings_has_all_three_columns(press):
    laid = lay_out(press, document("vi", blocks=tuple(Block("text", SENTENCE * 2) for _number in range(6))))
    assert frames(laid, "side") == []
    assert len({round(placed.left) for placed in texts(laid) if 150 < placed.top < 230}) >= 3


def test_later_sides_say_which_bulletin_they_belong_to_and_their_number(press):
    laid = lay_out(press, document("vi", title="Bản tin Vùng Biên", blocks=news(*[3] * 20)))
    assert len(laid.pages) > 2
    for number in range(2, len(laid.pages) + 1):
        head = [placed.text for placed in texts(laid) if placed.page == number and placed.top < 16]
        assert head == ["Bản tin Vùng Biên", str(number)]
    assert [placed.text for placed in texts(laid) if placed.page == 1 and placed.top < 20 and placed.text == "1"] == []


def test_every_kind_of_block_has_its_place_and_no_finding(picture):
    blocks = every_kind(picture)
    made = engine.render(document("vi", blocks=blocks), layout="bulletin")
    text = plain(poppler_text(made.pdf))
    assert made.findings == ()
    assert {block.kind for block in blocks} == set(KINDS)
    assert [block.text for block in blocks if plain(block.text) not in text] == []
    assert "Ngườichụp" in text


def test_the_words_under_the_lead_picture_are_printed(picture):
    blocks = (Block("picture", "Lời dưới ảnh chính", picture=picture, alternative="Ảnh", key="p"), *news(2, 1))
    made = engine.measure(document("vi", blocks=blocks), layout="bulletin").measured
    assert {block["key"]: block["frame"] for block in made["blocks"]}["p"] == "lead"


def test_a_wide_table_stands_over_all_three_columns(press, picture):
    laid = lay_out(press, document("vi", blocks=every_kind(picture)))
    tables = [box for box in elements(laid) if box.element_tag == "table"]
    assert max(round(box.width / MM) for box in tables) == 183


@pytest.mark.parametrize("title", ["Bản tin", "Bản tin Vùng Biên số 1 năm 2027", "Tuyên ngôn toàn thế giới " * 4, "Dài " * 50])
@pytest.mark.parametrize("summary", ["", SENTENCE, SENTENCE * 4])
def test_masthead_holds_any_name_and_summary(title, summary):
    made = engine.measure(replace(SAMPLES["bulletin"]("vi"), title=title.strip(), summary=summary.strip()), layout="bulletin").measured
    masthead = next(frame for frame in made["frames"] if frame["name"] == "masthead")
    assert masthead["used"] < 0.85  # above the band
    assert (made["outside"], made["wide"]) == ([], [])


def test_colour_reaches_three_millimetres_beyond_the_trim_on_every_side(press):
    laid = lay_out(press, SAMPLES["bulletin"]("vi"), bleed=True)
    assert len(laid.pages) > 1
    tops = [box for box in elements(laid) if set((box.element.get("class") or "").split()) & {"field", "thin"}]
    assert len(tops) == len(laid.pages)
    for box in tops:
        assert [round(side / MM) for side in (box.border_box_x(), box.border_box_y(), box.border_box_x() + box.border_width())] == [
            -3,
            -3,
            213,
        ]


def test_stories_are_cut_at_the_highest_headings_there_are():
    blocks = (
        Block("text", "Mở đầu"),
        Block("heading", "Một", {"level": 2}),
        Block("heading", "Nhỏ", {"level": 3}),
        Block("heading", "Hai", {"level": 2}),
    )
    found = stories(flow.parts(document("vi", blocks=blocks), layouts.get("bulletin").places))
    assert [(story.title.item.text if story.title else "", len(story.parts)) for story in found] == [("", 1), ("Một", 1), ("Hai", 0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_estimated_heights_are_near_what_is_set(press, language):
    made = declared(language, *range(1, 31))
    laid = lay_out(press, made)
    front = layouts.get("bulletin").context(made)["front"]
    estimated = sum(story.tall(language) for story in front.rest) / 3
    found = sum(box.height / MM for _page, box in frames(laid, "columns"))
    assert estimated == pytest.approx(found, rel=0.06)
    assert len(articles(language)) == 31


@pytest.mark.parametrize("family", FAMILIES)
def test_every_word_has_a_contrast_of_seven(press, picture, family):
    page = compose(replace(document("vi", blocks=every_kind(picture)), family=family), "bulletin", "screen")
    found = contrasts(press.lay_out(page.html, "bulletin", page.files(load_asset)))
    assert len(found) > 20
    assert [(text, least) for text, least in found.items() if least < 7] == []
