"""Composing without a mouse, and without script: every step is a key or a plain form, and the keyboard never loses its place."""

import pytest

from products.models import Product
from tests.e2e.walking import act, until
from tests.factories import KindFactory

pytestmark = pytest.mark.django_db(transaction=True)
SEGMENT = "document.activeElement.closest('.segment')"


def tab_to(page, selector: str, *, most: int = 60) -> None:
    """Press Tab until the focus is on what the selector names; it must be within reach."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not within {most} presses of Tab")


def is_save(answer) -> bool:
    return "/segments/" in answer.url and answer.request.method == "POST" and answer.status == 200


def save(page, text: str) -> None:
    page.keyboard.insert_text(text)
    with page.expect_response(is_save):
        page.keyboard.press("Control+Enter")


def standing(product) -> list[tuple[str, str]]:
    """Kind and words of each block, in order."""
    return list(product.blocks.standing().values_list("kind", "segments__text"))


def at(page) -> int:
    """Number of the segment in which the keyboard stands, from 1; 0 outside of all."""
    return page.evaluate(f"[...document.querySelectorAll('.segment')].indexOf({SEGMENT}) + 1")


def press(page, selector: str) -> None:
    """Reach a button by Tab and press it; the page comes anew."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def click(page, selector: str) -> None:
    """Press a button with the mouse; the page comes anew."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def test_product_is_composed_and_handed_in_by_keyboard_alone(browser_page, writer):
    KindFactory()
    page = browser_page(user=writer)
    page.goto("/vi/products/new/")
    tab_to(page, "[name=title]")
    page.keyboard.insert_text("Chợ biên giới")
    tab_to(page, "[name=kind]")
    page.keyboard.press("ArrowDown")
    press(page, "main form button.button")
    product = Product.objects.get()

    tab_to(page, ".segment textarea")
    page.keyboard.press("Alt+ArrowDown")
    assert at(page) == 2
    for text in ("Chợ họp mỗi sáng thứ bảy.", "Giấy tờ", "Mang theo giấy thông hành."):
        save(page, text)
    until(page, "document.querySelectorAll('.segment.current').length === 4")
    assert (at(page), page.evaluate("document.activeElement.tagName")) == (4, "TEXTAREA")  # the last one keeps the keyboard after its swap

    press(page, "[value=up]")
    tab_to(page, ".segment textarea", most=1)
    assert at(page) == 3
    tab_to(page, ".segment summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=kind]", most=1)
    press(page, "button.quiet")
    tab_to(page, ".segment textarea", most=1)
    assert at(page) == 4
    press(page, "[value=remove]")
    tab_to(page, ".segment textarea", most=1)
    assert at(page) == 3
    words = [
        ("title", "Chợ biên giới"),
        ("summary", "Chợ họp mỗi sáng thứ bảy."),
        ("text", "Mang theo giấy thông hành."),
        ("heading", "Giấy tờ"),
    ]
    assert standing(product) == words

    until(page, "!document.getElementById('edition-side').open")  # it folds when the help with a segment comes
    tab_to(page, "#edition-side > summary")
    page.keyboard.press("Enter")
    press(page, "form[action$='/submit/'] button")
    assert product.editions.get(language="vi").revisions.get().stage == "language_review"
    assert page.refused == []


def test_words_typed_while_the_answer_was_on_its_way_stay(desk, browser_page, writer):
    desk.fill()
    page = browser_page(user=writer)
    page.goto(f"/vi/products/{desk.product.code}/vi/")
    field = page.locator(".segment textarea").last
    held = []
    page.route("**/segments/**", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    field.fill("Quét mã.")
    field.press("Control+Enter")
    field.press("End")
    page.keyboard.type(" Rồi đọc.")
    with page.expect_response(is_save):
        held.pop().continue_()
    until(page, "document.querySelector('.segment:last-of-type [role=status]').textContent.trim() !== ''")
    page.unroute("**/segments/**")
    assert (field.input_value(), page.evaluate("document.activeElement.value")) == ("Quét mã. Rồi đọc.",) * 2
    with page.expect_response(is_save):
        field.press("Control+Enter")
    assert desk.edition().segments.get(block=desk.block(3)).text == "Quét mã. Rồi đọc."


def test_product_is_composed_and_handed_in_without_script(browser_page, writer):
    KindFactory()
    page = browser_page(user=writer, java_script_enabled=False, width=360)
    page.goto("/vi/products/new/")
    page.fill("[name=title]", "Chợ biên giới")
    page.select_option("[name=kind]", label="Tờ rơi")
    click(page, "main form button.button")
    product = Product.objects.get()
    for number, text in ((3, "Giấy tờ"), (4, "Mang theo giấy thông hành.")):
        page.locator(f".segment >> nth={number - 1} >> textarea").fill(text)
        click(page, f".segment >> nth={number - 1} >> form[action*='/segments/'] button")
    click(page, ".segment >> nth=3 >> [value=up]")
    page.locator(".segment >> nth=3 >> summary").click()
    click(page, ".segment >> nth=3 >> form[action$='/add/'] button")
    click(page, ".segment >> nth=4 >> [value=remove]")
    assert standing(product) == [
        ("title", "Chợ biên giới"),
        ("summary", None),
        ("text", "Mang theo giấy thông hành."),
        ("heading", "Giấy tờ"),
    ]
    act(page, "submit")
    assert product.editions.get(language="vi").revisions.get().stage == "language_review"
