"""What counts as earned: pages of source that are new, minutes of sound, shares of several translators."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from products import measuring
from products.content import item


def content(**texts: str) -> list[dict]:
    return [item(key, "text", text) for key, text in texts.items()]


def test_size_of_a_page_is_data_with_its_source_and_says_that_it_awaits_confirmation():
    assert (measuring.page_size().characters, measuring.page_size().confirmed) == (1800, False)
    assert "1.800" in measuring.page_size().source


def test_only_blocks_that_say_something_new_count():
    before, now = content(a="một", b="hai", c="ba"), content(a="một", b="hai hai", d="bốn")
    assert measuring.new_keys(now, [before]) == {"b", "d"}
    assert measuring.new_keys(now, []) == {"a", "b", "d"}
    assert measuring.new_keys(now, [now, before]) == measuring.new_keys(now, [before, now]) == set()


def test_characters_are_those_of_the_source_with_blanks_and_without_marks_that_nobody_wrote():
    source, now = content(a="Đọc bằng\u200b tiếng mình"), content(a="ອ່ານ", own="ເພີ່ມ")
    assert measuring.characters(now, source, {"a", "own"}) == {"a": len("Đọc bằng tiếng mình"), "own": len("ເພີ່ມ")}


@pytest.mark.parametrize(("count", "pages"), [(0, "0.00"), (8, "0.00"), (9, "0.01"), (900, "0.50"), (1800, "1.00"), (2709, "1.51")])
def test_pages_are_rounded_to_a_hundredth(count, pages):
    assert measuring.pages(count) == Decimal(pages)


def test_money_is_whole_dong():
    assert [measuring.amount(Decimal(quantity), 75_001) for quantity in ("0.01", "1.50", "0.50")] == [750, 112_502, 37_501]


def test_each_translator_earns_the_blocks_that_were_last_theirs():
    assert measuring.shares({"a": 100, "b": 50}, {"a": 1, "b": 2}, [1, 2, 3]) == {1: 100, 2: 50}
    assert measuring.shares({"a": 100, "b": 51}, {"a": 1, "b": None}, [1, 2]) == {1: 151}
    assert measuring.shares({"a": 101}, {}, [1, 2]) == {1: 51, 2: 50}
    assert measuring.shares({"a": 100}, {"a": 9}, []) == {}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 5000)),
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.none() | st.integers(1, 5)),
    st.sets(st.integers(1, 4), min_size=1),
)
def test_shares_lose_no_character_and_invent_none(by_block, written_by, authors):
    found = measuring.shares(by_block, written_by, authors)
    assert sum(found.values()) == sum(by_block.values())
    assert set(found) <= authors and all(found.values())
