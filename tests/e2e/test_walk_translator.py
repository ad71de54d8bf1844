"""A translator works through an edition by keyboard alone; two hands in one segment, and a cut link, lose nothing."""

import pytest

from tests.e2e.walking import CODE, act, first_articles, write

pytestmark = pytest.mark.django_db(transaction=True)


def saved_text(desk, language: str, place: int) -> str:
    return desk.edition(language).segments.get(block=desk.block(place)).text


def test_translator_brings_a_lao_edition_to_the_reviewer_by_keyboard(desk, browser_page, translator, reviewer, shot):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator, width=1280)
    page.goto(f"/vi/products/{CODE}/lo/")
    words = first_articles("lo")
    page.locator(".segment textarea").first.focus()
    for text in words:
        page.keyboard.insert_text(text)
        with page.expect_response(lambda answer: "/segments/" in answer.url and answer.status == 200):
            page.keyboard.press("Control+Enter")
        page.wait_for_timeout(150)
    shot(page, "translator-1-editor")
    assert [saved_text(desk, "lo", place) for place in range(4)] == words
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    shot(page, "translator-2-editor-phone")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    act(page, "submit")
    other = browser_page(user=reviewer)
    other.goto("/vi/desk/")
    assert other.locator("[aria-labelledby=to-review] a").first.get_attribute("href").endswith(f"/products/{CODE}/lo/")
    assert page.refused == []


def test_two_tabs_in_one_segment_get_a_clear_choice(desk, browser_page, translator, shot):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    first, second = browser_page(user=translator), browser_page(user=translator)
    for page in (first, second):
        page.goto(f"/vi/products/{CODE}/en/")
    write(first, 1, "The words of the first")
    write(second, 1, "The words of the second")
    met = second.locator(".segment >> nth=0")
    assert "The words of the first" in met.locator("[role=alert]").inner_text()
    assert met.locator("textarea").input_value() == "The words of the second"
    assert saved_text(desk, "en", 0) == "The words of the first"
    shot(second, "translator-3-conflict")
    write(second, 1, "The words of both")
    assert saved_text(desk, "en", 0) == "The words of both"


def test_words_written_while_the_link_is_cut_stay_and_are_saved_afterwards(desk, browser_page, translator, offline):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator, width=360)
    page.goto(f"/vi/products/{CODE}/km/")
    field = page.locator(".segment textarea").first
    with offline(page):
        field.fill(first_articles("km")[0])
        field.press("Control+Enter")
        page.wait_for_function("document.querySelector('.segment [role=status]').textContent.trim() !== ''")
        assert field.input_value() == first_articles("km")[0]
    write(page, 1, first_articles("km")[0])
    assert saved_text(desk, "km", 0) == first_articles("km")[0]


def test_without_script_each_segment_has_its_own_button(desk, browser_page, translator):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator, java_script_enabled=False)
    page.goto(f"/vi/products/{CODE}/en/")
    segment = page.locator(".segment >> nth=0")
    segment.locator("textarea").fill("Declaration")
    segment.locator("form button").first.click()
    assert saved_text(desk, "en", 0) == "Declaration"


def test_saving_by_the_button_leaves_the_keyboard_in_the_same_segment(desk, browser_page, translator):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{CODE}/en/")
    segment = page.locator(".segment >> nth=1")
    segment.locator("textarea").fill("A summary")
    with page.expect_response(lambda answer: "/segments/" in answer.url):
        segment.locator("form button").first.click()
    page.wait_for_function("document.activeElement.closest('.segment') === document.querySelectorAll('.segment')[1]")
    assert saved_text(desk, "en", 1) == "A summary"
