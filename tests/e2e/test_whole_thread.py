"""A Word file becomes a published work in four languages: four accounts, each on their own screen, and a reader without one."""

import subprocess

import pytest
from docx import Document

from kontum_ttdn.languages.folding import normalise
from products.demo import declaration
from products.models import Approval, Product
from tests.e2e.walking import act, plain, until
from tests.factories import KindFactory

pytestmark = pytest.mark.django_db(transaction=True)
FOUR = ("vi", "en", "lo", "km")
ARTICLES = 3


def words_of(language: str) -> list[str]:
    """Title, the preamble as summary, then heading and text of the first articles, as the United Nations have them."""
    said = [normalise(part) for part in declaration(language)]
    return [said[0], said[2].split("\n")[0], *said[3 : 3 + 2 * ARTICLES]]


def word_file(folder):
    """The Vietnamese words as somebody at an office would have them in Word."""
    title, summary, *rest = words_of("vi")
    document = Document()
    document.add_heading(title, 0)
    document.add_paragraph(summary)
    for heading, text in zip(rest[::2], rest[1::2], strict=True):
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    path = folder / "tuyen-ngon.docx"
    document.save(path)
    return path


@pytest.fixture
def both(shot):
    """`both(page, name)` keeps a picture at 360 and at 1280 points and sees that nothing runs out of the page sideways."""

    def keep(page, name: str) -> None:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            shot(page, f"thread-{name}-{width}")
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (name, width)

    return keep


def bring_in(page, path, both) -> Product:
    """The writer looks at the file and makes a product of it, then hands it in."""
    page.goto("/vi/products/import/")
    both(page, "1-import")
    page.set_input_files("[name=file]", path)
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    both(page, "2-preview")
    page.select_option("[name=kind]", label="Tờ rơi")
    with page.expect_navigation():
        page.locator("main form button.button:not(.risk)").first.click()
    both(page, "3-composer")
    act(page, "submit")
    return Product.objects.get()


def open_from_desk(page, place: str, language: str) -> None:
    page.goto("/vi/desk/")
    with page.expect_navigation():  # to its end: a key that is pressed before the scripts are there is pressed in vain
        page.locator(f"[aria-labelledby={place}] a[href$='/{language}/']").click()


def translate(page, language: str, both) -> None:
    """By keyboard: the words, Ctrl+Enter, the next segment."""
    open_from_desk(page, "to-translate", language)
    page.locator(".segment textarea").first.focus()
    for text in words_of(language):
        page.keyboard.insert_text(text)
        with page.expect_response(lambda answer: "/segments/" in answer.url and answer.request.method == "POST" and answer.status == 200):
            page.keyboard.press("Control+Enter")
    until(page, "[...document.querySelectorAll('.segment')].every((one) => one.matches('.current'))")
    both(page, f"5-translated-{language}")
    act(page, "submit")


def pass_and_publish(reviewer_page, approver_page, language: str, both) -> None:
    open_from_desk(reviewer_page, "to-review", language)
    both(reviewer_page, f"6-review-{language}")
    act(reviewer_page, "pass-language")
    open_from_desk(approver_page, "to-approve", language)
    both(approver_page, f"7-approval-{language}")
    act(approver_page, "approve", decision_number="12/QĐ-SVHTTDL", signer="Y Ký")
    act(approver_page, "publish")


def printed(page, folder, language: str) -> str:
    link = page.locator("main a[href$='.pdf']")
    sheet = folder / f"{language}.pdf"
    sheet.write_bytes(page.context.request.get(link.get_attribute("href")).body())
    return subprocess.run(["pdftotext", "-raw", sheet, "-"], capture_output=True, text=True, check=True).stdout


def test_word_file_is_read_and_printed_in_four_languages(browser_page, writer, translator, reviewer, approver, run_jobs, both, tmp_path):
    KindFactory()
    pages = {person.username: browser_page(user=person) for person in (writer, translator, reviewer, approver)}
    product = bring_in(pages["writer"], word_file(tmp_path), both)
    for language in FOUR:
        if language != "vi":
            pages["translator"].goto("/vi/desk/")
            both(pages["translator"], f"4-desk-{language}")
            translate(pages["translator"], language, both)
        pass_and_publish(pages["reviewer"], pages["approver"], language, both)
    run_jobs()
    for name, page in pages.items():
        page.goto("/vi/desk/")
        both(page, f"8-desk-{name}")
        page.goto(f"/vi/products/{product.code}/")
        both(page, f"8-product-{name}")
        assert page.refused == []

    assert set(Approval.objects.values_list("revision__edition__language", "key", "by__username")) == {
        (language, key, who) for language in FOUR for key, who in (("language", "reviewer"), ("content", "approver"))
    }
    reader = browser_page()
    for language in FOUR:
        reader.goto(f"/{language}/library/")
        both(reader, f"9-library-{language}")
        reader.locator("main .tiles a").first.click()
        both(reader, f"9-reader-{language}")
        shown = plain(reader.locator("article.reading").inner_text())
        on_paper = plain(printed(reader, tmp_path, language))
        for text in words_of(language):
            assert plain(text) in shown
            assert plain(text) in on_paper
    assert reader.context.cookies() == [] == reader.refused
