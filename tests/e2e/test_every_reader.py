"""Whether everybody can use the frame, the home page, the gallery and the error pages: rules of axe, widths, keyboard, contrast, no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.factories import UserFactory

pytestmark = pytest.mark.looks

WIDTHS = (360, 768, 1280)
SPOKEN = ("vi", "lo", "km")


def findings(page) -> list[str]:
    """What axe has against the page: rule and place."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", SPOKEN)
def test_pages_pass_axe_and_never_scroll_sideways(browser_page, shot, writer, language, width):
    page = browser_page(width, user=writer)
    answers = {}
    for name, path in {"home": "", "gallery": "gallery/", "desk": "desk/", "404": "nowhere/", "site-map": "site-map/"}.items():
        page.goto(f"/{language}/{path}")
        shot(page, f"{name}-{language}-{width}")
        answers[name] = (findings(page), sideways(page))
    assert answers == dict.fromkeys(answers, ([], 0))
    assert [line for line in page.refused if "404" not in line] == []  # no word of the CSP


@pytest.mark.parametrize("width", WIDTHS)
def test_error_pages_pass_axe_and_fit(browser_page, shot, settings, db, width):
    settings.ROOT_URLCONF = "tests.e2e.broken_urls"
    page = browser_page(width, user=UserFactory())
    answers = {}
    for name, path in {"400": "/unreadable/", "403": "/vi/desk/", "500": "/broken/"}.items():
        status = page.goto(path).status
        shot(page, f"{name}-{width}")
        answers[name] = (status, findings(page), sideways(page))
    assert answers == {"400": (400, [], 0), "403": (403, [], 0), "500": (500, [], 0)}


@pytest.mark.parametrize(
    "look", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"contrast": "more"}, {"contrast": "more", "color_scheme": "dark"}]
)
def test_home_and_gallery_pass_axe_in_every_look(browser_page, shot, writer, look):
    page = browser_page(1280, user=writer, **look)
    answers = {}
    for path in ("", "gallery/"):
        page.goto(f"/vi/{path}")
        shot(page, f"{path.strip('/') or 'home'}-{'-'.join(look.values())}")
        answers[path] = findings(page)
    assert answers == {"": [], "gallery/": []}


def test_contrast_and_large_text_stay_switched_on_from_page_to_page(browser_page, shot):
    page = browser_page(360)
    page.goto("/vi/")
    for switch in page.locator("[data-switch]").all():
        switch.click()
    page.goto("/vi/about/")
    root = page.locator("html")
    assert (root.get_attribute("data-contrast"), root.get_attribute("data-large-text")) == ("high", "")
    assert [switch.get_attribute("aria-pressed") for switch in page.locator("[data-switch]").all()] == ["true", "true"]
    page.goto("/vi/")
    shot(page, "home-high-large-360")
    assert (findings(page), sideways(page)) == ([], 0)


def test_skip_link_is_the_first_stop_and_leads_to_the_content(browser_page):
    page = browser_page(1280)
    page.goto("/vi/")
    page.keyboard.press("Tab")
    skip = page.evaluate("({href: document.activeElement.getAttribute('href'), left: document.activeElement.getBoundingClientRect().left})")
    page.keyboard.press("Enter")
    assert (skip["href"], skip["left"] >= 0, page.evaluate("document.activeElement.id")) == ("#main", True, "main")


@pytest.mark.parametrize("path", ["", "gallery/"])
def test_every_tab_stop_shows_where_it_is(browser_page, writer, path):
    page = browser_page(1280, user=writer)
    page.goto(f"/vi/{path}")
    unseen, stops = [], 0
    while stops < 200:
        page.keyboard.press("Tab")
        stop = page.evaluate("""() => {
            const at = document.activeElement, label = at.matches(".tongues > input") ? at.nextElementSibling : at, style = getComputedStyle(label);
            return at === document.body ? null : [at.outerHTML.slice(0, 80), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3]; }""")
        if stop is None:
            break
        stops += 1
        if not stop[1]:
            unseen.append(stop[0])
    assert (unseen, stops > 10) == ([], True)


def test_language_menu_opens_by_keyboard_and_closes_by_escape(browser_page):
    page = browser_page(360)
    page.goto("/vi/about/?from=menu")
    page.locator(".tools .drop summary").focus()
    page.keyboard.press("Enter")
    links = page.locator(".tools .languages a")
    assert [link.get_attribute("href") for link in links.all()][:2] == ["/vi/about/?from=menu", "/sed/about/?from=menu"]
    assert sideways(page) == 0
    page.keyboard.press("Escape")
    assert page.evaluate("[document.querySelector('.drop').open, document.activeElement.tagName]") == [False, "SUMMARY"]


def test_letter_keys_write_at_the_cursor(browser_page, writer):
    page = browser_page(360, user=writer)
    page.goto("/vi/gallery/")
    field = page.locator("textarea[name=s12]")
    field.fill("h")
    palette = page.locator(".segment", has=field)
    palette.get_by_role("button", name="ơ̆", exact=True).click()
    palette.locator("[data-capitals]").click()
    palette.get_by_role("button", name="Ơ̆", exact=True).click()
    assert field.input_value() == "hơ̆Ơ̆"


def test_pages_work_without_script(browser_page, writer):
    page = browser_page(360, user=writer, java_script_enabled=False)
    page.goto("/vi/gallery/")
    assert page.locator("[data-switch]:visible, .palette:visible").count() == 0  # nothing is shown that would do nothing
    page.locator("label[for=fresh-lo]").click()
    assert page.locator("#id_fresh-label_lo").is_visible()
    page.locator(".tools .drop summary").last.click()
    page.locator(".tools a[hreflang=km]").click()
    assert page.locator("html").get_attribute("lang") == "km"
