"""A screen that nobody touches: it goes on by itself, through a cut of the link, and lets go of what was withdrawn."""

import pytest

from products import actions

from .test_every_reader import findings, sideways
from .walking import until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
SHOWN = "document.querySelector('.kiosk-slide:not([hidden])').lang"


def stay(page, seconds: int) -> None:
    """That much time goes by on the screen's clock, step by step as its timer has it."""
    page.clock.run_for(seconds * 1000)


def test_screen_goes_on_by_itself_through_a_cut_and_lets_go_of_what_is_withdrawn(desk, browser_page, shot, offline):
    for language in ("vi", "en"):
        desk.fill(language, "" if language == "vi" else " (en)")
        desk.publish(language)
    page = browser_page(1920, height=1080)
    page.clock.install()
    page.goto("/vi/kiosk/?languages=vi,en")
    shot(page, "kiosk-vi-1920")
    assert (page.evaluate(SHOWN), findings(page), sideways(page)) == ("vi", [], 0)
    stay(page, 20)
    until(page, f"{SHOWN} === 'en'")
    with offline(page):
        for language in ("vi", "en", "vi", "en"):  # one of these turns asks for what is new, and gets no answer
            stay(page, 20)
            until(page, f"{SHOWN} === '{language}'", seconds=5)
        assert page.locator(".kiosk-slide").count() == 2
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="Sai số liệu.")
    stay(page, 120)
    until(page, "document.querySelectorAll('.kiosk-slide').length === 1")
    assert page.evaluate(SHOWN) == "en"
    shot(page, "kiosk-en-1920")
    assert [line for line in page.refused if "ERR_INTERNET_DISCONNECTED" not in line] == []
