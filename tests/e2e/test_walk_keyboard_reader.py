"""A reader who has only a keyboard and enlarges everything to 200 %: from the front page by search to a text and its PDF."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.search import index
from products.models import Sheet
from tests.e2e.test_every_reader import sideways
from tests.e2e.walking import CODE, first_articles, plain, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
STOPS = 60  # more than any of these pages has before what is looked for

AT = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1), y = box.top + Math.min(box.height / 2, 12);
    const seen = document.elementFromPoint(x, y);
    return {
        name: at.outerHTML.slice(0, 90), lost: at === document.body || at === document.documentElement, href: at.getAttribute("href") || "",
        field: at.name || "", ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3,
        shown: box.top >= 0 && box.top < innerHeight && box.width > 0 && !!seen && (at.contains(seen) || seen.contains(at)) };
}"""


@pytest.fixture
def published(desk):
    """A text in Vietnamese and English that search finds, with a form to take along."""
    for language in ("vi", "en"):
        desk.write(language, first_articles(language))
        desk.publish(language)
    printed = PrintedFile(content_key="1" * 64, layout="leaflet", variant="screen", language="vi", pages=2, bytes=4, sha256="2" * 64)
    printed.file.save("a.pdf", ContentFile(b"%PDF"))
    edition = desk.edition()
    Sheet.objects.create(edition=edition, revision=edition.published, layout="leaflet", variant="screen", file=printed)
    index.tend()
    return desk


@pytest.fixture
def tab_to():
    """`tab_to(page, wanted)` presses Tab until `wanted(stop)`; every stop on the way must be seen, and none may be lost."""

    def press(page, wanted) -> dict:
        for _stop in range(STOPS):
            page.keyboard.press("Tab")
            page.wait_for_timeout(30)
            at = page.evaluate(AT)
            if at["lost"] or not at["shown"]:  # a smooth scroll may be on its way
                page.wait_for_timeout(500)
                at = page.evaluate(AT)
            assert (at["lost"], at["ring"], at["shown"]) == (False, True, True), at["name"]
            if wanted(at):
                return at
        raise AssertionError("not reached by Tab")

    return press


def test_keyboard_reader_goes_from_home_through_search_to_the_text_and_its_pdf(published, browser_page, tab_to, shot):
    page = browser_page(
        640, height=450, device_scale_factor=2, timezone_id="Asia/Ho_Chi_Minh", permissions=["clipboard-read", "clipboard-write"]
    )
    page.goto("/vi/")
    tab_to(page, lambda at: at["field"] == "q")
    page.keyboard.type("quyen con nguoi")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    shot(page, "keyboard-reader-1-found-640")
    tab_to(page, lambda at: at["href"] == f"/vi/library/{CODE}/")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert plain(page.locator("h1").inner_text()) == plain(first_articles("vi")[0])

    # the bar by keyboard: languages open and close, and the focus comes back to what opened them
    tab_to(page, lambda at: at["name"].startswith("<summary") and page.locator(".reading-bar summary:focus").count())
    page.keyboard.press("Enter")
    tab_to(page, lambda at: at["href"] == f"/en/library/{CODE}/" and page.locator(".reading-bar a:focus").count())
    shot(page, "keyboard-reader-2-reading-640")
    shot(page, "keyboard-reader-2-reading-seen-640", full_page=False)
    page.keyboard.press("Escape")
    assert page.locator(".reading-bar summary:focus").count() == 1

    tab_to(page, lambda at: at["name"].startswith("<summary") and page.locator(".reading-bar summary:focus").count())
    page.keyboard.press("Enter")  # a list left open goes with the focus, and hides nothing
    tab_to(page, lambda at: at["href"].endswith(".pdf"))
    assert page.locator(".drop[open]").count() == 0
    shot(page, "keyboard-reader-3-pdf-640")
    shot(page, "keyboard-reader-3-pdf-seen-640", full_page=False)
    assert sideways(page) == 0
    with page.expect_request(f"**/library/{CODE}/vi/leaflet.pdf"):
        page.keyboard.press("Enter")
    tab_to(page, lambda at: page.locator("[data-copy]:focus").count())
    page.keyboard.press("Enter")
    until(page, "document.querySelector('[data-copied]').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/w/{CODE}/vi")
    page.emulate_media(media="print")  # what the print button gives: no way to press anything, and at the end where it came from
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert [page.locator(part).is_visible() for part in ("h1", ".printed", ".reading-bar", ".tools", ".footer")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert page.locator("[data-printed-from]").inner_text() == page.url
    assert page.locator("[data-printed-on] time").inner_text() == timezone.localdate().strftime("%d/%m/%Y")
    page.emulate_media(media="screen")
    for _back in range(6):  # and back again, nothing hidden under the bar
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(300)
        at = page.evaluate(AT)
        assert (at["lost"], at["ring"], at["shown"]) == (False, True, True), at["name"]
