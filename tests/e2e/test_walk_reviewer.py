"""A reviewer on a phone returns a text with a reason, reads it again, and answers for its language. The approver then finds it."""

import pytest

from products.models import Stage
from tests.e2e.walking import CODE, act, first_articles, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_reviewer_returns_and_passes_and_the_approver_is_next(desk, browser_page, reviewer, writer, approver, shot):
    desk.write("vi", first_articles("vi"))
    desk.submit()
    page = browser_page(user=reviewer, width=360)
    page.goto("/vi/desk/")
    page.locator("[aria-labelledby=to-review] a").first.click()
    shot(page, "reviewer-1-phone")
    act(page, "return", reason="Câu cuối còn dài, xin viết gọn lại.")

    author = browser_page(user=writer)
    author.goto("/vi/desk/")
    author.locator("[aria-labelledby=returned] a").first.click()
    assert "Câu cuối còn dài" in author.locator("main").inner_text()
    shot(author, "reviewer-2-returned")
    write(author, 4, "Mọi người sinh ra đều tự do.")
    act(author, "submit")

    page.goto(f"/vi/products/{CODE}/vi/")
    assert "Mọi người sinh ra đều tự do." in page.locator("#segments").inner_text()
    act(page, "pass-language")

    head = browser_page(user=approver)
    head.goto("/vi/desk/")
    assert head.locator("[aria-labelledby=to-approve] a").first.get_attribute("href").endswith(f"/products/{CODE}/vi/")
    assert desk.edition().revisions.get().stage == Stage.CONTENT_APPROVAL


def test_writer_sees_no_button_to_review_their_own_text(desk, browser_page, writer):
    desk.write("vi", first_articles("vi"))
    desk.submit()
    page = browser_page(user=writer)
    page.goto(f"/vi/products/{CODE}/vi/")
    assert page.locator("form[action$='/pass-language/'], form[action$='/approve/']").count() == 0
