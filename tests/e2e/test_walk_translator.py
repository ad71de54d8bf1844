"""A translator works through an edition by keyboard alone; two hands in one segment, and a cut link, lose nothing."""

import pytest

from products import actions
from products.models import Comment
from tests.e2e.test_every_reader import findings
from tests.e2e.walking import CODE, act, first_articles, until, write
from tests.factories import ProductFactory

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
        with page.expect_response(lambda answer: "/segments/" in answer.url and answer.request.method == "POST" and answer.status == 200):
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


def is_post(answer) -> bool:
    return answer.request.method == "POST"


def is_save(answer) -> bool:
    return "/segments/" in answer.url and is_post(answer)


def hold(page) -> list:
    """What is sent from now on waits in this list."""
    held = []
    page.route("**/segments/**", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    return held


def open_comments(page, place: int) -> None:
    """The help of that segment, with its comments, beside it."""
    link = page.locator("[data-comments]").nth(place)
    with page.expect_response(lambda answer: "/aside/" in answer.url):
        link.click()
    key = link.get_attribute("href").split("/")[-3]
    until(page, f"document.querySelector('#comments > form')?.action.includes('{key}')")


def test_two_tabs_in_one_segment_get_a_clear_choice(desk, browser_page, translator, shot):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    first, second = browser_page(user=translator), browser_page(user=translator)
    for page in (first, second):
        page.goto(f"/vi/products/{CODE}/en/")
    write(first, 1, "The words of the first")
    held = hold(second)
    field = second.locator(".segment textarea").first
    field.fill("The words of the second")
    field.press("Control+Enter")
    field.focus()
    field.press("End")
    second.keyboard.type(", typed on")
    with second.expect_response(is_save):
        held.pop().continue_()
    met = second.locator(".segment >> nth=0")
    met.locator("[role=alert]").wait_for()
    assert "The words of the first" in met.locator("[role=alert]").inner_text()
    assert met.locator("textarea").input_value() == "The words of the second, typed on"
    assert saved_text(desk, "en", 0) == "The words of the first"
    shot(second, "translator-3-conflict")
    second.unroute("**/segments/**")
    write(second, 1, "The words of both")
    assert saved_text(desk, "en", 0) == "The words of both"
    write(first, 1, "The first again")
    with first.expect_response(is_save):
        first.locator("[name=theirs]").click()
    until(first, "document.querySelector('.segment [role=alert]') === null")
    assert first.locator(".segment textarea").first.input_value() == "The words of both"
    first.reload()  # nothing unsaved holds the page, nothing is offered again
    assert (first.locator(".kept").count(), saved_text(desk, "en", 0)) == (0, "The words of both")


def test_half_a_comment_outlives_its_panel_and_is_not_sent_into_the_void(desk, browser_page, translator):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    actions.comment(edition=desk.edition("en"), block=desk.block(0), text="Vì sao?", by=desk.reviewer)
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{CODE}/en/")
    open_comments(page, 0)
    page.locator("#comment").fill("Half a sent")
    page.locator(".thread summary").click()
    page.locator(".thread textarea").fill("Half an answ")
    open_comments(page, 1)
    assert page.locator("#comment").input_value() == ""
    open_comments(page, 0)
    drafts = page.locator("#comments textarea")
    assert [draft.input_value() for draft in drafts.all()] == ["Half an answ", "Half a sent"]
    page.route("**/comments/**", lambda route: route.fulfill(status=500, body="broken"))
    page.locator(".thread details button").click()
    page.locator("#comments [role=alert]").wait_for()
    page.unroute("**/comments/**")
    with page.expect_response(is_post):
        page.locator(".thread details button").click()
    until(page, "document.querySelector('.thread .answer') !== null")
    assert [draft.input_value() for draft in drafts.all()] == ["", "Half a sent"]
    assert [comment.text for comment in Comment.objects.order_by("pk")] == ["Vì sao?", "Half an answ"]


def test_suggestion_taken_can_be_undone_and_never_goes_into_another_segment(desk, browser_page, translator):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.approve("en")
    desk.product = ProductFactory(by=desk.writer, title="Thư viện của bản")
    desk.fill()
    desk.approve()
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{desk.product.code}/en/")
    open_comments(page, 0)
    fields = page.locator(".segment textarea")
    fields.first.fill("My own long words")
    fields.first.focus()
    keys(page, "1")
    assert fields.first.input_value() == "Thư viện của bản (en)"
    page.keyboard.press("Control+z")
    assert fields.first.input_value() == "My own long words"
    page.route("**/aside/", lambda route: None)  # help for the second segment never comes
    fields.nth(1).focus()
    page.wait_for_timeout(400)
    keys(page, "1")
    assert [field.input_value() for field in fields.all()[:2]] == ["My own long words", ""]


def test_words_written_while_the_link_is_cut_stay_and_are_saved_afterwards(desk, browser_page, translator, offline):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator, width=360)
    page.goto(f"/vi/products/{CODE}/km/")
    field = page.locator(".segment textarea").first
    with offline(page):
        field.fill(first_articles("km")[0])
        field.press("Control+Enter")
        until(page, "document.querySelector('.segment [role=status]').textContent.trim() !== ''")
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
    with page.expect_response(lambda answer: "/segments/" in answer.url and answer.request.method == "POST"):
        segment.locator("form button").first.click()
    until(page, "document.activeElement.closest('.segment') === document.querySelectorAll('.segment')[1]")
    assert saved_text(desk, "en", 1) == "A summary"


def keys(page, key: str) -> None:
    """F2 opens the keys, then one of them acts."""
    page.keyboard.press("F2")
    until(page, "document.getElementById('keys').hasAttribute('open')")
    page.keyboard.press(key)


def in_segment(place: int) -> str:
    return f"document.activeElement.closest('.segment') === document.querySelectorAll('.segment')[{place}]"


def saved(answer) -> bool:
    return "/segments/" in answer.url and answer.request.method == "POST" and answer.status == 200


def test_day_of_a_translator_by_keyboard_ends_on_the_desk_of_the_reviewer(desk, browser_page, translator, reviewer, shot):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    words = first_articles("lo")
    desk.words("lo", 0, words[0])
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{CODE}/lo/")
    page.locator(".segment textarea").first.focus()
    keys(page, "n")  # the next that is not translated
    until(page, in_segment(1))
    keys(page, "g")  # the source is copied, and put away again
    until(page, "document.activeElement.value.length > 3")
    for place in (1, 2, 3):
        until(page, in_segment(place))
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(words[place] + (" 99" if place == 3 else ""))
        with page.expect_response(saved):
            keys(page, "Enter")
        page.wait_for_timeout(150)
    page.keyboard.press("F2")
    page.keyboard.press("Escape")
    until(page, in_segment(3))
    keys(page, "f")  # the next to look at again: the number that the source does not have
    until(page, in_segment(3))
    assert "99" in page.locator(".segment >> nth=3").locator(".findings").inner_text()
    with page.expect_response(lambda answer: "/aside/" in answer.url):
        keys(page, "c")
    until(page, "document.activeElement.id === 'comment'")
    page.keyboard.insert_text("Số 99 ở đâu ra?")
    page.keyboard.press("Tab")
    with page.expect_response(lambda answer: "/comments/" in answer.url):
        page.keyboard.press("Enter")
    until(page, "document.querySelector('.thread') !== null")
    page.locator(".segment >> nth=3").locator("textarea").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(words[3])
    with page.expect_response(saved):
        keys(page, "s")
    until(page, "!document.querySelectorAll('.segment')[3].querySelector('textarea').defaultValue.includes('99')")  # it stands in the page
    with page.expect_navigation():
        keys(page, "h")
    shot(page, "day-5-wordings")
    assert findings(page) == []
    with page.expect_navigation():
        page.locator("form[action$='/restore/'] button").first.click()
    assert saved_text(desk, "lo", 3).endswith(" 99")
    with page.expect_navigation():
        page.locator("form[action$='/restore/'] button").first.click()
    assert saved_text(desk, "lo", 3) == words[3]
    page.goto(f"/vi/products/{CODE}/lo/")
    act(page, "submit")
    other = browser_page(user=reviewer)
    other.goto("/vi/desk/")
    assert other.locator("[aria-labelledby=to-review] a").first.get_attribute("href").endswith(f"/products/{CODE}/lo/")
    other.goto(f"/vi/products/{CODE}/lo/?show=comments")
    assert other.locator(".segment").count() == 1
    other.locator("[data-comments]").click()
    other.locator(".thread").wait_for()
    assert "Số 99 ở đâu ra?" in other.locator(".thread").inner_text()
    assert findings(other) == []
    assert (page.refused, other.refused) == ([], [])


def test_words_typed_before_the_link_was_cut_are_offered_again_after_a_reload(desk, browser_page, translator, offline, shot):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator, width=360)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/vi/products/{CODE}/km/")
    typed = first_articles("km")[0]
    with offline(page):
        page.locator(".segment textarea").first.fill(typed)
        page.locator(".segment textarea").first.press("Control+Enter")
        until(page, "document.querySelector('.segment').dataset.waits === 'cut'")
        shot(page, "cut-1-said")
        page.close()
    again = page.context.new_page()
    again.goto(f"/vi/products/{CODE}/km/")
    assert again.locator(".segment textarea").first.input_value() == ""
    assert again.locator(".kept .words").inner_text() == typed
    shot(again, "cut-2-offered")
    again.locator("[data-put-back]").click()
    with again.expect_response(lambda answer: "/segments/" in answer.url and answer.request.method == "POST"):
        again.keyboard.press("Control+Enter")
    until(again, "document.querySelector('.segment.current') !== null")
    assert saved_text(desk, "km", 0) == typed
    again.reload()
    assert again.locator(".kept").count() == 0


def test_words_kept_on_the_device_never_overwrite_what_somebody_saved_meanwhile(desk, browser_page, translator, offline):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(user=translator)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/vi/products/{CODE}/en/")
    with offline(page):
        page.locator(".segment textarea").first.fill("Typed on the bus")
        page.close()
    desk.words("en", 0, "Saved in the office")
    again = page.context.new_page()
    again.goto(f"/vi/products/{CODE}/en/")
    again.locator("[data-put-back]").click()
    with again.expect_response(lambda answer: answer.status == 409):
        again.keyboard.press("Control+Enter")
    until(again, "document.querySelector('.segment [role=alert]') !== null")
    met = again.locator(".segment >> nth=0")
    assert "Saved in the office" in met.locator("[role=alert]").inner_text()
    assert met.locator("textarea").input_value() == "Typed on the bus"
    assert saved_text(desk, "en", 0) == "Saved in the office"
