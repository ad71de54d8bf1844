"""The library as a reader meets it: found by words, narrowed by links, helpful where nothing is found."""

from html import unescape

import pytest
from lxml.html import fromstring

from kontum_ttdn.search import index
from products import actions
from products.content import item
from products.queries.public import forget_counts
from tests.products import shelves

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(desk):
    """A work that readers have in Vietnamese and in English."""
    desk.fill()
    desk.approve()
    actions.publish(edition=desk.edition(), by=desk.approver)
    desk.write("en", ["Library of the village", "Read in your own language", "Open it", "Scan the code to read."])
    desk.approve("en")
    actions.publish(edition=desk.edition("en"), by=desk.approver)
    index.tend()
    return desk


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_word_without_accents_leads_to_the_work_and_is_lit_in_its_own_spelling(client, opened):
    page = text_of(client, "/vi/library/?q=thu+vien")
    assert f'<a href="/vi/library/{opened.product.code}/"><mark>Thư viện</mark> của bản</a>' in page
    assert f'href="/en/library/{opened.product.code}/" hreflang="en"' in page


def test_word_that_only_another_language_has_is_answered_with_the_way_there(client, opened):
    page = text_of(client, "/vi/library/?q=village")
    assert "Không tìm thấy “village”" in page
    assert 'href="/en/library/?q=village"' in page
    assert f"/vi/library/{opened.product.code}/" not in page


def test_beginning_of_a_word_is_answered_and_says_so(client, opened):
    page = text_of(client, "/en/library/?q=lib")
    assert "No work has exactly “lib”" in page
    assert "<mark>Library</mark> of the village" in page


def test_withdrawn_work_is_not_found_in_the_very_moment(client, opened):
    actions.withdraw(edition=opened.edition(), by=opened.approver, reason="Sai số liệu.")
    assert "Thư viện</mark>" not in text_of(client, "/vi/library/?q=thu+vien")


def test_facet_is_a_link_that_narrows_and_a_link_that_leaves(client, opened):
    kind = opened.product.kind.code
    page = text_of(client, f"/en/library/?q=library&kind={kind}")
    assert 'href="?q=library"' in page and "Library</mark> of the village" in page
    assert "Nothing found" in text_of(client, "/en/library/?q=library&kind=nothing")


def test_whole_shelf_is_narrowed_by_links_where_something_divides_it(client, opened, department):
    address = "//nav//details//a[starts-with(@href, '?carrier=')]/@href"
    assert fromstring(text_of(client, "/vi/library/")).xpath(address) == []
    first = shelves.fill(1, unit=department)[0].editions.get()
    content = [item("1", "picture", "Nhà", picture={"sha256": "0" * 64, "credit": "-"})]
    first.published.content = content
    first.published.save(update_fields=["content"])
    index.rebuild()
    forget_counts()
    assert sorted(fromstring(text_of(client, "/vi/library/")).xpath(address)) == ["?carrier=picture", "?carrier=text"]


def test_what_is_found_is_turned_page_by_page_until_all_of_it_was_seen(client, department):
    works = shelves.fill(45, unit=department)
    index.rebuild()
    seen, turned, way = [], [], "?kind=leaflet"
    while way:
        page = fromstring(text_of(client, f"/vi/library/{way}"))
        seen += page.xpath("//article//h3/a/@href")
        turned.append((page.xpath("//a[@rel='prev']/@href"), page.xpath("//a[@rel='next']/@href")))
        way = next(iter(turned[-1][1]), "")
    first, second, third = (f"?kind=leaflet&page={number}" for number in (1, 2, 3))
    assert turned == [([], [second]), ([first], [third]), ([second], [])]
    assert sorted(seen) == sorted(f"/vi/library/{work.code}/" for work in works)


def test_titles_are_offered_as_lines_for_the_script_and_as_a_page_without_it(client, opened):
    assert "Library of the village" in text_of(client, "/en/library/suggest/?q=lib")
    lines = client.get("/en/library/suggest/?q=lib", headers={"X-Part": "options"}).content.decode()
    assert lines.strip() == '<option value="Library of the village"></option>'


@pytest.mark.parametrize(
    "query", ["%", "*", "'", '"', "\\", "\u202e" * 9, "a" * 10_000, "{}", "NEAR(a b)", "a AND NOT b", "-a", ":*", "&|!()<->", "ກ", "ៈ"]
)
def test_nothing_that_is_typed_is_an_error(client, opened, query):
    for page in ("", "0", "-1", "999999999999", "x", "٣"):
        assert client.get("/vi/library/", {"q": query, "page": page, "kind": query, "year": page}).status_code == 200
    assert client.get("/vi/library/suggest/", {"q": query}).status_code == 200


def test_page_of_results_costs_the_same_however_many_are_found(client, opened, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        client.get("/vi/library/?q=thu+vien")


def test_staff_box_finds_what_readers_do_not_have_yet_for_its_own_unit_alone(as_user, desk, stranger):
    desk.fill()
    index.tend()
    assert "<mark>Thư viện</mark> của bản" in text_of(as_user(desk.writer), "/vi/search/?q=thu+vien")
    assert "của bản" not in text_of(as_user(stranger), "/vi/search/?q=thu+vien")
    assert "của bản" not in text_of(as_user(desk.writer), "/vi/library/?q=thu+vien")
