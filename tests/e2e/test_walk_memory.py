"""A translator works with what was translated before and with the glossary; the reviewer sees where the words come from."""

import pytest

from products import reference
from tests.e2e.test_every_reader import findings
from tests.e2e.walking import until
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db(transaction=True)
ENGLISH = ["Library of the village", "Read in your own language", "Open and see", "Scan the code to read the leaflet."]
FIRST = ["Thư viện của bản", "Đọc bằng tiếng mình", "Mở ra xem", "Quét mã để đọc tờ rơi."]
SECOND = ["Thư viện của bản", "Đọc bằng tiếng mình", "Cùng mở ra mà xem", "Quét mã này để đọc tờ rơi."]


@pytest.fixture
def second(desk):
    """A second product whose words are partly those of the first, which is approved in English."""
    reference.load_glossary()
    for language, texts in (("vi", FIRST), ("en", ENGLISH)):
        desk.write(language, texts)
        desk.approve(language)
    desk.product = ProductFactory(by=desk.writer, title=SECOND[0])
    desk.write("vi", SECOND)
    desk.approve()
    return desk


def saved(desk, place: int) -> tuple[str, str]:
    segment = desk.edition("en").segments.get(block=desk.block(place))
    return segment.text, segment.origin


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def write_in(page, number: int):
    """The keyboard goes to the field of segment `number` (from 1); its memory and terms come beside it."""
    field = page.locator(f".segment >> nth={number - 1}").locator("textarea")
    field.focus()
    key = field.get_attribute("id").removeprefix("t-")
    until(page, f"document.querySelector('#help [data-segment=\"{key}\"]') !== null")
    return field


def test_without_script_a_suggestion_is_saved_by_its_button(second, browser_page, translator, shot):
    page = browser_page(user=translator, java_script_enabled=False)
    page.goto(f"/vi/products/{second.product.code}/en/segments/{second.block(3).key}/aside/")
    assert page.locator("kbd:visible").count() == 0  # keys do nothing here
    page.locator("button[data-suggestion='1']").click()
    assert saved(second, 3) == (ENGLISH[3], "memory")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_of_memory_and_glossary_fit_every_screen(second, browser_page, reviewer, translator, shot, width):
    page = browser_page(user=reviewer, width=width)
    addresses = {
        "terms": "/vi/terms/?q=tờ&language=en",
        "term": "/vi/terms/khu-vuc-bien-gioi/",
        "word": "/vi/terms/khu-vuc-bien-gioi/words/?language=sed",
        "gaps": "/vi/terms/?language=sed&gaps=1",
    }
    for name, address in addresses.items():
        page.goto(address)
        shot(page, f"{name}-{width}")
        assert (fits(page), findings(page)) == (True, []), address
    page = browser_page(user=translator, width=width)
    for name, tail in {"aside": f"segments/{second.block(3).key}/aside/", "fill": "fill/"}.items():
        page.goto(f"/vi/products/{second.product.code}/en/{tail}")
        shot(page, f"memory-{name}-{width}")
        assert (fits(page), findings(page)) == (True, []), tail
    assert page.refused == []


def test_translator_takes_an_exact_a_nearly_exact_suggestion_and_a_term(second, browser_page, translator, reviewer, shot):
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{second.product.code}/en/")
    field = write_in(page, 1)
    assert page.locator("#help kbd").first.is_visible()
    page.keyboard.press("F2")
    page.keyboard.press("1")
    assert field.input_value() == ENGLISH[0]
    save(page, field)
    assert saved(second, 0) == (ENGLISH[0], "memory")

    field = write_in(page, 4)
    page.locator("#help button[data-suggestion='1']").click()
    assert field.input_value() == ENGLISH[3]
    field.press("Control+Home")
    page.keyboard.insert_text("Now: ")
    save(page, field)
    assert saved(second, 3) == ("Now: " + ENGLISH[3], "typed")

    field = write_in(page, 3)
    field.press("Control+Home")
    field = write_in(page, 4)
    field.fill("A ")
    field.press("Control+End")
    page.locator("#help button[data-insert='leaflet']").click()
    assert field.input_value() == "A leaflet"
    assert [said for said in page.refused if "Content Security" in said] == []
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"memory-editor-{width}")
        assert (fits(page), findings(page)) == (True, [])
    seen = browser_page(user=reviewer)
    seen.goto(f"/vi/products/{second.product.code}/en/")
    assert ENGLISH[0] in seen.locator(".segment >> nth=0").inner_text()
    assert "Now: " + ENGLISH[3] in seen.locator(".segment >> nth=3").inner_text()


def test_edition_filled_at_once_waits_until_each_segment_is_confirmed(second, browser_page, translator, reviewer, shot):
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{second.product.code}/en/")
    form = page.locator("form[action$='/fill/']")
    form.wait_for(state="attached")
    shot(page, "memory-fill-card-1280")
    with page.expect_navigation():
        form.locator("button").evaluate("button => button.click()")
    assert [saved(second, place) for place in range(2)] == [(ENGLISH[place], "memory") for place in range(2)]
    assert "stale" in page.locator(".segment >> nth=0").get_attribute("class")
    shot(page, "memory-filled-1280")
    for number in range(2):
        segment = page.locator(f".segment >> nth={number}")
        segment.locator("textarea").focus()
        with page.expect_response(lambda answer: "/segments/" in answer.url and answer.request.method == "POST"):
            segment.locator("button[name=confirm]").click()
        until(page, f"!document.querySelectorAll('.segment')[{number}].classList.contains('stale')")
    seen = browser_page(user=reviewer)
    seen.goto(f"/vi/products/{second.product.code}/en/")
    assert "stale" not in seen.locator(".segment >> nth=0").get_attribute("class")
    assert ENGLISH[1] in seen.locator(".segment >> nth=1").inner_text()


def save(page, field) -> None:
    with page.expect_response(lambda answer: "/segments/" in answer.url and answer.request.method == "POST"):
        field.press("Control+Enter")
