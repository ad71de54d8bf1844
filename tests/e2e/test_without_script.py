"""Everything but comfort works without JavaScript: a reader finds, narrows, reads, takes along and changes the language by links alone."""

import pytest

from kontum_ttdn.search import index
from tests.e2e.walking import CODE, first_articles, plain
from tests.factories import KindFactory, ProductFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]


@pytest.fixture
def published(desk, run_jobs):
    """A work in two languages, found by its words, its sheets made; and another of another kind with the same words."""
    for language in ("vi", "lo"):
        desk.write(language, first_articles(language))
        desk.publish(language)
    run_jobs()
    desk.product = ProductFactory(by=desk.writer, kind=KindFactory(code="handbook", name_vi="Sổ tay"))
    desk.write("vi", first_articles("vi"))
    desk.publish()
    index.tend()
    return desk


def test_reader_without_script_goes_from_home_to_the_work_its_file_and_another_language(published, browser_page):
    page = browser_page(360, java_script_enabled=False)
    title, _summary, _heading, text = first_articles("vi")
    page.goto("/vi/")
    page.fill("main [name=q]", title.split()[0])
    page.locator("main form.search button").click()
    page.locator("details.card summary").click()
    assert page.locator("article.entry").count() == 2
    page.locator(".facet .choice", has_text="Tờ rơi").click()
    assert page.locator("article.entry h3 a").count() == 1
    page.locator("article.entry h3 a").click()
    assert plain(text) in plain(page.locator("article").inner_text())
    sheet = page.context.request.get(page.locator("a[href$='.pdf']").first.get_attribute("href"))
    assert (sheet.status, sheet.body()[:5]) == (200, b"%PDF-")
    page.locator("main .languages a[hreflang=lo]").click()
    assert page.url.endswith(f"/lo/library/{CODE}/")
    assert plain(first_articles("lo")[0]) == plain(page.locator("h1").inner_text())
    assert (
        page.locator("[data-to-shelf]:visible, [data-kept-bar]:visible, main button:not(form button):visible").count() == 0
    )  # nothing that would do nothing
    page.goto("/lo/shelf/?keep=" + CODE)
    assert (page.locator("[data-unable]").is_visible(), page.locator("main button:visible").count()) == (True, 0)
    assert page.context.cookies() == []
