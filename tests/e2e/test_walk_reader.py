"""A reader without script or account reads one work in four languages, is told honestly what is missing, and takes the PDF along."""

import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone

from products.models import Product
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE, first_articles, plain

pytestmark = pytest.mark.django_db(transaction=True)
FOUR = ("vi", "en", "lo", "km")


@pytest.fixture
def published(desk, run_jobs):
    """One work, published in four languages by the whole cast, its sheets made."""
    for language in FOUR:
        desk.write(language, first_articles(language))
        desk.publish(language)
    run_jobs()
    return desk


@pytest.mark.parametrize("language", FOUR)
def test_reader_reads_and_takes_along_each_of_four_languages(published, browser_page, shot, language, tmp_path):
    page = browser_page(width=360, java_script_enabled=False)
    page.goto("/vi/library/")
    page.goto(f"/{language}/library/{CODE}/")
    title, _summary, _heading, text = first_articles(language)
    assert plain(page.locator("h1").inner_text()) == plain(title)
    assert plain(text) in plain(page.locator("article").inner_text())
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(page.context.request.get(page.locator("a[href$='.pdf']").get_attribute("href")).body())
    printed = subprocess.run(["pdftotext", "-layout", sheet, "-"], capture_output=True, text=True, check=True).stdout
    assert plain(title) in plain(printed)
    assert page.context.cookies() == []
    wide = browser_page(width=360)
    wide.goto(f"/{language}/library/{CODE}/")
    shot(wide, f"reader-{language}-360")
    assert (findings(wide), sideways(wide)) == ([], 0)


def test_reader_goes_from_language_to_language_and_is_told_what_is_missing_and_what_ran_out(published, browser_page, shot):
    page = browser_page(width=768)
    page.goto(f"/vi/library/{CODE}/")
    page.locator("main .languages a", has_text="ພາສາລາວ").click()
    assert page.url.endswith(f"/lo/library/{CODE}/")
    page.locator("main .languages a", has_text="Jrai").click()
    assert (page.locator("article").get_attribute("lang"), page.locator(".notice.heed:visible").count()) == ("vi", 1)
    shot(page, "reader-fallback-768")
    for days, marked in ((1, False), (-2, True)):  # wherever the browser is
        Product.objects.update(valid_until=timezone.localdate() + timedelta(days=days))
        page.goto(f"/vi/library/{CODE}/")
        assert page.locator("[data-until] [data-passed]").is_visible() == marked
