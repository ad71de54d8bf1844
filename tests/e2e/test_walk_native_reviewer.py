"""A listener without an account reads on a phone without script, one segment after another; the text is mended, read again, and passes."""

import pytest

from products.models import Approval, KeyException, Stage
from products.queries.content import open_revision
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE, act, first_articles

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Hiện chỉ có một người được giao tiếng Lào."


def a_link(page, person, shot=None) -> str:
    """The clerk asks `person` by a link, as a listener; what the page shows once."""
    page.goto(f"/vi/products/{CODE}/lo/")
    page.locator("#standing a[href$='/outside/']").click()
    page.select_option("[name=person]", str(person.pk))
    page.check("[name=key][value=community]")
    page.check("[name=how][value=link]")
    if shot:
        shot(page, "native-1-ask")
    with page.expect_navigation():
        page.locator("#ask form button.button").last.click()
    return page.locator("code.secret").inner_text()


def press(phone, verdict: str) -> None:
    with phone.expect_navigation():
        phone.locator(f".verdicts button[name=verdict][value={verdict}]").click()


def send(phone, passed: str) -> None:
    with phone.expect_navigation():
        phone.locator(f".verdicts button[name=passed][value={passed}]").click()


def test_one_better_wording_comes_back_is_taken_over_and_the_second_link_passes(
    desk, browser_page, clerk, elder, translator, approver, administrator, shot
):
    desk.write("vi", first_articles("vi"))
    desk.publish()
    words = first_articles("lo")
    better = words[3].partition(" ")[0]
    desk.write("lo", words)
    desk.submit("lo")
    desk.reviewer.language_grants.filter(language="lo").delete()  # the translator alone is entitled

    office = browser_page(user=clerk)
    link = a_link(office, elder, shot)
    shot(office, "native-2-link")
    phone = browser_page(width=360, height=740, java_script_enabled=False)
    phone.goto(link)
    shot(phone, "native-3-first")
    press(phone, "good")
    press(phone, "good")
    phone.goto(link)  # the telephone rang; opened anew it goes on where one was
    phone.locator("summary", has_text=phone.locator(".verdicts summary").first.inner_text()).click()
    press(phone, "not_good")
    phone.goto(f"{link}?at=3")
    press(phone, "good")  # thought better of it
    phone.locator(".verdicts summary").last.click()
    shot(phone, "native-4-better")
    phone.fill("[name=better]", better)
    press(phone, "better")
    shot(phone, "native-5-all")
    send(phone, "no")
    shot(phone, "native-6-thanks")
    again = browser_page(width=360)
    again.goto(link)
    assert again.locator(".verdicts").count() == 0
    assert again.locator(".notice.done").count() == 1

    desk_of_translator = browser_page(user=translator)
    desk_of_translator.goto(f"/vi/products/{CODE}/lo/")
    assert better in desk_of_translator.locator("main > .page > .notice.heed").first.inner_text()
    shot(desk_of_translator, "native-7-returned")
    with desk_of_translator.expect_navigation():
        desk_of_translator.locator("form[action*='/remarks/'] button").click()
    assert desk_of_translator.locator(".segment textarea").last.input_value() == better
    shot(desk_of_translator, "native-8-taken-over")
    act(desk_of_translator, "submit")

    phone.goto(a_link(office, elder))
    for _segment in range(4):
        press(phone, "good")
    send(phone, "yes")

    head = browser_page(user=approver)
    head.goto(f"/vi/products/{CODE}/lo/")
    assert head.locator("form[action$='/approve/']").count() == 0
    shot(head, "native-9-exception")
    act(head, "exception", reason=REASON)
    act(head, "approve")

    other = browser_page(user=desk.writer)
    other.goto(f"/vi/products/{CODE}/lo/")
    record = other.locator("#record").inner_text()
    assert ("A Nghe" in record, REASON in record, clerk.display_name in record) == (True, True, True)
    shot(other, "native-10-record")
    key = Approval.objects.get(key="community")
    assert (key.person, key.how, key.by, key.revision.stage, open_revision(desk.edition("lo"))) == (
        elder,
        "link",
        clerk,
        Stage.APPROVED,
        None,
    )
    assert (KeyException.objects.get().by, key.revision.content[-1]["text"]) == (approver, better)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_page_of_a_link_fits_every_width_and_its_keys_are_as_wide_as_a_thumb(width, desk, browser_page, clerk, elder, shot):
    desk.write("vi", first_articles("vi"))
    desk.publish()
    desk.write("lo", first_articles("lo"))
    desk.submit("lo")
    desk.reviewer.language_grants.filter(language="lo").delete()
    link = a_link(browser_page(user=clerk), elder)
    page = browser_page(width=width)
    for place in ("", "?at=4", "?at=0"):
        page.goto(link + place)
        for folded in page.locator(".verdicts summary").all():
            folded.click()
        shot(page, f"answer-{width}{place.replace('?', '-')}")
        assert (findings(page), sideways(page)) == ([], 0)
        small = page.evaluate(
            "[...document.querySelectorAll('.verdicts .button, .judged-list a, main a')]"
            ".map(key => key.getBoundingClientRect().height).filter(height => height < 43.5)"
        )
        assert small == []
    assert page.refused == []
