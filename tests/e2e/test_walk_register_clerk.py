"""A clerk enters a gate, corrects it, notes a marker's condition and strikes off a mistake; an officer at a post finds what holds."""

from datetime import date

import pytest

from border_db import reference
from border_db.models import Gate, Marker
from kontum_ttdn.search import index
from kontum_ttdn.units import reference as units
from kontum_ttdn.units.queries import find
from tests.e2e.test_every_reader import findings, sideways
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]


@pytest.fixture
def border(db):
    """What public sources say, a clerk of the department that keeps it, and an officer of the post at Bờ Y."""
    units.load()
    reference.load()
    department = find("SVHTTDL", date(2026, 1, 1)).unit
    post = Marker.objects.get().commune
    return UserFactory(unit=department, roles=["clerk"]), UserFactory(unit=post, roles=["post_officer"])


def looked_at(page, shot, name: str) -> None:
    shot(page, name)
    assert (findings(page), sideways(page), page.refused) == ([], 0, [])


def test_gate_is_entered_corrected_and_found_by_the_post_in_any_spelling(border, browser_page, shot):
    clerk, officer = border
    page = browser_page(1280, user=clerk)
    page.goto("/vi/border/")
    looked_at(page, shot, "border-registers-1280")
    page.locator("main a[href$='/border/gates/']").click()
    looked_at(page, shot, "border-gates-1280")
    page.locator("main a[href$='/gates/new/']").click()
    looked_at(page, shot, "border-gate-new-1280")
    page.fill("[name=name]", "Lối mở Thử")
    page.fill("[name=aliases]", "Loi mo Thu Hai")
    page.select_option("[name=gate_class]", "crossing")
    page.select_option("[name=border]", "KH")
    page.fill("[name=opened_on]", "2024-05-01")
    page.fill("[name=source]", "Công văn số 1")
    page.select_option("[name=unit]", str(clerk.unit_id))
    page.locator("main form button.button").click()
    page.locator("main [role=alert]").wait_for()  # opened without a decision
    looked_at(page, shot, "border-gate-refused-1280")
    page.fill("[name=decision]", "12/QĐ-UBND")
    page.fill("[name=decided_on]", "2024-04-01")
    page.select_option("[name=opening]", "open")
    page.locator("main form button.button").click()
    page.locator("h1", has_text="Lối mở Thử").wait_for()
    page.locator("main a[href$='/change/']").click()
    page.fill("[name=hours]", "7:00 - 17:00")
    page.fill("[name=why]", "Theo thông báo của đồn")
    page.locator("main form button.button").click()
    page.locator(".timeline", has_text="7:00 - 17:00").wait_for()
    looked_at(page, shot, "border-gate-1280")
    index.tend()

    phone = browser_page(360, user=officer)
    phone.goto("/vi/border/gates/?q=loi mo thu hai")
    assert phone.locator("main tbody th").all_inner_texts() == ["Lối mở Thử"]
    looked_at(phone, shot, "border-gates-360")
    phone.goto("/vi/search/?q=loi mo thu")
    assert "Lối mở Thử" in phone.locator("main").inner_text()
    phone.locator("main a", has_text="Lối mở Thử").first.click()
    looked_at(phone, shot, "border-gate-360")
    assert phone.locator("main a[href$='/change/']").count() == 0

    gate = Gate.objects.get(name="Lối mở Thử")
    page.goto(gate.get_absolute_url() + "strike/")
    page.fill("[name=why]", "Nhập nhầm")
    page.locator("main form button.button").click()
    page.locator(".notice.wrong", has_text="Nhập nhầm").wait_for()
    phone.goto("/vi/border/gates/?q=loi mo thu hai")
    assert phone.locator("main tbody th").count() == 0


def test_marker_s_condition_and_the_line_are_seen_by_the_post(border, browser_page, shot):
    clerk, officer = border
    marker = Marker.objects.get()
    page = browser_page(768, user=clerk)
    page.goto(f"/vi/border/markers/{marker.pk}/condition/")
    page.fill("[name=day]", "2026-01-15")
    page.select_option("[name=condition]", "good")
    page.locator("main form button.button").click()
    page.locator(".timeline", has_text="15/01/2026").wait_for()
    looked_at(page, shot, "border-marker-768")
    for place, entry in enumerate([marker, *Gate.objects.order_by("pk")], start=1):
        page.goto(f"{entry.get_absolute_url()}change/")
        page.fill("[name=place_in_line]", str(place))
        page.locator("main form button.button").click()
        page.locator(".timeline li >> nth=1").wait_for()
    phone = browser_page(360, user=officer)
    phone.goto("/vi/border/line/")
    looked_at(phone, shot, "border-line-360")
    assert phone.locator("main ol li a").all_inner_texts() == [marker.name, *Gate.objects.order_by("pk").values_list("name", flat=True)]
