"""Somebody writes five languages whose letters no keyboard has: keys beside the field, either typing order, a paste in an old font, a dialect."""

import pytest

from kontum_ttdn.access.roles import Role
from kontum_ttdn.languages.letters import LOOSE_BREVE, keys
from products.models import Segment
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE, act, first_articles, until, write
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
MINORITY = ("sed", "bdq", "jra", "jeh", "brb")
SCREENS = (360, 1280)


@pytest.fixture
def scribe(department):
    return UserFactory(username="scribe", unit=department, roles=[Role.TRANSLATOR], languages={"translate": MINORITY})


@pytest.fixture
def elder(department):
    return UserFactory(username="elder", unit=department, roles=[Role.REVIEWER], languages={"review": MINORITY})


def wordings(desk, language: str, place: int) -> list[str]:
    """What a segment has said, first to last."""
    segment = Segment.objects.get(edition=desk.edition(language), block=desk.block(place))
    return list(segment.versions.order_by("version").values_list("text", flat=True))


def narrowest(buttons) -> float:
    """The shortest side of any of them, in pixels."""
    return min(buttons.evaluate_all("all => all.map(one => one.getBoundingClientRect()).flatMap(box => [box.width, box.height])"))


def try_the_keys(page, language: str, shot) -> None:
    """Every letter is a key that a finger meets, small and large; a mark goes on the letter before; undo takes back what a key wrote."""
    page.goto(f"/vi/products/{CODE}/{language}/")
    field, palette = page.locator(".segment textarea").first, page.locator(".segment .palette")
    field.focus()
    buttons = palette.locator(".letters button")
    assert buttons.all_inner_texts() == [key.lower for key in keys(language)]
    palette.get_by_role("button", name="ƀ", exact=True).click()
    palette.locator("[data-capitals]").click()
    assert buttons.all_inner_texts() == [key.upper for key in keys(language)]
    palette.get_by_role("button", name="Ƀ", exact=True).click()
    page.keyboard.type("e")
    palette.get_by_role("button", name=LOOSE_BREVE, exact=True).click()
    assert field.input_value() == "ƀɃe\u0306"
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        if language == "sed":  # the one with the most keys
            shot(page, f"minority-{language}-{width}")
        assert (narrowest(buttons) >= 44, sideways(page)) == (True, 0)
    field.press("Control+z")
    assert field.input_value() == "ƀɃe"


def test_writer_of_five_languages_has_their_letters_and_hands_in_words_that_the_elder_reads(desk, browser_page, scribe, elder, shot):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=scribe)
    page.on("dialog", lambda dialog: dialog.accept())
    for language in MINORITY:
        try_the_keys(page, language, shot)

    page.goto(f"/vi/products/{CODE}/bdq/")
    for number, typed in enumerate(("ƀ", "e\u0302\u0306", "e\u0306\u0302"), 1):
        write(page, number, typed)
    until(page, "document.querySelectorAll('.segment.current').length === 3")
    assert wordings(desk, "bdq", 1) == wordings(desk, "bdq", 2) == ["\u00ea\u0306"]

    write(page, 4, "tơring ]ar Kontum")
    choice = page.locator(".segment >> nth=3").locator("[role=alert]")
    choice.wait_for()
    assert "tơring čar Kontum" in choice.inner_text()
    assert (page.locator(".palette").count(), desk.edition("bdq").segments.filter(block=desk.block(3)).count()) == (1, 0)
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        shot(page, f"minority-old-font-{width}")
        assert (findings(page), sideways(page)) == ([], 0)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 200):
        choice.locator("[value=convert]").click()
    assert wordings(desk, "bdq", 3) == ["tơring ]ar Kontum", "tơring čar Kontum"]

    page.goto(f"/vi/products/{CODE}/bdq/")
    act(page, "variant", variant="Rơ Ngao")
    act(page, "submit")
    other = browser_page(360, user=elder)
    other.goto("/vi/desk/")
    assert other.locator("[aria-labelledby=to-review] a").first.get_attribute("href").endswith(f"/products/{CODE}/bdq/")
    other.goto(f"/vi/products/{CODE}/bdq/")
    assert "Rơ Ngao" in other.locator("#standing").inner_text()
    assert "tơring čar Kontum" in other.locator(".segment >> nth=3").inner_text()
    shot(other, "minority-elder-360")
    assert ([line for line in page.refused if "422" not in line], other.refused) == ([], [])


def test_language_without_a_reference_spelling_warns_and_blocks_nothing(desk, browser_page, scribe, elder):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=scribe)
    page.goto(f"/vi/products/{CODE}/brb/")
    assert page.locator(".notice.heed").count() == 1
    for number, typed in enumerate(("ƀ ǐ", "ĕ", "ơ̆", "ŭ"), 1):  # one of them only looks right
        write(page, number, typed)
    until(page, "document.querySelectorAll('.segment.current').length === 4")
    assert "ǐ → ĭ" in page.locator(".segment >> nth=0").locator(".findings").inner_text()
    act(page, "submit")
    other = browser_page(360, user=elder)
    other.goto("/vi/desk/")
    assert other.locator("[aria-labelledby=to-review] a").first.get_attribute("href").endswith(f"/products/{CODE}/brb/")
