"""Two and three languages beside each other: what belongs together stands level, and stays together. Lengths in mm."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import product

import pytest

from kontum_ttdn.printing import engine, layouts
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.layouts.bilingual.layout import widths
from kontum_ttdn.printing.layouts.bilingual.rows import columns_of, rows
from kontum_ttdn.printing.page import compose, load_asset

from .pages import MM, descendants, elements, plain, poppler_text
from .samples import articles, beside, declared

KINDS = ("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote")
CASES = [(layout, language) for layout in ("bilingual", "trilingual") for language in ("vi", "en", "lo", "km")]


def lay_out(press, document, layout, variant="screen"):
    page = compose(document, layout, variant)
    return press.lay_out(page.html, "bilingual", page.files(load_asset))


def cells(document):
    """(key, page) and, from left to right, the box of each language's words there."""
    found = defaultdict(list)
    numbers = {id(box): number for number, page in enumerate(document.pages, 1) for box in descendants(page._page_box)}
    for box in elements(document):
        if type(box).__name__ == "TableCellBox" and box.element.get("data-block"):
            found[box.element.get("data-block"), numbers[id(box)]].append(box)
    return found


def first_baseline(cell) -> float:
    line = next(box for box in descendants(cell) if type(box).__name__ == "LineBox")
    return round((line.position_y + line.baseline) / MM, 2)


def pair(*blocks: Block, vietnamese: tuple[Block, ...] | None = None):
    """A document in Lao beside its Vietnamese; both say the same blocks where nothing else is said."""
    return replace(declared("lo", 1), blocks=blocks, beside=(replace(declared("vi", 1), blocks=vietnamese or blocks),))


@pytest.fixture(params=CASES, ids="-".join, scope="module")
def case(request, press):
    layout, language = request.param
    document = beside(language, 1 if layout == "bilingual" else 2)
    return document, layout, lay_out(press, document, layout)


def test_first_lines_of_every_row_stand_level(case):
    document, _layout, made = case
    rows_found = {place: [first_baseline(cell) for cell in found] for place, found in cells(made).items()}
    assert {len(lines) for lines in rows_found.values()} == {len(document.beside) + 1}
    assert {place: lines for place, lines in rows_found.items() if max(lines) - min(lines) > 0.05} == {}


def test_rows_never_split_and_no_heading_stays_behind_at_the_foot(case):
    _document, _layout, made = case
    pages = defaultdict(list)
    for key, page in cells(made):
        pages[key].append(page)
    assert {key: found for key, found in pages.items() if len(found) > 1} == {}
    assert {key for key in pages if key[0] == "h" and pages[key] != pages[f"t{key[1:]}-0"]} == set()


def test_source_stands_left_and_every_language_keeps_its_column(case):
    document, _layout, made = case
    order = [other.language for other in (document.beside[0], document, *document.beside[1:])]
    left = defaultdict(set)
    for box in elements(made):
        if type(box).__name__ == "TableCellBox" and box.element.get("data-block"):
            left[box.element.get("data-language") or document.language].add(round(box.position_x / MM))
    assert [len(places) for places in left.values()] == [1] * len(order)
    assert sorted(left, key=lambda language: left[language]) == order


def test_every_word_of_every_language_is_on_the_sheet():
    document = beside("km", 2)
    text = plain(poppler_text(engine.render(document, layout="trilingual").pdf))
    said = [block.text for column in columns_of(document) for block in column.blocks]
    assert [words for words in said if plain(words) not in text and len(words) < 60] == []  # longer ones go over lines of three columns


def test_measure_tells_the_languages_of_one_place_apart():
    measured = engine.measure(beside("lo", 2), layout="trilingual").measured
    assert [row["key"] for row in measured["blocks"] if row["key"].split()[0] == "t3-0"] == ["t3-0 vi", "t3-0", "t3-0 en"]


def test_language_that_needs_more_room_gets_the_wider_column():
    long, short = "Một câu dài hơn nhiều so với câu kia. " * 4, "ສັ້ນ " * 12
    assert widths(columns_of(pair(Block("text", short), vietnamese=(Block("text", long),)))) == [58, 42]


def test_every_width_that_comes_out_is_one_the_style_sheet_knows():
    known = {int(width) for width in re.findall(r"[.]w([0-9]+) {", layouts.get("bilingual").css)}
    found = set()
    for lengths in [*product((1, 40, 90, 200), repeat=2), *product((1, 40, 90, 200), repeat=3)]:
        columns = tuple(
            Document("Tên", language, blocks=(Block("text", "a" * size),))
            for language, size in zip("vi lo en".split(), lengths, strict=False)
        )
        made = widths(columns)
        assert sum(made) == 100
        found |= set(made)
    assert found - known == set()


@pytest.mark.parametrize("language", ["en", "lo", "km"])
def test_columns_of_a_long_text_end_nearly_level(language):
    measured = engine.measure(beside(language, 1), layout="bilingual").measured
    lines = [sum(row["lines"] for row in measured["blocks"] if (" " in row["key"]) == source) for source in (True, False)]
    assert abs(lines[0] - lines[1]) < 0.15 * max(lines)


def test_row_longer_than_a_side_begins_where_it_stands_goes_on_and_loses_nothing(press):
    text = " ".join(f"câu{number}" for number in range(1, 1500))
    made = lay_out(press, pair(Block("heading", "Mở đầu", key="h"), Block("text", text, key="t")), "bilingual")
    assert [page for key, page in cells(made) if key in ("h", "t")] == [1, *range(1, len(made.pages) + 1)]
    lines = [
        [first_baseline(cell) for cell in found] for (key, page), found in cells(made).items() if key == "t" and page < len(made.pages)
    ]
    assert [page for page, (left, right) in enumerate(lines, 1) if abs(left - right) > 0.1] == []
    words = plain("".join(box.text for page in made.pages for box in descendants(page._page_box) if type(box).__name__ == "TextBox"))
    assert [words.count(f"câu{number}câu") for number in (1, 700, 1400)] == [2, 2, 2]


def test_text_of_as_many_lines_in_each_language_goes_line_beside_line():
    two, three = Block("text", "một\nhai", key="a"), Block("text", "một\nhai\nba", key="a")
    assert [[cell.item.text for cell in row.cells] for row in rows(pair(two), KINDS)] == [["một"] * 2, ["hai"] * 2]
    assert [[cell.item.text for cell in row.cells] for row in rows(pair(two, vietnamese=(three,)), KINDS)] == [[three.text, two.text]]


def test_place_that_is_not_translated_yet_keeps_its_empty_cell_and_only_a_proof_says_so():
    lao = Block("text", articles("lo")[3][1], key="b")
    document = pair(Block("text", "", key="a"), lao, vietnamese=(Block("text", articles("vi")[1][1], key="a"), replace(lao, text="Ba.")))
    assert [[bool(cell.item) for cell in row.cells] for row in rows(document, KINDS)] == [[True, False], [True, True]]
    notes = [compose(document, "bilingual", variant).html.count('<p class="small missing"') for variant in ("screen", "proof")]
    assert notes == [0, 1]


def test_place_that_both_leave_empty_is_left_out():
    assert rows(pair(Block("text", "", key="a"), Block("text", "ສອງ", key="b")), KINDS)[0].cells[0].item.text == "ສອງ"


def test_what_only_the_source_has_stands_where_the_source_has_it():
    first, second, third = (Block("text", text, key=text) for text in ("một", "hai", "ba"))
    found = rows(pair(first, third, vietnamese=(first, second, third)), KINDS)
    assert [[cell.item.text if cell.item else None for cell in row.cells] for row in found] == [["một"] * 2, ["hai", None], ["ba"] * 2]


def test_numbers_points_notes_and_tables_keep_to_their_row():
    blocks = (
        Block("list_item", "một", {"ordered": True}, key="1"), Block("list_item", "hai", {"ordered": True}, key="2"), Block("list_item", "điểm", key="3"),
        Block("text", "chữ", key="4"), Block("footnote", "chú", key="5"), Block("footnote", "thích", key="6"), Block("quote", "lời", key="7"),
        *(Block("table_cell", str(column), {"row": 0, "column": column}, key=f"t{column}") for column in range(2)),
        Block("heading", "mục", key="8"),
        *(Block("table_cell", str(column), {"row": 0, "column": column}, key=f"w{column}") for column in range(5)),
    )  # fmt: skip
    found = rows(pair(*blocks), KINDS)
    assert [(row.kind, row.across, row.marks) for row in found] == [
        ("steps", False, []), ("steps", False, []), ("points", False, []), ("text", False, ["1", "2"]), ("note", False, ["1"]), ("note", False, ["2"]),
        ("quote", False, []), ("table", False, []), ("heading", False, []), ("table", True, []), ("table", True, []),
    ]  # fmt: skip
    assert [cell.item.mark for cell in found[1].cells] == ["2", "2"]
    assert engine.measure(pair(*blocks), layout="bilingual").findings == ()


def test_picture_goes_across_all_columns_and_its_words_stand_beside_each_other(press, picture):
    document = pair(Block("picture", "ພູ", picture=picture, alternative="Đồi", credit="Ảnh: Y Thử", key="p"))
    made = lay_out(press, document, "bilingual")
    image = next(box for box in elements(made) if (box.element.get("src") or "").startswith("asset:picture/"))
    assert round(image.width / MM) == 178
    assert [row.kind for row in rows(document, KINDS)] == ["picture", "caption"]


def test_setting_refuses_a_document_without_the_languages_to_stand_beside_it():
    with pytest.raises(ValueError, match="3 languages"):
        compose(beside("lo", 1), "trilingual", "screen")
