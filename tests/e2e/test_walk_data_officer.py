"""A teacher who signed a sheet asks to be erased: the officer notes it, hands over what is kept, erases, answers within the clock.

In the end a clerk of the same unit finds the name nowhere while the approval stands, and somebody of another unit has seen nothing at any time.
"""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.people.actions import give_consent, write_text
from kontum_ttdn.people.models import Person, SubjectRequest
from products.actions import outside
from products.models import Approval
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE

pytestmark = pytest.mark.django_db(transaction=True)
NAME, ASKED = "Y Dạy", "Tôi, Y Dạy, muốn được xóa tên."
WIDTHS = (360, 768, 1280)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}


@pytest.fixture
def signed(submitted, teacher, clerk, scan):
    """The teacher has signed the Lao sheet, and agreed to be kept for it."""
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=clerk)
    wording = "Tôi đồng ý cho đơn vị lưu họ tên và số điện thoại của tôi để mời tôi đọc soát bản dịch. Tôi có thể rút lại bất cứ lúc nào."
    text = write_text(purpose="author", version="2026-1", wording=wording, valid_from=timezone.localdate() - timedelta(30), by=clerk)
    give_consent(person=teacher, text=text, given_at=timezone.now(), by=clerk)
    return submitted


def press(page, selector: str) -> None:
    """By keyboard, as somebody without a mouse does."""
    with page.expect_navigation():
        page.locator(selector).first.press("Enter")


def look(page, shot, name: str) -> None:
    """On a phone, a tablet and a desk: nothing sideways, nothing for axe to say, nothing refused by the policy."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"officer-{name}-{width}")
        assert (width, sideways(page), findings(page) if width == WIDTHS[0] else [], page.refused) == (width, 0, [], [])


def test_request_to_erase_is_noted_answered_in_time_and_leaves_the_name_nowhere(
    signed, teacher, browser_page, administrator, clerk, stranger, shot
):
    page = browser_page(user=administrator)
    page.goto("/vi/people/?q=dạy")
    look(page, shot, "01-list")
    press(page, "td a")
    page.fill("[name=purpose]", "Ghi nhận yêu cầu qua điện thoại")
    press(page, "main form:has([name=purpose]) button")
    look(page, shot, "02-person")
    press(page, "main a[href$='/rights/']")
    page.locator("details:has(form[action$='/receive/']) summary").press("Enter")
    page.select_option("[name=request-kind]", "erase")
    page.fill("[name=request-asked]", ASKED)
    look(page, shot, "03-rights")
    press(page, "form[action$='/receive/'] button")
    request = SubjectRequest.objects.get()
    assert page.url.endswith(f"/vi/people/requests/{request.pk}/")
    look(page, shot, "04-request")

    page.goto("/vi/desk/")
    press(page, "a.stat[href$='/people/requests/']")
    look(page, shot, "05-requests")
    press(page, f"a[href$='/requests/{request.pk}/']")
    with page.expect_download() as taken:
        page.locator("form[action$='/export/'] button").press("Enter")
    told = json.loads(taken.value.path().read_text())
    assert (told["person"][0]["name"], told["requests"][0]["asked"], told["products"][0][0]["passed"]) == (NAME, ASKED, True)

    press(page, "main a[href$='/erase/']")
    look(page, shot, "06-erase")
    page.locator("[name=sure]").press("Space")
    press(page, "main form:has([name=sure]) button")
    look(page, shot, "07-erasure")
    assert NAME not in page.content()
    press(page, f".notice a[href$='/requests/{request.pk}/']")
    look(page, shot, "08-answer")
    page.locator("[name=answer]").first.press("Space")
    press(page, "main form:has([name=answer]) button")
    assert page.locator("main tbody tr").count() == 0

    request.refresh_from_db()
    assert (request.answer, request.asked, request.done) == ("done", "", "")
    assert timezone.localdate(request.answered_at) <= request.answer_due
    assert NAME not in str(list(Entry.objects.values()))
    key = Approval.objects.get(revision__edition=signed.edition("lo"), key="language")
    assert (key.person, key.person.name, key.evidence) == (Person.objects.get(pk=teacher.pk), "", None)

    colleague = browser_page(user=clerk)
    for path in ("people/", "people/requests/?answered=1", f"people/{teacher.pk}/", f"products/{CODE}/lo/outside/", f"products/{CODE}/lo/"):
        assert colleague.goto(f"/vi/{path}").status == 200
        assert NAME not in colleague.content()
    elsewhere = browser_page(user=stranger)
    assert [elsewhere.goto(f"/vi/people/{path}").status for path in (f"{teacher.pk}/", f"requests/{request.pk}/")] == [404, 404]
    elsewhere.goto("/vi/people/requests/?answered=1")
    assert elsewhere.locator("main tbody tr").count() == 0


def test_officer_without_script_enters_writes_and_mends(signed, teacher, browser_page, administrator, shot):
    page = browser_page(360, user=administrator, java_script_enabled=False)
    page.goto("/vi/people/add/")
    page.fill("[name=name]", "Y Mới")
    page.select_option("[name=purpose]", "author")
    page.check("[name=basis][value=consent]")
    page.fill("[name=keep_until]", "2031-12-31")
    press(page, "main form.stack button")
    person = Person.objects.get(name="Y Mới")
    page.locator("details:has(form[action$='/consent/']) summary").click()
    page.select_option("[name=consent-text]", label=page.locator("[name=consent-text] option").nth(1).inner_text())
    press(page, "form[action$='/consent/'] button")
    assert person.consents.get().text.version == "2026-1"
    page.goto(f"/vi/people/{person.pk}/merge/?q=Y Dạy")
    page.check(f"[name=other][value='{teacher.pk}']")
    press(page, "main form:has([name=other]) button")
    teacher.refresh_from_db()
    assert teacher.merged_into == person
