"""The screen at a gate, as a browser without script meets it; the walk with script is tests/e2e/test_kiosk.py."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from products import actions, reference
from tests.benchmarks import _shelf
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


@pytest.fixture
def opened(desk):
    for language in ("vi", "en"):
        desk.fill(language, "" if language == "vi" else " (en)")
        desk.publish(language)
    return desk


def screen(client, address: str):
    answer = client.get(address)
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    return html.fromstring(answer.content)


def works(page) -> list[tuple[str, bool]]:
    """Each work of the round by its language, and whether it is shown."""
    return [(slide.get("lang"), slide.get("hidden") is None) for slide in page.xpath("//section[@lang]")]


def test_screen_shows_works_of_the_chosen_languages_in_turn_and_a_link_steps_on(opened, client):
    page = screen(client, "/lo/kiosk/?languages=en,vi,xx,en")
    assert works(page) == [("en", True), ("vi", False)]
    assert len(page.xpath("//section//svg")) == 2
    (following,) = page.xpath("//a[@data-next]/@href")
    assert works(screen(client, f"/lo/kiosk/{following}")) == [("en", False), ("vi", True)]


def test_screen_without_a_choice_speaks_its_own_language_or_what_there_is(opened, client):
    assert [works(screen(client, f"/{code}/kiosk/")) for code in ("vi", "km")] == [[("vi", True)], [("vi", True), ("en", False)]]


def test_browser_without_script_steps_by_itself_when_it_is_asked_to(opened, client):
    asked = "/vi/kiosk/?languages=vi,en&step=30"
    still, alone = client.get(asked), client.get(f"{asked}&alone=1")
    assert ("Refresh" in still, alone["Refresh"]) == (False, "30; url=/vi/kiosk/?languages=vi%2Cen&step=30&alone=1&at=2")
    assert client.get(f"{asked}&alone=1&at=2")["Refresh"].endswith("at=1")
    page = html.fromstring(still.content)
    assert (page.xpath("//noscript//a/@href"), page.xpath("//@data-stay")) == (["?languages=vi%2Cen&step=30&at=2&alone=1"], ["30"])


def test_withdrawn_work_is_left_out_at_the_next_load_and_an_unchanged_round_costs_no_bytes(opened, client):
    address = "/vi/kiosk/?languages=vi,en"
    held = {"if-none-match": client.get(address)["ETag"]}
    assert client.get(address, headers=held).status_code == 304
    actions.withdraw(edition=opened.edition(), by=opened.approver, reason="Sai số liệu.")
    after = client.get(address, headers=held)
    assert (after.status_code, works(html.fromstring(after.content))) == (200, [("en", True)])


def test_screen_of_an_empty_house_says_so(client, db):
    assert "kiosk-slide" in client.get("/vi/kiosk/").content.decode()
    assert works(screen(client, "/vi/kiosk/")) == []


def test_nothing_that_is_asked_for_is_an_error(opened, client):
    for said in ("", "0", "-1", "9" * 40, "x", "٣", "\u202e", "a" * 10_000):
        answer = client.get("/vi/kiosk/", {"languages": said, "at": said, "step": said, "alone": said})
        assert (answer.status_code, "Refresh" in answer) == (200, False)


def test_round_costs_the_same_with_10_and_with_300_works(client, department):
    reference.load()
    writer, costs = UserFactory(unit=department, roles=["writer"]), []
    for first, last in ((1, 10), (11, 300)):
        _shelf.seed(first, last, unit=department, by=writer)
        with CaptureQueriesContext(connection) as asked:
            assert len(works(screen(client, "/vi/kiosk/?languages=vi,en,lo"))) == (8 + 5 + 3 if last == 10 else 24)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 9
