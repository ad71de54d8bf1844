"""What the walks share: opening a segment, saving by keyboard, the words of a small product."""

import time

from playwright.sync_api import Error

from kontum_ttdn.languages.folding import normalise
from products.demo import declaration

CODE = "thu-vien-cua-ban"


def first_articles(language: str) -> list[str]:
    """Title, a summary, the heading and the text of article 1, as the United Nations have them."""
    words = [normalise(part) for part in declaration(language)]
    return [words[0], words[5], words[3], words[4]]


def plain(text: str) -> str:
    """The letters alone: no blanks, none of the invisible marks that say where a line may break."""
    return "".join(text.replace("\u200b", "").replace("\u2060", "").split())


def write(page, number: int, text: str) -> None:
    """Write into the field of segment `number` (from 1) and save with Ctrl+Enter, waiting until the page says so."""
    segment = page.locator(f".segment >> nth={number - 1}")
    segment.locator("textarea").fill(text)
    with page.expect_response(lambda answer: "/segments/" in answer.url and answer.request.method == "POST"):
        segment.locator("textarea").press("Control+Enter")


def act(page, tail: str, **fields) -> None:
    """Press the button of the form that posts to …/`tail`/, its fields filled and what must be ticked ticked; a folded form is opened before."""
    form = page.locator(f"form[action$='/{tail}/']")
    while not form.locator("button").first.is_visible():
        page.locator("details:not([open])", has=form).first.locator("summary").first.click()
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    for tick in form.locator("[type=checkbox][required]").all():
        tick.check()
    with page.expect_navigation():
        form.locator("button").first.press("Enter")  # which no box that comes late can push away from under the hand
    if tail == "submit" and page.locator("[name=confirmed]").count():  # the checks have something to say: it was looked at
        with page.expect_navigation():
            page.locator("form", has=page.locator("[name=confirmed]")).locator("button").click()


def sign_in(page, username: str, password: str, code: str | None = None) -> None:
    """Through the real page, with the second factor where one is asked for."""
    page.goto("/vi/accounts/sign-in/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    if code:
        page.fill("[name=code]", code)
        with page.expect_navigation():
            page.locator("main form button.button").first.click()


def until(page, expression: str, seconds: float = 30) -> None:
    """Wait until the expression is true in the page. Playwright's own `wait_for_function` needs eval there, which the portal's policy forbids."""
    end = time.monotonic() + seconds
    while not _true_in(page, expression):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(50)


def _true_in(page, expression: str) -> bool:
    """Whether it is true now; while the page is being left, no."""
    try:
        return bool(page.evaluate(expression))
    except Error as left:
        if "context was destroyed" not in left.message:
            raise
        return False
