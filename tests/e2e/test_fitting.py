"""The fullness of the boxes beside the words, in a real browser: it comes after the page, follows each saved segment, and needs no script."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import first_articles, write

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (360, 768, 1280)
CARD, LAST = "#fitting meter", ".segment >> nth=3"


@pytest.fixture
def folded(desk):
    kind = desk.product.kind
    kind.layouts = ["trifold", "leaflet", "large_print"]
    kind.save()
    desk.write("vi", first_articles("vi"))
    return desk


def editor(desk) -> str:
    return f"/en/products/{desk.product.code}/vi/"


def fit(page, number: int):
    """Where segment `number` (from 1) says how full its box is."""
    return page.locator(f".segment >> nth={number - 1}").locator("[id^=f-]")


def test_fullness_comes_after_the_page_and_follows_a_saved_segment(browser_page, shot, folded):
    page = browser_page(user=folded.writer)
    page.goto(editor(folded))
    page.wait_for_selector(CARD)
    expect(fit(page, 4)).to_contain_text("Panel 1: ")
    words = page.locator(LAST).locator("textarea")
    with page.expect_response(lambda answer: "/fitting/" in answer.url):
        write(page, 4, first_articles("vi")[3] * 12)
        words.press_sequentially(" còn gõ")
    expect(fit(page, 4)).to_contain_text("lines too long")
    assert words.input_value().endswith(" còn gõ")  # what is typed meanwhile stays
    assert page.evaluate("document.activeElement.id").startswith("t-")
    assert page.refused == []


def test_another_layout_is_chosen_and_kept(browser_page, folded):
    page = browser_page(user=folded.writer)
    page.goto(editor(folded))
    page.wait_for_selector(CARD)
    with page.expect_response(lambda answer: "layout=leaflet" in answer.url):
        page.get_by_role("link", name="Leaflet A5").click()
    page.wait_for_selector("#fit-leaflet[aria-current]")
    expect(fit(page, 4)).to_have_text("The inside, page 2")
    with page.expect_response(lambda answer: "layout=leaflet" in answer.url):
        write(page, 4, "Câu khác.")
    assert page.refused == []


def test_without_script_a_link_leads_to_the_same_table(browser_page, folded):
    page = browser_page(user=folded.writer, java_script_enabled=False)
    page.goto(editor(folded))
    page.locator("#fitting a").click()
    assert "Panel 1: " in page.locator("table").inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_screen(browser_page, shot, folded, width):
    page = browser_page(width=width, user=folded.writer)
    folded.words("vi", 3, first_articles("vi")[3] * 12)
    page.goto(editor(folded))
    page.wait_for_selector(CARD)
    shot(page, f"fitting-editor-{width}")
    assert (findings(page), sideways(page)) == ([], 0)
    page.goto(editor(folded) + "fitting/")
    shot(page, f"fitting-page-{width}")
    assert (findings(page), sideways(page), page.refused) == ([], 0, [])
