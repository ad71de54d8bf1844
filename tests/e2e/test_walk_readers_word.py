"""A reader with a small phone and no script says what is hard to understand; it ends on the desk of who wrote it, with the figures of the reading."""

import pytest

from products.tally import TALLY
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE, first_articles

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "Mozilla/5.0 (Linux; Android 8.1.0; SM-J260G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.101 Mobile Safari/537.36"
WORD = "Đoạn hai khó hiểu."


@pytest.fixture
def published(desk):
    """One work in Vietnamese and Lao."""
    for language in ("vi", "lo"):
        desk.write(language, first_articles(language))
        desk.publish(language)
    return desk


def test_word_of_a_reader_reaches_the_writer_and_the_reading_is_counted(published, browser_page, shot, writer, stranger):
    page = browser_page(width=360, java_script_enabled=False, user_agent=PHONE)
    page.goto(f"/lo/library/{CODE}/")
    page.locator("#feedback summary").click()
    page.locator("#feedback textarea").fill(f"{WORD} http://spam.example")
    shot(page, "feedback-open-lo-360")
    with page.expect_navigation():
        page.locator("#feedback button[value=no]").click()
    assert (page.url.split("/lo/")[1], page.locator("#feedback [role=status]").count()) == (f"library/{CODE}/?thanks=1#feedback", 1)
    assert page.context.cookies() == []
    shot(page, "feedback-thanks-lo-360")

    TALLY.write()
    for user, words in ((stranger, 0), (writer, 1)):
        desk = browser_page(width=360, user=user)
        desk.goto("/vi/desk/")
        assert desk.locator("#readers-words").count() == words
    assert (desk.locator("[id^=w-]").inner_text().count(f"{WORD} […]"), findings(desk), sideways(desk)) == (1, [], 0)
    shot(desk, "feedback-desk-360")
    with desk.expect_navigation():
        desk.locator("form[action$='/seen/'] button").click()
    assert desk.locator("#readers-words").count() == 0
    for width in (360, 768, 1280):
        staff = browser_page(width=width, user=writer)
        for name, path in {"words": f"products/{CODE}/feedback/", "readers": "readers/", "readers-of": f"readers/?product={CODE}"}.items():
            staff.goto(f"/vi/{path}")
            shot(staff, f"{name}-vi-{width}")
            assert (path, findings(staff), sideways(staff)) == (path, [], 0)
        assert staff.locator("section[aria-labelledby=languages] tbody").inner_text().split()[-4:] == ["1", "0", "0", "0"]


@pytest.mark.looks
@pytest.mark.parametrize("language", ["vi", "lo", "km"])
def test_form_below_the_text_fits_every_width(published, browser_page, shot, language):
    for width in (360, 768, 1280):
        page = browser_page(width=width)
        page.goto(f"/{language}/library/{CODE}/")
        page.locator("#feedback summary").click()
        shot(page, f"feedback-{language}-{width}")
        assert (findings(page), sideways(page)) == ([], 0)
        low = [button.bounding_box()["height"] for button in page.locator("#feedback button, #feedback summary").all()]
        assert min(low) >= 44
