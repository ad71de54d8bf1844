"""What a phone is told of a work that a reader wants to keep: each file by size and name, what changed, what was withdrawn and why."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from kontum_ttdn.printing.models import PrintedFile
from products import actions
from products.models import Sheet
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
ADDRESS = f"/vi/library/{CODE}/kept.json"


@pytest.fixture
def opened(desk):
    """A published work with one form to take along."""
    desk.fill()
    desk.publish()
    _sheet(desk, "leaflet", "a" * 64, 41_000)
    return desk


def _sheet(desk, layout: str, sha256: str, size: int) -> None:
    printed = PrintedFile(content_key=sha256, layout=layout, variant="screen", language="vi", pages=2, bytes=size, sha256=sha256)
    printed.file.save("a.pdf", ContentFile(b"%PDF"))
    edition = desk.edition()
    Sheet.objects.create(edition=edition, revision=edition.published, layout=layout, variant="screen", file=printed)


def told(client, address=ADDRESS) -> dict:
    return client.get(address).json()


def test_manifest_names_every_file_of_the_work_with_its_size(client, opened):
    manifest = told(client)
    page, sheet = manifest.pop("files")
    real = len(client.get(manifest["page"]).content)
    assert manifest == {
        "address": ADDRESS,
        "page": f"/vi/library/{CODE}/",
        "title": "Thư viện của bản",
        "tag": "vi",
        "revision": 1,
        "behind": False,
    }
    assert (page["url"], page["part"], 0.7 * real < page["bytes"] < 1.3 * real) == (f"/vi/library/{CODE}/", "page", True)
    assert sheet == {"url": f"/vi/library/{CODE}/vi/leaflet.pdf", "sha256": "a" * 64, "bytes": 41_000, "part": "pdf-leaflet"}


def test_new_words_change_the_page_alone_and_no_word_changes_nothing(client, opened):
    before = told(client)
    assert told(client) == before
    opened.fill(mark=" mới")
    opened.publish()
    _sheet(opened, "leaflet", "b" * 64, 42_000)
    changed = [file["part"] for file, had in zip(told(client)["files"], before["files"], strict=True) if file != had]
    assert (told(client)["revision"], changed) == (2, ["page", "pdf-leaflet"])


def test_language_that_is_missing_keeps_what_its_page_shows(client, opened):
    manifest = told(client, f"/lo/library/{CODE}/kept.json")
    assert (manifest["page"], manifest["tag"], manifest["revision"]) == (f"/lo/library/{CODE}/", "vi", 1)
    assert manifest["files"][0]["sha256"] == told(client)["files"][0]["sha256"]
    opened.write("lo", ["ກ", "ຂ", "ຄ", "ງ"])
    opened.publish("lo")
    assert told(client, f"/lo/library/{CODE}/kept.json")["files"][0]["sha256"] != manifest["files"][0]["sha256"]


def test_major_change_that_is_still_missing_is_said_and_changes_the_page(client, desk):
    bench = Bench(desk).do("vi a=1 ! | en ! | vi publish | en publish")
    address = f"/en/library/{bench.product.code}/kept.json"
    before = told(client, address)
    bench.do("vi a=2 !3")
    after = told(client, address)
    assert (before["behind"], after["behind"], after["revision"]) == (False, True, before["revision"])
    assert after["files"][0]["sha256"] != before["files"][0]["sha256"]


def test_withdrawn_work_answers_gone_with_the_reason_and_an_unknown_one_was_never_there(client, opened):
    actions.withdraw(edition=opened.edition(), by=opened.approver, reason="Sai số liệu.")
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.json()) == (410, {"title": "Thư viện của bản", "why": "Sai số liệu."})
    assert client.get("/vi/library/khong-co/kept.json").status_code == 404


def test_manifest_asked_for_again_costs_no_body(client, opened):
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, first["Cache-Control"]) == (304, b"", "no-cache")


def test_manifest_costs_the_same_statements_whatever_is_on_the_page(client, opened, django_assert_num_queries):
    client.get(ADDRESS)  # names of kinds are read once a minute
    with django_assert_num_queries(3):
        client.get(ADDRESS)
    _sheet(opened, "poster", "c" * 64, 1)
    with django_assert_num_queries(3):
        client.get(ADDRESS)


def test_offer_shows_the_size_of_each_part_before_anything_is_fetched(client, opened):
    page = client.get(f"/en/shelf/?keep={CODE}").content.decode()
    assert "41\u00a0KB" in page and 'value="pdf-leaflet"' in page and f'data-offer="/en/library/{CODE}/kept.json"' in page
    assert "There is no such work to keep." in client.get("/en/shelf/?keep=" + "%E2%80%AE" * 3000).content.decode()


def test_newest_works_are_named_in_one_statement_however_many(client, opened, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = told(client, "/vi/shelf/newest.json")
    assert answer == {"works": [ADDRESS]}
    assert told(client, "/km/shelf/newest.json") == {"works": []}


def test_who_is_signed_in_gets_no_shelf_and_no_script_for_one(as_user, writer, opened):
    browser = as_user(writer)
    page = browser.get(f"/en/shelf/?keep={CODE}")
    assert ("no-store" in page["Cache-Control"], b"shelf_page" in page.content, b"While you are signed in" in page.content) == (
        True,
        False,
        True,
    )
    assert b"data-to-shelf" not in browser.get(f"/en/library/{CODE}/").content


@pytest.mark.parametrize(("language", "tag"), [("vi", "vi"), ("lo", "lo"), ("sed", "vi")])
def test_application_opens_the_shelf_in_its_language(client, language, tag):
    said = json.loads(client.get(f"/{language}/app.webmanifest").content)
    assert (said["lang"], said["start_url"], said["scope"]) == (tag, f"/{language}/shelf/", "/")
    names = [
        re.sub(r"\.[0-9a-f]{12}\.", ".", icon["src"].removeprefix("/static/")) for icon in said["icons"]
    ]  # without the hash, where there is one
    assert len(names) == 3 and [name for name in names if finders.find(name) is None] == []


def test_worker_stands_at_the_root_and_costs_nothing_when_asked_for_again(client):
    worker = client.get("/worker.js")
    again = client.get("/worker.js", headers={"if-none-match": worker["ETag"]})
    assert (worker["Content-Type"], worker["Service-Worker-Allowed"], again.status_code) == ("text/javascript", "/", 304)
    assert worker.content.index(b"const Shelf") < worker.content.index(b"addEventListener")
