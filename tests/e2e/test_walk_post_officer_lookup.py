"""An officer at a post fills the pocket once, and then looks up gates, answers and Lao words with no network; what ended is gone and stays gone."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from border_db import reference
from border_db.actions.entries import add_entry
from border_db.models import Border, Gate, GateClass, Marker
from border_db.registers import REGISTERS
from kontum_ttdn.languages.folding import fold
from kontum_ttdn.pocket import registry, views
from kontum_ttdn.pocket.registry import Group, Item, Line, Sound
from kontum_ttdn.units import reference as units
from kontum_ttdn.units.queries import find
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.test_offline_shelf import IN_CACHES
from tests.e2e.walking import until
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
WORDS = [
    "Cửa khẩu quốc tế Bờ Y", "Đăk Tô", "Xê Đăng", "Ƀơi ɓơi", "hòa hoà", "Drai’ Drai' Draiʼ", "K’Bang", "ê̆ ô̆ ế", "ẤM ỪNG Ỡ", "30/2020/NĐ-CP",
    "ຫນອງຄາຍ ໜອງຄາຍ", "ຫມູ່ ໝູ່", "ນໍ້າ ນ້ຳ", "ເເຂວງ ແຂວງ", "ດ່ານສາກົນພູເກືອ", "ប្រទេស ស្រ្តី ស្ត្រី", "កម្ពុជា", "សូម​អញ្ជើញ", "ចំា ចាំ", "ពេា ពោ ពេីក",
    "ﬁn Straße ΣΑΣ ²", "a\u200bb\u00adc",
]  # fmt: skip
SOUND = "/static/icons/app-192.png"  # whatever lies there: it is brought, kept and taken away like a recording
IN_STORE = """new Promise((resolve) => { const asking = indexedDB.open("pocket");
    asking.onsuccess = () => { const all = asking.result.transaction("items").objectStore("items").getAll();
        all.onsuccess = () => { asking.result.close(); resolve(all.result.map((one) => one.item.key).sort()); }; }; })"""


@pytest.fixture
def border(db):
    """What public sources say, a clerk of the department that keeps it, and an officer of the post at Bờ Y."""
    units.load()
    reference.load()
    department = find("SVHTTDL", date(2026, 1, 1)).unit
    post = Marker.objects.get().commune
    return UserFactory(unit=department, roles=["clerk"]), UserFactory(unit=post, roles=["post_officer"])


@pytest.fixture
def answers(monkeypatch):
    """An answer that holds for three more days, one without an end, a phrase card, beside what the registers give."""
    last = timezone.localdate() + timedelta(days=3)
    items = [
        Item("a.short", Group.ANSWERS, "Trâu lạc sang Lào thì làm gì?", lines=(Line("Báo đồn, đồn báo trạm bên kia."),), until=last),
        Item(
            "a.long",
            Group.ANSWERS,
            "Đi chợ biên giới cần giấy gì?",
            lines=(Line("Giấy thông hành."),),
            day=date(2026, 3, 1),
            source="Sở Thử",
        ),
        Item(
            "p.1",
            Group.PHRASES,
            "Xin chào",
            lines=(Line("Xin chào", "Tiếng Việt"), Line("ສະບາຍດີ", "ລາວ", "lo"), Line("ជំរាបសួរ", "ខ្មែរ", "km")),
            sound=(Sound(SOUND, 900, "-", "lo"),),
        ),
    ]
    monkeypatch.setitem(registry._sources, "answers", registry.Source("answers", lambda user: items, 10))
    return items


def looked_at(page, shot, name: str) -> None:
    shot(page, f"pocket-{name}")
    assert (findings(page), sideways(page), page.refused) == ([], 0, [])


def up_to_date(page) -> None:
    page.locator("[data-sync]").click()
    page.locator("[data-done]").wait_for()


def keys_that_come(page):
    """A function that tells which items have come since now."""
    answers = []
    page.on("response", lambda answer: answers.append(answer) if "/pocket/items/" in answer.url else None)
    return lambda: [item["key"] for answer in answers for _id, _seal, item in answer.json()["items"]]


def found(page, words: str) -> list[str]:
    page.fill("#words", words)
    return page.locator("[data-rows] b").all_inner_texts()


def test_officer_looks_up_without_a_link_what_holds_today(border, answers, browser_page, offline, shot, monkeypatch):
    clerk, officer = border
    for number in range(60):
        add_entry(
            register=REGISTERS["gates"], by=clerk, name=f"Lối mở Thử {number}", gate_class=GateClass.CROSSING, border=Border.LAOS,
            source="Báo Thử", unit=clerk.unit, hours="7:00", names={"lo": "ດ່ານສາກົນພູເກືອ"} if number == 7 else {},
        )  # fmt: skip
    page = browser_page(360, user=officer)
    page.clock.install(time=datetime.now())
    page.goto("/vi/pocket/")
    page.locator("[data-empty]").wait_for()
    looked_at(page, shot, "empty-vi-360")
    monkeypatch.setattr(views, "BYTES_AT_ONCE", 10_000)
    asked = []
    page.route("**/pocket/items/", lambda route: asked.append(1) or (route.abort() if len(asked) == 3 else route.continue_()))
    page.locator("[data-sync]").click()  # the link breaks in the third batch
    page.locator("[data-failed]").wait_for()
    here = page.evaluate(IN_STORE)
    assert here and page.locator("[data-partial]").is_visible() and not page.locator("[data-filled]").is_visible()
    page.refused.clear()
    page.unroute("**/pocket/items/")
    came = keys_that_come(page)
    up_to_date(page)
    assert not set(came()) & set(here)
    until(page, "navigator.serviceWorker.controller !== null")
    looked_at(page, shot, "vi-360")
    assert page.evaluate("(words) => words.map(Folding.fold)", WORDS) == [fold(words) for words in WORDS]

    with offline(page):
        page.goto("/vi/pocket/")
        page.locator("[data-kept-bar]").wait_for()
        page.locator("[data-group=answers] a").click()
        page.locator("[data-rows] a", has_text="Đi chợ biên giới").click()  # the third: the icon was the first
        page.locator("[data-item]", has_text="Giấy thông hành.").wait_for()
        assert "Sở Thử, 01/03/2026" in page.locator("[data-item]").inner_text()
        looked_at(page, shot, "answer-vi-360")
        page.go_back()
        page.locator("[data-list-title]").wait_for()
        page.go_back()
        page.locator("[data-shelves]").wait_for()
        assert found(page, "loi mo thu 59") == ["Lối mở Thử 59"]
        assert found(page, "ສາກົນ") == ["Lối mở Thử 7"]
        assert len(found(page, "lao 7:00")) == 50 and page.locator("[data-first]").is_visible()
        assert found(page, "trau lac lao") == ["Trâu lạc sang Lào thì làm gì?"]
        looked_at(page, shot, "found-vi-360")
        page.locator("[data-rows] a").click()
        page.locator("[data-until]").wait_for()
        page.go_back()
        page.locator("[data-found]").wait_for()
        assert page.locator("#words").input_value() == "trau lac lao"
        assert found(page, "mo lao khong co") == [] and page.locator("[data-none]").is_visible()

        page.clock.set_system_time(datetime.now() + timedelta(days=4))
        page.goto("/vi/about/")  # the worker shows the pocket where a page was never kept
        page.locator("[data-group=answers]").wait_for()
        assert found(page, "trau") == []
        page.clock.set_system_time(datetime.now())
        page.goto("/vi/pocket/")
        assert (found(page, "trau"), "a.short" in page.evaluate(IN_STORE)) == ([], False)
        assert found(page, "cho bien gioi") == ["Đi chợ biên giới cần giấy gì?"]

    desk = browser_page(1280, user=clerk)
    gate = Gate.objects.get(name="Lối mở Thử 3")
    desk.goto(f"{gate.get_absolute_url()}change/")
    desk.fill("[name=hours]", "6:30 - 18:00")
    desk.locator("main form button.button").click()
    desk.locator(".timeline", has_text="6:30 - 18:00").wait_for()
    gone = Gate.objects.get(name="Lối mở Thử 4")
    desk.goto(f"{gone.get_absolute_url()}strike/")
    desk.fill("[name=why]", "Nhập nhầm")
    desk.locator("main form button.button").click()
    desk.locator(".notice.wrong", has_text="Nhập nhầm").wait_for()

    came = keys_that_come(page)
    page.goto("/vi/pocket/")
    up_to_date(page)
    assert f"border.gates.{gate.pk}" in came() and set(came()) <= {f"border.gates.{gate.pk}", "a.short"}
    assert "Lối mở Thử 4" not in found(page, "loi mo thu 4")
    found(page, "loi mo thu 3")
    page.locator("[data-rows] a", has=page.locator("b", has_text="Lối mở Thử 3").first).first.click()
    with offline(page):
        page.locator("[data-item]", has_text="6:30 - 18:00").wait_for()
    page.goto("/lo/pocket/")
    page.locator("[data-group=phrases] a").click()
    page.locator("[data-rows] a").click()
    page.locator("[data-item]", has_text="ສະບາຍດີ").wait_for()
    assert page.locator("[data-play]:visible").count() == 0 and SOUND not in page.evaluate(IN_CACHES)
    page.goto("/lo/pocket/")
    page.locator("[data-about] summary").click()
    page.locator("[data-sound]").check()
    until(page, f"({IN_CACHES}).then((paths) => paths.includes('{SOUND}'))")
    with offline(page):
        page.locator("[data-group=phrases] a").click()
        page.locator("[data-rows] a").click()
        page.locator("[data-play]:visible").wait_for()
        looked_at(page, shot, "phrase-lo-360")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/vi/pocket/")
    looked_at(page, shot, "vi-1280")

    with offline(page):
        page.clock.set_system_time(datetime.now() + timedelta(days=20))
        page.goto("/vi/pocket/")
        page.locator("[data-old]").wait_for()
        page.clock.set_system_time(datetime.now() + timedelta(days=61))
        page.goto("/vi/pocket/")
        page.locator("[data-term]").wait_for()
        assert page.evaluate(IN_STORE) == []
    page.clock.set_system_time(datetime.now())
    page.goto("/vi/pocket/")
    up_to_date(page)
    assert found(page, "trau") == ["Trâu lạc sang Lào thì làm gì?"]  # the portal's day counts, whatever the phone thought

    page.fill("#words", "")
    officer.role_grants.all().delete()
    page.locator("[data-sync]").click()
    page.locator("[data-refused]").wait_for()
    assert page.evaluate(IN_STORE) == []
    until(page, f"({IN_CACHES}).then((paths) => !paths.includes('{SOUND}'))")
