import pytest

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.flow import Item, Part
from kontum_ttdn.printing.parting import parted, weight

LINE = 40
BREAK = Part("panel_break", [Item("")])


def heading(name: str) -> Part:
    return Part("heading", [Item(name)])


def text(lines: int) -> Part:
    return Part("text", [Item("a" * LINE * lines)])


def section(name: str, lines: int) -> list[Part]:
    return [heading(name), text(lines)]


def shown(groups: list[list[Part]]) -> list[list[str]]:
    """Headings by their names, texts by their lines, lists by their marks."""
    return [[part.item.text if part.kind == "heading" else _shown(part) for part in group] for group in groups]


def _shown(part: Part) -> str:
    return "".join(item.mark for item in part.items) or str(len(part.item.text) // LINE)


def test_breaks_divide_the_body_where_its_author_set_them():
    body = [text(1), BREAK, text(30), BREAK, text(2)]
    assert shown(parted(body, 3, LINE)) == [["1"], ["30"], ["2"]]


def test_one_break_more_gives_one_group_more():
    assert shown(parted([text(1), BREAK, text(2), BREAK, text(3)], 2, LINE)) == [["1"], ["2"], ["3"]]


def test_breaks_for_a_sheet_of_more_panels_are_kept_where_they_part_most_evenly():
    body = [text(2), BREAK, text(3), BREAK, text(4), BREAK, text(1)]
    assert shown(parted(body, 2, LINE)) == [["2", "3"], ["4", "1"]]


def test_body_without_breaks_is_parted_evenly_at_headings():
    body = [*section("A", 4), *section("B", 5), *section("C", 9), *section("D", 3), *section("E", 6)]
    assert shown(parted(body, 3, LINE)) == [["A", "4", "B", "5"], ["C", "9"], ["D", "3", "E", "6"]]


def test_one_break_stays_and_the_longer_group_is_parted_once_more():
    body = [*section("A", 3), BREAK, *section("B", 6), *section("C", 6)]
    assert shown(parted(body, 3, LINE)) == [["A", "3"], ["B", "6"], ["C", "6"]]


def test_body_without_headings_is_parted_between_paragraphs():
    assert shown(parted([text(4), text(4), text(4), text(4)], 2, LINE)) == [["4", "4"], ["4", "4"]]


def test_heading_is_never_the_last_thing_of_a_panel():
    assert shown(parted([text(3), heading("A"), heading("B"), text(3)], 2, LINE)) == [["3"], ["A", "B", "3"]]


def test_one_heading_far_from_the_middle_does_not_leave_a_panel_almost_empty():
    body = [*section("A", 2), heading("B"), text(9), text(9)]
    assert shown(parted(body, 2, LINE)) == [["A", "2", "B", "9"], ["9"]]


def test_steps_of_one_list_may_stand_on_both_sides_of_a_fold_and_stay_lists():
    steps = Part("steps", [Item("a" * LINE, mark=str(number)) for number in range(1, 6)])
    assert shown(parted([heading("A"), steps], 2, LINE)) == [["A", "12"], ["345"]]


def test_less_than_a_thing_for_each_panel_leaves_panels_empty():
    assert shown(parted([heading("A"), text(2)], 3, LINE)) == [["A", "2"]]
    assert parted([], 3, LINE) == []


@pytest.mark.parametrize("body", [[BREAK, text(1), BREAK, BREAK, text(2), BREAK], [text(1), BREAK, text(2)]])
def test_break_with_nothing_before_or_behind_it_makes_no_empty_panel(body):
    assert shown(parted(body, 2, LINE)) == [["1"], ["2"]]


def test_nothing_is_lost_and_nothing_changes_its_place_however_long_the_text():
    body = [part for number in range(400) for part in section(str(number), 1 + number % 7)]
    groups = parted(body, 3, LINE)
    assert len(groups) == 3
    assert [part for group in groups for part in group] == body


def test_weight_counts_visible_letters_and_not_the_marks_over_them():
    assert weight(Part("text", [Item("ê̆" * LINE)]), LINE) == weight(Part("text", [Item("e" * LINE)]), LINE)
    assert weight(text(3), LINE) - weight(text(1), LINE) == 2


def test_numbered_steps_go_on_over_a_break_and_begin_anew_behind_a_heading():
    steps = [Block("list_item", "Bước", {"ordered": True})] * 2
    blocks = (*steps, Block("panel_break"), *steps, Block("panel_break"), Block("heading", "Mục"), *steps)
    parts = flow.parts(Document("Tên", "km", blocks=blocks), ("list_item", "panel_break", "heading"))
    assert [[item.mark for item in part.items] for part in parts if part.kind == "steps"] == [["១", "២"], ["៣", "៤"], ["១", "២"]]


def test_footnote_behind_a_break_stays_with_the_words_before_it():
    blocks = (Block("text", "Lời"), Block("panel_break"), Block("footnote", "Chú thích"), Block("text", "Sau"))
    groups = parted(flow.parts(Document("Tên", "vi", blocks=blocks), ("text", "footnote", "panel_break")), 2, LINE)
    assert [[(part.item.text, part.item.notes) for part in group] for group in groups] == [[("Lời", ["Chú thích"])], [("Sau", [])]]
