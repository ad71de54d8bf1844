"""A clerk gives nine languages their people, a translator finds the task, holds the text and hands it in, and the fee stands on the list.

In the end another account finds the payment noted. What a phone shows is looked at by axe as well.
"""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from products import actions
from products.models import Assignment, EditionLock, Fee
from tests.e2e.walking import CODE, act
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def in_order(page) -> None:
    """Nothing for axe to say, nothing sideways, nothing refused by the policy."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.refused == []


def test_task_from_the_clerks_table_to_the_list_for_payment(desk, browser_page, clerk, approver, translator):
    desk.fill()
    desk.approve()
    office = browser_page(user=clerk)
    office.goto(f"/vi/products/{CODE}/tasks/")
    in_order(office)
    office.select_option("[name=lo-translate]", str(translator.pk))
    office.select_option("[name=lo-review]", str(desk.reviewer.pk))
    office.fill("[name=note]", "Cần cho hội chợ.")
    with office.expect_navigation():
        office.locator("main form button.button").first.click()
    assert sorted(Assignment.objects.running().values_list("task", "person__username")) == [
        ("review", "reviewer"), ("translate", "translator")
    ]  # fmt: skip

    phone = browser_page(user=translator, width=360)
    phone.goto("/vi/notices/")
    in_order(phone)
    with phone.expect_navigation():
        phone.locator(".notes .unread a").first.click()
    assert phone.url.endswith(f"/vi/products/{CODE}/lo/")
    in_order(phone)
    act(phone, "hold")
    assert EditionLock.objects.get().by == translator
    phone.goto("/vi/work/")
    in_order(phone)
    assert phone.locator("tbody tr").count() == 1
    phone.goto("/vi/work/calendar/")
    in_order(phone)

    desk.fill("lo")
    phone.goto(f"/vi/products/{CODE}/lo/")
    act(phone, "submit")
    assert (EditionLock.objects.count(), list(Assignment.objects.running().values_list("task", flat=True))) == (0, ["review"])
    actions.add_rate(
        task="translate",
        language="",
        measure="page",
        amount=120_000,
        valid_from=timezone.localdate() - timedelta(days=1),
        basis="-",
        by=clerk,
    )
    actions.pass_language(edition=desk.edition("lo"), by=desk.reviewer)
    desk.answer_for("lo")
    office.goto("/vi/fees/rates/")
    in_order(office)
    office.goto("/vi/fees/")
    in_order(office)
    office.fill("[name=voucher]", "01/DS-2026")
    with office.expect_navigation():
        office.locator("main form[action$='/pay/'] button.button").click()
    phone.goto("/vi/fees/own/")
    in_order(phone)
    assert "01/DS-2026" in phone.locator("main").inner_text()
    assert Fee.objects.get(user=translator).voucher == "01/DS-2026"


def test_nobody_is_stopped_by_a_colleague_who_writes_and_everybody_by_one_who_holds(desk, browser_page, department, translator):
    second = UserFactory(username="second", display_name="Y Hai", unit=department, roles=["translator"], languages={"translate": ["lo"]})
    desk.fill()
    desk.approve()
    desk.words("lo", 0, "ຫົວຂໍ້", by=second)
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{CODE}/lo/")
    assert "Y Hai" in page.locator("#hands").inner_text()
    actions.hold(edition=desk.edition("lo"), by=second)
    field = page.locator(".segment textarea").nth(1)
    field.fill("ສະຫຼຸບ")
    with page.expect_response(lambda answer: "/segments/" in answer.url) as met:
        field.press("Control+Enter")
    assert met.value.status == 422
    page.locator(".segment [role=alert]").wait_for()
    assert "Y Hai" in page.locator(".segment [role=alert]").inner_text()
    assert page.locator(".segment textarea").nth(1).input_value() == "ສະຫຼຸບ"
