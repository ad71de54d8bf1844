"""Pages that a state portal owes everybody, for everybody: rules of axe, widths, and each way onward as tall as a finger."""

import pytest

from .test_every_reader import SPOKEN, WIDTHS, findings, sideways

pytestmark = pytest.mark.looks
PAGES = ("about", "organisation", "contact", "accessibility", "site-map")
LOW = "[...document.querySelectorAll('main .ways a')].filter(link => link.getBoundingClientRect().height < 43.5).map(link => link.textContent)"


@pytest.mark.parametrize("language", SPOKEN)
def test_pages_of_duty_pass_axe_and_fit_every_width(browser_page, shot, db, language):
    page = browser_page(360)
    answers = {}
    for name in PAGES:
        page.goto(f"/{language}/{name}/")
        found = findings(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            shot(page, f"{name}-{language}-{width}")
            found += [width] * sideways(page) + page.evaluate(LOW)
        answers[name] = found
    assert answers == dict.fromkeys(PAGES, [])
