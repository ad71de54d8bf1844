"""A clerk prints the review sheet, has it signed in the village, and types it in with its scan; the approver sees whose key it is."""

from datetime import date

import pytest

from kontum_ttdn.people.actions import add_person
from products.models import Approval, Stage
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE, act, first_articles
from tests.media import made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(desk):
    desk.write("vi", first_articles("vi"))
    desk.publish()
    desk.write("lo", first_articles("lo"))
    desk.submit("lo")
    return desk


def test_clerk_prints_the_sheet_and_types_it_in_as_the_key_of_who_signed(waiting, browser_page, clerk, approver, shot):
    page = browser_page(user=clerk)
    page.goto(f"/vi/products/{CODE}/lo/")
    page.locator("#standing a[href$='/outside/']").click()
    sheet = page.request.get(page.locator("a[href$='review-sheet.pdf']").get_attribute("href"))
    assert (sheet.status, sheet.headers["content-type"], sheet.body()[:5]) == (200, "application/pdf", b"%PDF-")

    page.locator("a[href$='/outside/person/']").click()
    page.fill("[name=name]", "Cô Khăm")
    page.fill("[name=post]", "Giáo viên, làng Đăk Mế")
    page.fill("[name=keep_until]", "2031-12-31")
    shot(page, "clerk-1-person")
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    assert page.locator("[name=person] option:checked").inner_text() == "Cô Khăm"
    page.check("[name=how][value=paper]")
    with page.expect_navigation():
        page.locator("#ask form button.button").last.click()
    shot(page, "clerk-2-asked")

    page.locator("td a[href*='/outside/']").click()
    page.set_input_files("[name=scan]", {"name": "phieu.jpg", "mimeType": "image/jpeg", "buffer": made.jpeg()})
    page.locator(".segment input[value=good]").first.check()
    page.locator(".segment textarea").last.fill("ມະນຸດ")
    shot(page, "clerk-3-type-in")
    with page.expect_navigation():  # how the sheet ends was forgotten: what was typed is still there
        page.locator("main form button.button").last.click()
    assert page.locator(".segment textarea").last.input_value() == "ມະນຸດ"
    shot(page, "clerk-4-forgotten")
    page.set_input_files("[name=scan]", {"name": "phieu.jpg", "mimeType": "image/jpeg", "buffer": made.jpeg()})
    page.check("[name=passed][value=yes]")
    with page.expect_navigation():
        page.locator("main form button.button").last.click()

    head = browser_page(user=approver)
    head.goto("/vi/desk/")
    head.locator("[aria-labelledby=to-approve] a").first.click()
    stands = head.locator("#standing").inner_text()
    assert ("Cô Khăm" in stands, clerk.display_name in stands) == (True, True)
    shot(head, "clerk-5-approver")
    act(head, "approve")
    key = Approval.objects.get(key="language", revision__edition=waiting.edition("lo"))
    assert (key.person.name, key.how, key.by, key.revision.stage) == ("Cô Khăm", "paper", clerk, Stage.APPROVED)
    assert key.evidence.unit == clerk.unit

    page.goto(f"/vi/products/{CODE}/lo/outside/")
    page.locator("td a[href*='/outside/']").click()
    shot(page, "clerk-6-answered")
    assert "ມະນຸດ" in page.locator("main table").inner_text().replace("\u200b", "")
    assert page.request.get(page.locator("a[href$='/scan/']").get_attribute("href")).headers["content-type"].startswith("image/")


def test_stranger_and_reviewer_find_no_door_to_it(waiting, browser_page, stranger, reviewer):
    for somebody, status in ((stranger, 404), (reviewer, 403)):
        page = browser_page(user=somebody)
        assert page.goto(f"/vi/products/{CODE}/lo/outside/").status == status


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_of_the_clerk_fit_every_width(width, waiting, browser_page, clerk, department, shot):
    person = add_person(name="Cô Khăm", unit=department, purpose="author", basis="consent", keep_until=date(2099, 1, 1), by=clerk)
    page = browser_page(user=clerk, width=width)
    page.goto(f"/vi/products/{CODE}/lo/outside/?person={person.pk}")
    page.check("[name=how][value=paper]")
    with page.expect_navigation():
        page.locator("#ask form button.button").last.click()
    for place, name in (
        (f"/vi/products/{CODE}/lo/outside/", "list"),
        ("", "entry"),
        (f"/vi/products/{CODE}/lo/outside/person/", "person"),
        ("/vi/outside/", "all"),
    ):
        page.goto(place) if place else page.locator("td a[href*='/outside/']").click()
        shot(page, f"outside-{name}-{width}")
        assert (findings(page), sideways(page)) == ([], 0)
    assert page.refused == []
