"""What a phone is given: to whom, of what, until when, how much."""

import base64
import json
from datetime import date

import pytest
from django.utils import timezone

from border_db.actions.entries import change_entry, strike_entry
from border_db.models import Sensitivity
from kontum_ttdn.people.actions import add_person
from kontum_ttdn.pocket import registry
from kontum_ttdn.pocket.queries import filled
from kontum_ttdn.pocket.registry import Group, Item, Line
from kontum_ttdn.pocket.sealing import WIDTH, digests
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
HERE = {"headers": {"sec-fetch-site": "same-origin"}, "content_type": "application/json"}


@pytest.fixture
def only(monkeypatch):
    """`only(item, …)`: nothing else is offered."""

    def offer(*items):
        monkeypatch.setattr(registry, "_sources", {})
        registry.add_source("only", lambda user: items)

    return offer


def told(browser) -> dict[str, dict]:
    """All that a browser is given, by key, as a phone asks for it."""
    said = browser.post("/vi/pocket/compare/", {"digests": ""}, **HERE).json()
    pairs = [base64.b64decode(bucket) for bucket in said["differ"].values()]
    ids = [pair[at : at + WIDTH] for pair in pairs for at in range(0, len(pair), 2 * WIDTH)]
    if not ids:
        return {}
    answer = browser.post("/vi/pocket/items/", {"ids": base64.b64encode(b"".join(ids)).decode()}, **HERE).json()
    assert answer["done"] == len(ids)
    return {item["key"]: item for _id, _seal, item in answer["items"]}


def test_officer_gets_what_may_leave_the_house_and_nothing_internal_or_of_a_person(keep, clerk, department, post_officer, as_user):
    gate = keep("gates", hours="7:00 - 17:00", names={"lo": "ດ່ານທົດລອງ"}, aliases=["Cua khau Thu"], note="Gần chợ")
    keep("posts", post=department, place_in_line=77123)
    closed = keep("gates", name="Cửa khẩu Kín", sensitivity=Sensitivity.INTERNAL)
    keep("facts", name="Điều Kín", value="31337", sensitivity=Sensitivity.INTERNAL)
    gone = keep("markers")
    strike_entry(entry=gone, why="Nhập nhầm", by=clerk)
    secret = keep("documents", name="Kế hoạch kín", number="9/KH", sensitivity=Sensitivity.INTERNAL)
    paper = keep("documents", force="replaced", replaced_by=secret)
    person = add_person(name="Y Thử", unit=department, purpose="contact", basis="duty", by=clerk, keep_until=date(2099, 1, 1))
    keep("key-persons", person=person)
    keep("media", person=person)
    keep("exemplars", person=person)
    found = told(as_user(post_officer))
    assert {f"border.gates.{gate.pk}", f"border.documents.{paper.pk}"} <= set(found)
    assert f"border.gates.{closed.pk}" not in found and f"border.markers.{gone.pk}" not in found
    said = json.dumps(found, ensure_ascii=False)
    assert [word for word in ("Kín", "kín", "31337", "77123", "Y Thử", "Già làng", "Phóng viên", "key-persons") if word in said] == []
    kept = found[f"border.gates.{gate.pk}"]
    assert (kept["title"], kept["names"], kept["source"]) == ("Cửa khẩu Thử", ["Cua khau Thu"], "Báo Thử, 2020")
    assert ["ດ່ານທົດລອງ", "ພາສາລາວ", "lo"] in kept["lines"] and ["Gần chợ", "ghi chú", "vi"] in kept["lines"]
    assert "7:00 - 17:00" in [text for text, _label, _tag in kept["lines"]]


def test_nobody_else_is_given_anything(client, keep, as_user, department):
    keep("gates")
    without = as_user(UserFactory(unit=department, roles=[]))
    for address in ("/vi/pocket/compare/", "/vi/pocket/items/"):
        assert client.post(address, {"digests": ""}, **HERE).status_code == 302  # to sign in: the script tells it from 403
        assert without.post(address, {"digests": ""}, **HERE).status_code == 403
    assert client.get("/vi/pocket/").status_code == 200


def test_questions_of_other_sites_and_broken_ones_are_refused(post_officer, as_user):
    browser = as_user(post_officer)
    asked = {"digests": ""}
    assert browser.post("/vi/pocket/compare/", asked, content_type="application/json").status_code == 400
    assert (
        browser.post("/vi/pocket/compare/", asked, content_type="application/json", headers={"sec-fetch-site": "cross-site"}).status_code
        == 400
    )
    for broken in ({}, [], {"digests": 5}, {"digests": "*"}, {"digests": "AAAA"}, {"digests": None}):
        assert browser.post("/vi/pocket/compare/", broken, **HERE).status_code == 400
    many = base64.b64encode(bytes(501 * WIDTH)).decode()
    for broken in ({}, {"ids": ""}, {"ids": "AAAA"}, {"ids": many}, {"ids": ["a"]}):
        assert browser.post("/vi/pocket/items/", broken, **HERE).status_code == 400
    assert browser.post("/vi/pocket/items/", b"{", **HERE).status_code == 400


def test_what_ended_is_not_given_and_its_last_day_counts(only, post_officer):
    only(
        Item("a", Group.ANSWERS, "-", until=date(2026, 5, 4)),
        Item("b", Group.ANSWERS, "-", until=date(2026, 5, 5)),
        Item("c", Group.ANSWERS, "-"),
    )
    assert [one.item.key for one in filled(post_officer, on=date(2026, 5, 5)).sealed.values()] == ["b", "c"]


def test_beyond_the_limit_the_last_are_left_out_and_counted(only, post_officer):
    long = tuple(Item(str(number), Group.REGISTERS if number > 2 else Group.ANSWERS, "-", lines=(Line("x" * 1000),)) for number in range(6))
    only(*long, Item("small", Group.WORKS, "-"))
    held = filled(post_officer, on=TODAY(), most=4500)
    assert [one.item.key for one in held.sealed.values()] == ["0", "1", "2", "3"]
    assert held.left_out == {"registers": 2, "works": 1}


def test_phone_that_has_all_is_told_nothing_and_a_change_travels_alone(keep, clerk, post_officer, as_user):
    gates = [keep("gates", name=f"Lối mở {number}") for number in range(20)]
    browser = as_user(post_officer)
    first = told(browser)
    before = filled(post_officer, on=TODAY())
    change_entry(entry=gates[3], version=1, by=clerk, why="-", hours="8:00")

    def compared(seals):
        return browser.post("/vi/pocket/compare/", {"digests": base64.b64encode(digests(seals)).decode()}, **HERE).json()["differ"]

    differ = compared(before.seals)
    assert len(differ) == 1 and len(first) == 20
    assert compared(filled(post_officer, on=TODAY()).seals) == {}


def test_answers_travel_compressed(keep, post_officer, as_user):
    for number in range(30):
        keep("gates", name=f"Lối mở {number}")
    answer = as_user(post_officer).post(
        "/vi/pocket/compare/", {"digests": ""}, **(HERE | {"headers": HERE["headers"] | {"accept-encoding": "gzip"}})
    )
    assert (answer["Content-Encoding"], answer["Cache-Control"]) == ("gzip", "private, no-store")


@pytest.mark.parametrize("code", ["lo", "km"])
def test_day_of_the_pocket_is_said_in_the_language_of_the_page(code, client):
    assert "Tính đến ngày" in client.get("/vi/pocket/").content.decode()
    assert "Tính đến ngày" not in client.get(f"/{code}/pocket/").content.decode()
