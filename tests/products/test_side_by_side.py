"""Two languages of one work side by side: aligned by their blocks, only what readers have, nothing of what they do not."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products import actions
from products.queries.reading import Item
from products.queries.side_by_side import aligned

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
PAGE = f"/vi/library/{CODE}/"


@pytest.fixture
def two(desk):
    """A work that readers have in Vietnamese and in English; Lao waits approved."""
    desk.fill()
    desk.publish()
    desk.write("en", ["Library of the village", "Read in your own language", "Open it", "Scan the code to read."])
    desk.publish("en")
    desk.fill("lo", " (lo)")
    desk.approve("lo")
    return desk


def page_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def paragraph(key: str, text: str = "") -> Item:
    return Item("text", text or key, key=key)


def keys(pairs) -> list[tuple]:
    return [(pair.own and pair.own.key, pair.other and pair.other.key) for pair in pairs]


def test_blocks_stand_beside_themselves_whatever_one_side_lacks_or_has_moved():
    own = [paragraph(key) for key in "abcd"]
    assert keys(aligned(own, [paragraph(key) for key in "abcd"])) == [("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")]
    assert keys(aligned(own, [paragraph(key) for key in "axcyz"])) == [
        ("a", "a"), ("b", None), (None, "x"), ("c", "c"), ("d", None), (None, "y"), (None, "z")
    ]  # fmt: skip
    assert keys(aligned(own, [paragraph(key) for key in "dcba"])) == [("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")]
    assert keys(aligned([], [paragraph("a")])) == [(None, "a")]


def test_entries_of_a_list_are_aligned_one_by_one_with_their_own_numbers():
    entries = [{"key": key, "text": key} for key in "abc"]
    listed = Item("list", options={"ordered": True, "start": 4}, entries=entries, key="a")
    pairs = aligned([listed], [Item("list", options={"ordered": True, "start": 1}, entries=entries[1:], key="b")])
    assert keys(pairs) == [("a", None), ("b", "b"), ("c", "c")]
    assert [(pair.own.options["start"], pair.other and pair.other.options["start"]) for pair in pairs] == [(4, None), (5, 1), (6, 2)]


def test_table_stays_whole_and_finds_its_other_self_by_any_of_its_cells():
    table = Item("table", entries=[[{"key": "a"}, {"key": "b"}]], key="a")
    assert keys(aligned([table], [Item("table", entries=[[{"key": "b"}]], key="b")])) == [("a", "b")]


def test_each_side_stands_in_its_own_language_and_each_id_once(client, two):
    page = page_of(client, f"{PAGE}?beside=en")
    key = two.block(3).key
    assert f'<p id="b-{key}">Quét mã để đọc.</p>' in page and f'<p id="o-{key}">Scan the code to read.</p>' in page
    assert '<div class="stack" lang="vi">' in page and '<div class="stack other" lang="en">' in page
    assert page.count(f"-{key}") == 2


def test_only_languages_that_readers_have_are_offered_and_the_text_itself_is_not(client, two):
    page = page_of(client, PAGE)
    assert f'href="{PAGE}?beside=en"' in page
    assert [code for code in ("vi", "lo", "km", "sed") if f"?beside={code}" in page] == []


@pytest.mark.parametrize("language", ["lo", "km"])
def test_language_that_readers_do_not_have_is_named_and_nothing_of_it_is_shown(client, two, language):
    page = page_of(client, f"{PAGE}?beside={language}")
    assert "Quét mã để đọc." in page and 'id="beside-note"' in page
    assert ("(lo)" in page, 'class="pair"' in page) == (False, False)


def test_withdrawn_language_leaves_the_side_at_once_and_the_note_leads_to_its_reason(client, two):
    actions.withdraw(edition=two.edition("en"), by=two.approver, reason="The address has changed.")
    page = page_of(client, f"{PAGE}?beside=en")
    assert ("Scan the code" in page, f'href="/en/library/{CODE}/"' in page.partition('id="beside-note"')[2].partition("</div>")[0]) == (
        False,
        True,
    )


def test_withdrawn_text_shows_its_reason_and_not_the_language_beside_it(client, two):
    actions.withdraw(edition=two.edition(), by=two.approver, reason="Sai số liệu.")
    page = page_of(client, f"{PAGE}?beside=en", 410)
    assert ("Sai số liệu." in page, "Scan the code" in page) == (True, False)
    still = page.partition('id="still"')[2].partition("</nav>")[0]
    assert (f'href="/en/library/{CODE}/"' in still, "/lo/" in still) == (True, False)


def test_language_that_the_portal_does_not_have_is_not_found(client, two):
    nonsense = ["xx", "VI", "en,lo", "e" * 10_000, "\u202een", "'", "../en"]
    assert [client.get(PAGE, {"beside": said}).status_code for said in nonsense] == [404] * len(nonsense)


def test_text_is_never_beside_itself(client, two):
    page = page_of(client, f"{PAGE}?beside=vi")
    assert ('class="pair"' in page, 'id="beside-note"' in page) == (False, False)


def test_languages_keep_the_second_one_and_change_sides_with_it(client, two):
    page = page_of(client, f"{PAGE}?beside=en")
    assert f'href="/en/library/{CODE}/?beside=vi"' in page and f'href="/km/library/{CODE}/?beside=en"' in page


def statements(client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)


def test_second_language_costs_two_statements_however_long_the_text_is(client, two):
    costs = []
    for first, last in ((4, 4), (4, 14)):
        for place in range(first, last):
            actions.add_block(product=two.product, kind="text", by=two.writer)
            two.words("vi", place, f"Dòng {place}")
        if last > first:
            two.publish(significance=2)
        client.get(PAGE)
        costs.append(statements(client, f"{PAGE}?beside=en") - statements(client, f"{PAGE}?beside=vi"))
    assert costs == [2, 2]  # its words, and those of the first language, which the page of one language keeps
