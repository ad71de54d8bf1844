"""The library as reading apps meet it: from the door through every shelf, by words, and nothing twice."""

from datetime import timedelta

import pytest

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.search import index
from products import reference
from products.models import Edition
from products.queries.feeds import ON_SHELF
from tests.benchmarks import _shelf
from tests.factories import UserFactory
from tests.products.told import CODE, SITE, SPACES, texts, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_catalogue_leads_from_the_door_through_every_page_of_a_shelf_and_meets_each_work_once(client, department):
    reference.load()
    writer = UserFactory(unit=department, roles=["writer"])
    _shelf.seed(1, 70, unit=department, by=writer)
    Edition.objects.filter(product__gt=20).update(day=_shelf.FIRST_DAY + timedelta(days=400))  # many on one day
    door = tree(client, "/opds")
    assert texts(door, "a:entry/a:link[@rel='subsection']/@href") == [f"{SITE}/opds/{code}" for code in CODES]
    newest = Edition.objects.filter(language="vi").latest("day").day.isoformat()
    assert {stamp[:10] for stamp in texts(door, "//a:updated")} == {newest}
    met, address = [], "/opds/vi"
    while address:
        page = tree(client, address)
        met += texts(page, "a:entry/a:id")
        following = texts(page, "a:link[@rel='next']/@href")
        address = following[0].removeprefix(SITE) if following else ""
    assert met == [f"{SITE}/w/to-roi-{number}/vi" for number in range(70, 0, -1)]
    assert ON_SHELF < 70


def test_catalogue_offers_files_and_links_the_translations(told_work, client):
    entry = tree(client, "/opds/vi").find("a:entry", SPACES)
    files = {link.get("type"): link.get("href") for link in entry.xpath("a:link[contains(@rel, 'acquisition')]", namespaces=SPACES)}
    assert files["application/pdf"] == f"{SITE}/vi/library/{CODE}/vi/leaflet.pdf?via=opds"
    assert texts(entry, "a:link[@rel='related']/@href") == [f"{SITE}/opds/en/{CODE}"]
    alone = tree(client, f"/opds/en/{CODE}")
    assert (alone.tag, texts(alone, "a:id"), texts(alone, "dc:language")) == (f"{{{SPACES['a']}}}entry", [f"{SITE}/w/{CODE}/en"], ["en"])


def test_search_of_the_catalogue_finds_in_one_language_or_in_all(told_work, client):
    index.tend()
    terms = texts(tree(client, "/opds/search.xml"), "o:Url/@template")[0].removeprefix(SITE)
    assert terms == "/opds/search?q={searchTerms}&language={language?}&page={startPage?}"
    met = {
        language: texts(tree(client, f"/opds/search?q=thu+vien&language={language}"), "a:entry/a:id")
        for language in ("vi", "en", "*", "lo")
    }
    vi, en = f"{SITE}/w/{CODE}/vi", f"{SITE}/w/{CODE}/en"
    assert (met["vi"], met["en"], set(met["*"]), met["lo"]) == ([vi], [en], {vi, en}, [])
    assert texts(tree(client, "/opds/search?q=thu+vien"), "o:totalResults") == ["2"]
    for page in ("0", "-1", "9" * 40, "x", "٣", ""):
        assert client.get("/opds/search", {"q": "\u202e%" + "a" * 10_000, "page": page, "language": page}).status_code == 200


NO_PLACE = ("x", "0", "-1", "9" * 40, "2026-13-01.1", "2026-01-01", "2026-01-01.٣", "2026-01-01.1\u202e", "2026-01-01." + "9" * 10_000, "'")


def test_place_that_no_page_ever_named_is_not_found(client, db):
    assert {client.get("/opds/vi", {"after": after}).status_code for after in NO_PLACE} == {404}


def test_place_before_all_works_is_an_empty_page_and_an_unknown_language_is_none(client, db):
    assert texts(tree(client, "/opds/vi?after=0001-01-01.1"), "a:entry/a:id") == []
    assert [client.get(address).status_code for address in ("/opds/fr", "/opds/VI", "/opds/fr/x", "/opds/")] == [404] * 4
