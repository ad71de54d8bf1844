"""A writer takes a Word file in, mends it by keyboard, rebuilds it with buttons, and hands it in. A reviewer then finds it on the desk."""

import pytest

from products.models import Product
from tests.e2e.walking import act, sign_in, write
from tests.factories import KindFactory
from tests.products.documents import saved, word

pytestmark = pytest.mark.django_db(transaction=True)

PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


def test_writer_brings_a_word_file_to_the_reviewers_desk(browser_page, writer, reviewer, shot, tmp_path):
    KindFactory(code="thematic_paper", name="Thông tin chuyên đề", name_vi="Thông tin chuyên đề")
    writer.set_password("mot mat khau that dai")
    writer.save()
    document = word(
        HEADING.format("Chợ biên giới Bờ Y"),
        PARAGRAPH.format("Chợ họp mỗi sáng thứ bảy."),
        HEADING.format("Giấy tờ"),
        PARAGRAPH.format("Mang theo giấy thông hành."),
    )
    path = tmp_path / "cho-bien-gioi.docx"
    path.write_bytes(saved(document))

    page = browser_page(width=1280)
    sign_in(page, "writer", "mot mat khau that dai")
    page.goto("/vi/products/import/")
    page.set_input_files("[name=file]", path)
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    shot(page, "writer-1-preview")
    assert "Mang theo giấy thông hành." in page.locator("main table").inner_text()
    page.fill("[name=title]", "Chợ biên giới Bờ Y")
    page.select_option("[name=kind]", label="Thông tin chuyên đề")
    with page.expect_navigation():
        page.locator("main form button.button:not(.risk)").first.click()

    product = Product.objects.get()
    write(page, 2, "Chợ họp ở đâu, mang giấy gì.")
    page.locator(".segment >> nth=3").locator("form[action*='/blocks/'] button[value=up]").click()
    shot(page, "writer-2-composer")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shot(page, "writer-3-composer-phone")
    act(page, "submit")

    other = browser_page(user=reviewer)
    other.goto("/vi/desk/")
    assert other.locator("#to-review ~ .frame a, [aria-labelledby=to-review] a").first.inner_text() == "Chợ biên giới Bờ Y"
    assert product.editions.get(language="vi").summary == "Chợ họp ở đâu, mang giấy gì."
    assert page.refused == [] == other.refused


def test_damaged_word_file_is_refused_in_words_and_leaves_nothing(browser_page, writer, tmp_path):
    path = tmp_path / "hong.docx"
    path.write_bytes(b"PK\x03\x04 this is not a document")
    page = browser_page(user=writer, width=360)
    page.goto("/vi/products/import/")
    page.set_input_files("[name=file]", path)
    page.locator("main form button.button").first.click()
    assert page.locator(".fault, .errorlist, .field.wrong").first.inner_text().strip()
    assert not Product.objects.exists()
