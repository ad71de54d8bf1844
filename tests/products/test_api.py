"""The library for programs: what readers have, at a fixed price, and nothing of anybody's own."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontum_ttdn.search import index
from products import actions
from products.api import SIZE
from tests.products.shelves import FIRST_DAY, fill

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


@pytest.fixture
def opened(desk):
    """A work that readers have in Vietnamese and in English."""
    desk.fill()
    desk.publish()
    desk.write("en", ["Library of the village", "Read in your own language", "Open it", "Scan the code to read."])
    desk.publish("en")
    index.tend()
    return desk


def test_languages_are_the_nine_with_their_counts(client, opened):
    found = client.get("/api/v1/languages").json()
    assert ([one["works"] for one in found], found[7]["tag"], found[1]["tag"]) == ([1, 0, 0, 0, 0, 0, 1, 0, 0], "lo", "sed-Latn")


def test_work_says_its_editions_and_what_can_be_taken_along(client, opened):
    said = client.get(f"/api/v1/works/{CODE}").json()
    english = said["editions"][1]
    assert [edition["language"] for edition in said["editions"]] == ["vi", "en"]
    assert (said["address"], said["source_language"], said["kind"]) == ("http://127.0.0.1:8000/w/thu-vien-cua-ban", "vi", "leaflet")
    assert english | {"artefacts": 0} == {
        "language": "en", "standing": "published", "title": "Library of the village", "summary": "Read in your own language",
        "published": timezone.localdate().isoformat(), "revision": 1, "withdrawn_because": None, "artefacts": 0,
        "address": f"http://127.0.0.1:8000/w/{CODE}/en", "page": f"http://127.0.0.1:8000/en/library/{CODE}/",
    }  # fmt: skip
    files = {one["media_type"]: urlsplit(one["url"]).path for one in english["artefacts"]}
    assert files == {"application/epub+zip": f"/en/library/{CODE}/en/book.epub", "text/plain": f"/en/library/{CODE}/en/text.txt"}
    assert [client.get(address).status_code for address in files.values()] == [200, 200]


def test_withdrawn_edition_says_why_and_nothing_of_what_it_said(client, opened):
    etag = client.get(f"/api/v1/works/{CODE}")["ETag"]
    actions.withdraw(edition=opened.edition("en"), by=opened.approver, reason="Sai số liệu.")
    answer = client.get(f"/api/v1/works/{CODE}", headers={"If-None-Match": etag})
    english = answer.json()["editions"][1]
    assert (answer.status_code, english["standing"], english["withdrawn_because"]) == (200, "withdrawn", "Sai số liệu.")
    assert (english["summary"], english["artefacts"]) == ("", [])
    assert client.get("/api/v1/works?language=en").json()["items"] == []
    assert client.get("/api/v1/search?q=village").json()["total"] == 0


def test_work_that_readers_never_had_is_not_there(client, desk):
    desk.fill()
    assert [client.get(f"/api/v1/works/{code}").status_code for code in (CODE, "%00", "a" * 9000, "%E2%80%AE", "..%2F")] == [404] * 5


def test_search_finds_without_accents_and_says_what_other_languages_have(client, opened):
    said = client.get("/api/v1/search?q=doc+tieng&language=vi").json()
    assert (said["total"], said["languages"], said["facets"]["kind"]) == (1, {"vi": 1}, {"leaflet": 1})
    assert said["items"] == [{
        "code": CODE, "language": "vi", "title": "Thư viện của bản", "passage": "Đọc bằng tiếng mình", "kind": "leaflet",
        "published": timezone.localdate().isoformat(), "page": f"http://127.0.0.1:8000/vi/library/{CODE}/",
    }]  # fmt: skip
    elsewhere = client.get("/api/v1/search?q=doc+tieng&language=en").json()
    assert (elsewhere["items"], elsewhere["languages"]) == ([], {"vi": 1})
    assert client.get("/api/v1/search?q=").json()["total"] == 0


def test_whole_shelf_comes_once_page_by_page_at_one_price(client):
    works = fill(2 * SIZE + 7, ("lo", "km"), a_day=30)
    address, found, asked = "/api/v1/works?language=lo", [], []
    while address:
        with CaptureQueriesContext(connection) as statements:
            page = client.get(address).json()
        asked.append(len(statements))
        found += [item["code"] for item in page["items"]]
        address = page["next"] and page["next"].removeprefix("http://127.0.0.1:8000")
    assert (found, len(asked), max(asked)) == ([work.code for work in sorted(works, key=lambda work: -work.pk)], 3, 3)
    assert page["items"][-1] | {"languages": 0} == {
        "code": works[0].code, "language": "lo", "title": "Tên 0", "summary": "", "kind": "leaflet", "topic": None, "languages": 0,
        "published": FIRST_DAY.isoformat(), "valid_until": None, "address": f"http://127.0.0.1:8000/w/{works[0].code}/lo",
        "page": f"http://127.0.0.1:8000/lo/library/{works[0].code}/",
    }  # fmt: skip


def test_work_costs_the_same_in_two_languages_and_in_nine(client):
    asked = []
    for languages in (("vi", "en"), ("vi", "sed", "bdq", "jra", "jeh", "brb", "en", "lo", "km")):
        work = fill(1, languages)[0]
        with CaptureQueriesContext(connection) as statements:
            assert len(client.get(f"/api/v1/works/{work.code}").json()["editions"]) == len(languages)
        asked.append(len(statements))
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    "query",
    [
        "language=xx",
        "language=",
        "after=x",
        "after=2026-13-01.1",
        "after=2026-01-01.9" + "9" * 40,
        "after=" + "x" * 10_000,
        "after=%E2%80%AE",
    ],
)
def test_question_that_makes_no_sense_is_refused_in_words(client, query):
    answer = client.get(f"/api/v1/works?{query}")
    assert (answer.status_code, bool(answer.json()["detail"])) == (422, True)


def test_pages_beyond_the_end_are_empty_or_refused(client, opened):
    early = (FIRST_DAY - timedelta(days=9)).isoformat()
    assert client.get(f"/api/v1/works?after={early}.{9 * 10**17}").json() == {"items": [], "next": None}
    for number, code in (("0", 422), ("-1", 422), ("51", 422), ("x", 422), ("٣", 422), ("50", 200)):
        assert client.get("/api/v1/search", {"q": "thu", "page": number}).status_code == code
