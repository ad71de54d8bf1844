import re
import subprocess
from collections import defaultdict
from dataclasses import replace
from functools import cache

import pytest

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import Block
from kontum_ttdn.printing.fence.measure import words
from kontum_ttdn.printing.layouts.base import one_line
from kontum_ttdn.printing.layouts.handbook import chapters
from kontum_ttdn.printing.letters import visible_length
from kontum_ttdn.printing.page import compose, load_asset

from . import samples
from .books import article, articles, chaptered
from .pages import descendants, elements, frames, lines_wider_than_their_column, plain, texts
from .samples import handbook

LANGUAGES = samples.LANGUAGES
POINTS = 72 / 25.4


@pytest.fixture(scope="module")
def laid(press):
    """The sample book of a language as pages of boxes, in whole sheets of four sides."""

    @cache
    def lay_out(language):
        return lay(press, handbook(language))

    return lay_out


def lay(press, document, variant="screen"):
    page = compose(document, "handbook", variant)
    return press.lay_out(page.html, "handbook", page.files(load_asset), multiple=4)


def paragraphs(count: int, chapters: int = 1) -> tuple[Block, ...]:
    text = articles("vi")[2][1].replace("\n", " ")
    found = []
    for chapter in range(chapters):
        found += [Block("heading", f"Chương thứ {chapter + 1}", key=f"h{chapter}")]
        found += [Block("text", text, key=f"t{chapter}-{number}") for number in range(count)]
    return tuple(found)


def begins_on(document) -> dict[str, int]:
    """The page on which each named element begins."""
    pages = {}
    for number, page in enumerate(document.pages, 1):
        for box in descendants(page._page_box):
            if hasattr(box.element, "get") and (name := box.element.get("id")):
                pages.setdefault(name, number)
    return pages


def contents(document) -> list[tuple[str, str, int]]:
    """(words, address, number) of each line of the contents, as printed."""
    links = [box for box in elements(document) if box.element_tag == "a" and type(box).__name__ == "BlockBox"]
    found = [(re.fullmatch(r"(.*?)\s*(\d+)", words(box).strip()), box.element.get("href")[1:]) for box in links]
    return [(line[1].replace("\u00a0", " "), name, int(line[2])) for line, name in found]


def spare_pages(document) -> list[int]:
    return [page for page, box in numbered(document) if box.element.get("data-spare") is not None and type(box).__name__ == "BlockBox"]


def numbered(document):
    return [
        (number, box) for number, page in enumerate(document.pages, 1) for box in descendants(page._page_box) if hasattr(box.element, "get")
    ]


def heads(document) -> dict[int, list[str]]:
    """What stands above the text of each page."""
    found = defaultdict(list)
    for placed in texts(document):
        if placed.bottom < 20:
            found[placed.page].append(placed.text)
    return found


def text_between_the_margins(pdf: bytes, first: int, last: int) -> str:
    """The text layer without heads and page numbers."""
    crop = ["-x", "0", "-y", str(round(20 * POINTS)), "-W", str(round(148 * POINTS)), "-H", str(round(168 * POINTS))]
    run = ["pdftotext", "-raw", "-f", str(first), "-l", str(last), *crop, "-", "-"]
    return subprocess.run(run, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_name_every_chapter_and_section_with_the_page_it_really_begins_on(laid, language):
    document = laid(language)
    said, pages = contents(document), begins_on(document)
    headings = [block.text for block in chaptered(language) if block.kind == "heading"]
    assert [plain(line) for line, _name, _page in said] == [plain(heading) for heading in headings]
    assert [page for _line, _name, page in said] == [pages[name] for _line, name, _page in said]


def test_contents_of_very_many_chapters_flow_over_pages_and_still_tell_the_truth(press):
    document = lay(press, handbook("vi", blocks=paragraphs(6, chapters=110)))
    said, pages = contents(document), begins_on(document)
    assert len({page for page, _box in frames(document, "contents")}) >= 3
    assert [line for line, _name, _page in said] == [f"Chương thứ {number}" for number in range(1, 111)]
    assert [page for _line, _name, page in said] == [pages[name] for _line, name, _page in said]


def test_contents_of_too_many_sections_name_the_chapters_alone():
    blocks = [block for chapter in range(10) for block in (Block("heading", "Chương"), *[Block("heading", "Mục", {"level": 2})] * 9)]
    found = chapters.of(handbook("vi", blocks=tuple(blocks)), ("heading",))
    assert [line.deep for line in chapters.contents(found, 72)] == [False] * 10
    assert len(chapters.contents(found, 200)) == 100


@pytest.mark.parametrize("variant", ["screen", "proof"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sides_come_in_fours_and_only_missing_ones_are_pages_of_lines(press, language, variant):
    for count in (1, 12, 22, 33):
        document = lay(press, handbook(language, blocks=tuple(Block("text", articles(language)[2][1]) for _ in range(count))), variant)
        sides, spare = len(document.pages), spare_pages(document)
        assert sides % 4 == 0 and len(spare) < 4
        assert spare == list(range(sides - len(spare), sides))
        assert [page for page, _box in frames(document, "access")] == [sides]


def test_what_leaves_one_two_or_three_sides_over_is_filled_with_just_so_many(press):
    filled = {len(spare_pages(lay(press, handbook("vi", blocks=paragraphs(count))))) for count in (2, 8, 14, 20, 26)}
    assert filled == {0, 1, 2, 3}


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_say_the_book_on_the_left_and_the_chapter_on_the_right_but_not_where_one_opens(laid, language):
    document = laid(language)
    titles = {name: line for line, name, _page in contents(document) if "-" not in name}
    pages, said = begins_on(document), heads(document)
    openings = {pages[name]: title for name, title in titles.items()}
    first, last, chapter = min(openings), len(document.pages) - len(spare_pages(document)) - 1, ""
    for page in range(1, len(document.pages) + 1):
        chapter = openings.get(page, chapter)
        running = " ".join(handbook(language).title.split()) if page % 2 == 0 else chapter
        expected = [running] if first <= page <= last and page not in openings else []
        assert [plain(head) for head in said[page]] == [plain(head) for head in expected]


@pytest.mark.parametrize("language", LANGUAGES)
def test_margins_are_mirrored_and_page_numbers_stand_outside(laid, language):
    document = laid(language)
    last, every = len(document.pages), list(texts(document))
    for page in range(begins_on(document)["c1"], last):
        body = [placed for placed in every if placed.page == page and 20 < placed.top < 188]
        number = [placed for placed in every if placed.page == page and placed.text == str(page) and placed.top > 188]
        inner = 21 if page % 2 else 17
        assert min(placed.left for placed in body) == pytest.approx(inner, abs=0.6) or not body
        assert max(placed.right for placed in body) <= 148 - (17 if page % 2 else 21) + 0.3
        if number:
            outside = number[0].right if page % 2 else number[0].left
            assert outside == pytest.approx(131 if page % 2 else 17, abs=0.6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_note_stands_at_the_foot_of_the_side_that_calls_it(laid, language):
    document = laid(language)
    note = plain(next(block.text for block in chaptered(language) if block.kind == "footnote"))
    calls = [page for page, box in numbered(document) if str(box.element_tag).endswith("::footnote-call")]
    areas = [page for page, box in numbered(document) if "note" in (box.element.get("class") or "").split() and note in plain(words(box))]
    assert set(calls) == set(areas) == {begins_on(document)["c2"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_layer_holds_every_word_of_the_source_in_its_order(language):
    blocks = chaptered(language, extra=False)
    made = engine.render(handbook(language, blocks=blocks), layout="handbook")
    first = min(block["page"] for block in made.measured["blocks"] if block["key"] == "h0")
    source = "".join(block.text for block in blocks)
    assert plain(source) in plain(text_between_the_margins(made.pdf, first, made.pages - 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_block_is_in_the_book(language):
    made = engine.render(handbook(language), layout="handbook")
    assert {block["key"] for block in made.measured["blocks"]} >= {block.key for block in chaptered(language)} - {"note"}
    assert made.findings == ()
    assert min(image["dots"] for image in made.measured["images"] if image["dots"]) > 250


@pytest.mark.parametrize("language", ["lo", "km"])
def test_no_line_is_wider_than_its_column(laid, language):
    assert lines_wider_than_their_column(laid(language)) == []


def test_chapters_that_are_short_run_on_and_long_ones_open_a_page(press):
    flat = [block for number in range(1, 31) for block in article("vi", number, level=1)]
    document = lay(press, handbook("vi", blocks=tuple(flat)))
    pages = begins_on(document)
    assert len({pages[f"c{number}"] for number in range(1, 31)}) < 12
    opened = lay(press, handbook("vi", blocks=paragraphs(9, chapters=4)))
    pages = begins_on(opened)
    assert len({pages[f"c{number}"] for number in range(1, 5)}) == 4


def test_chapters_are_numbered_where_their_titles_bring_no_number():
    def of(*titles):
        return chapters.are_numbered(chapters.of(handbook("vi", blocks=tuple(Block("heading", title) for title in titles)), ("heading",)))

    assert (of("Viết", "Dịch"), of("Điều 1", "Điều 2"), of("Viết")) == (True, False, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_title_is_cut_between_words_for_the_head_of_the_page(language):
    text = articles(language)[2][1].replace("\n", " ")
    cut = one_line(text, chapters.RUNNING)
    assert cut.endswith("…") and plain(text).startswith(plain(cut[:-1]))
    assert 30 < visible_length(cut) <= chapters.RUNNING


def test_imprint_page_says_what_the_law_asks_for_or_leaves_dots(press):
    known = " ".join(placed.text for placed in texts(lay(press, handbook("vi"))) if placed.page == 4)
    assert "số 12/GP-STTTT do Sở Văn hóa, Thể thao và Du lịch cấp ngày 12/01/2027" in known.replace("-\xad", "")
    bare = lay(press, handbook("vi", imprint=samples.Imprint()))
    assert sum("……" in placed.text for placed in texts(bare) if placed.page == 4) >= 5


@pytest.mark.parametrize("layout", ["handbook", "paper"])
def test_word_longer_than_its_line_is_cut_and_stays_in_its_column(layout):
    document = samples.SAMPLES[layout]("vi")
    made = engine.measure(
        replace(document, blocks=(Block("text", "https://vidu.vn/" + "x" * 400), Block("heading", "y" * 400))), layout=layout
    )
    assert (made.measured["wide"], made.measured["outside"]) == ([], [])


@pytest.mark.parametrize("words, too_long", [(60, False), (700, True)])
def test_cover_tells_when_its_words_leave_no_room_for_the_picture(words, too_long):
    made = engine.measure(handbook("vi", summary=" ".join(["lời"] * words), blocks=()), layout="handbook")
    assert (next(frame["over"] for frame in made.measured["frames"] if frame["name"] == "front") > 0) is too_long
