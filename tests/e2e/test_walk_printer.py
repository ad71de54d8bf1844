"""Somebody who may print orders all languages of a work at once, watches, tries again what failed, and takes everything home in one file;
and a leaflet on its way to the printing house: held back, licensed, found clean, approved for print, fetched."""

import io
import json
import subprocess
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kontum_ttdn.background import worker
from kontum_ttdn.background.models import Job, State
from products.models import PrintBatch, PrintLicence, Sheet
from tests.e2e.walking import CODE, act, first_articles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def printer(department):
    """A translator of no language: may order printed forms, and write nothing."""
    return UserFactory(username="printer", unit=department, roles=["translator"])


def turn() -> None:
    """One form of those that wait is made."""
    worker.load()
    worker.run(Job.objects.filter(kind="products.print_lane", state=State.WAITING).earliest("pk").pk)


def tick(page, *labels: str) -> None:
    """Tick just these in their group."""
    for box in page.locator("[type=checkbox]:is([name=variants], [name=layouts])").all():
        box.set_checked(box.get_attribute("value") in labels)


def test_printer_orders_a_batch_watches_it_and_takes_it_home(desk, printer, stranger, browser_page, run_jobs, shot):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    for language in ("lo", "en"):
        desk.write(language, first_articles(language))
    page = browser_page(user=printer, accept_downloads=True)
    page.goto(f"/vi/products/{CODE}/")
    page.locator("a[href*='batches/new']").click()
    shot(page, "printer-1-order")
    tick(page, "leaflet", "screen", "proof")
    with page.expect_navigation():
        page.locator("form[method=get] button").click()
    assert page.locator(".stat b").inner_text() == "4"
    shot(page, "printer-2-plan")
    page.fill("[name=name]", "Cho nhà in")
    with page.expect_navigation():
        page.locator("form[method=post] button.button").last.click()

    batch = PrintBatch.objects.get()
    assert (page.url.endswith(f"/batches/{batch.pk}/"), batch.name, batch.asked_by) == (True, "Cho nhà in", printer)
    turn()
    expect(page.locator("#batch-bar")).to_have_attribute("value", "1")
    shot(page, "printer-3-going")
    for place in range(4):
        desk.words("vi", place, "")
    run_jobs()
    expect(page.locator("a[href$='.zip']")).to_be_visible()
    assert page.locator("#progress .badge.wrong").count() == 1
    shot(page, "printer-4-one-failed")
    desk.write("vi", first_articles("vi"))
    with page.expect_navigation():
        page.locator("form[action$='/retry/'] button").click()
    run_jobs()
    expect(page.locator("a[href$='.zip']")).to_be_visible()
    with page.expect_download() as caught:
        page.locator("a[href$='.zip']").click()
    assert caught.value.suggested_filename == f"cho-nha-in-{batch.pk}.zip"
    with ZipFile(io.BytesIO(caught.value.path().read_bytes())) as zipped:
        ways = [(row["language"], row["variant"]) for row in json.loads(zipped.read("manifest.json"))]
        assert [zipped.read(name)[:5] for name in zipped.namelist()[:4]] == [b"%PDF-"] * 4
    assert sorted(ways) == [("en", "proof"), ("lo", "proof"), ("vi", "proof"), ("vi", "screen")]
    assert page.refused == []

    elsewhere = browser_page(user=stranger)
    for path in (f"{batch.pk}/", f"{batch.pk}/progress/", f"{batch.pk}.zip"):
        assert elsewhere.goto(f"/vi/batches/{path}").status == 404
    elsewhere.goto("/vi/batches/")
    assert "Cho nhà in" not in elsewhere.locator("main").inner_text()


def test_press_leaflet_is_held_back_until_its_licence_is_entered_then_approved_and_fetched(
    desk, department, printer, approver, browser_page, run_jobs, shot
):
    for language in ("vi", "lo"):
        desk.write(language, first_articles(language))
        desk.approve(language)
    here = f"/vi/products/{CODE}/vi/"
    page = browser_page(user=printer, accept_downloads=True)
    page.goto(here)
    page.select_option("[name=variant]", "press")
    act(page, "print")
    run_jobs()
    page.goto(here)
    assert page.locator("#licence a").count() == 0  # who prints does not keep licences
    assert page.locator(".badge.wrong").count() == 1
    shot(page, "licence-1-held-back")

    clerk = browser_page(user=UserFactory(username="clerk", unit=department, roles=["clerk"]))
    clerk.goto(f"/vi/products/{CODE}/")
    shot(clerk, "licence-2-readiness")
    clerk.goto(here)
    clerk.locator("#licence a").press("Enter")
    shot(clerk, "licence-3-form")
    tomorrow = timezone.localdate() + timedelta(days=1)
    said = {"number": "12/GP-UBND", "grantor": "Ủy ban nhân dân tỉnh", "copies": "2000", "printer": "Công ty In Kon Tum, phường Kon Tum"}
    for name, text in {**said, "granted_on": tomorrow.isoformat(), "printed_in": "2099-02"}.items():
        clerk.fill(f"[name={name}]", text)
    clerk.check("[name=editions][value=lo]")
    with clerk.expect_navigation():
        clerk.locator("main form button.button").click()
    shot(clerk, "licence-4-refused")
    assert clerk.locator("main form .notice.wrong").count() == 1
    assert clerk.input_value("[name=printed_in]") == "2099-02"
    clerk.fill("[name=granted_on]", timezone.localdate().isoformat())
    with clerk.expect_navigation():
        clerk.locator("main form button.button").click()
    assert sorted(PrintLicence.objects.values_list("edition__language", "number")) == [("lo", "12/GP-UBND"), ("vi", "12/GP-UBND")]
    shot(clerk, "licence-5-entered")
    run_jobs()

    page.goto(here)
    assert page.locator(".badge.wrong").count() == 0
    authority = browser_page(user=approver)
    authority.goto(here)
    authority.locator("a[href*='/sheets/'][href$='/']").first.click()
    shot(authority, "licence-6-found-clean")
    act(authority, "approve")
    shot(authority, "licence-7-approved")
    sheet = Sheet.objects.get(variant="press")
    assert (sheet.cleared_by, sheet.findings) == (approver, ())
    fetched = page.context.request.get(f"/vi/products/sheets/{sheet.pk}.pdf").body()
    words = subprocess.run(["pdftotext", "-", "-"], input=fetched, capture_output=True, check=True).stdout.decode()
    imprint = " ".join(words.split())
    assert f"số 12/GP-UBND do Ủy ban nhân dân tỉnh cấp ngày {timezone.localdate():%d/%m/%Y}" in imprint
    assert "Số lượng 2.000 bản. In tại Công ty In Kon Tum, phường Kon Tum. In xong và nộp lưu chiểu tháng 02/2099" in imprint

    clerk.goto(here)
    clerk.locator("#licence a").press("Enter")
    clerk.fill("[name=copies]", "3000")
    with clerk.expect_navigation():
        clerk.locator("main form button.button").click()
    sheet.refresh_from_db()
    assert (sheet.cleared_by, PrintLicence.objects.filter(copies=3000).count()) == (None, 2)
    assert [page.refused, clerk.refused, authority.refused] == [[], [], []]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_of_a_licence_fit_every_width(desk, approver, browser_page, shot, width):
    for language in ("vi", "lo", "km"):
        desk.write(language, first_articles(language))
        desk.approve(language)
    desk.licence()
    page, widths = browser_page(width=width, user=approver), []
    for path, name in (
        (f"{CODE}/vi/", "edition"),
        (f"{CODE}/vi/licence/", "form"),
        (f"{CODE}/", "product"),
        (f"{CODE}/lo/licence/", "form-empty"),
    ):
        page.goto(f"/vi/products/{path}")
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
        shot(page, f"licence-{name}-{width}")
    assert max(widths) <= width


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_of_a_batch_fit_every_width(desk, printer, browser_page, run_jobs, shot, width):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    page = browser_page(width=width, user=printer)
    page.goto(f"/vi/batches/new/?product={CODE}&languages=vi&languages=lo&layouts=leaflet&variants=screen&variants=proof")
    shot(page, f"batch-order-{width}")
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    with page.expect_navigation():
        page.locator("form[method=post] button.button").last.click()
    shot(page, f"batch-waiting-{width}")
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    run_jobs()
    for path, name in ((page.url, "batch-done"), ("/vi/batches/", "batches"), ("/vi/products/", "batch-list")):
        page.goto(path)
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
        shot(page, f"{name}-{width}")
    assert max(widths) <= width


def test_without_script_a_link_shows_how_far_it_is(desk, printer, browser_page, run_jobs):
    desk.write("vi", first_articles("vi"))
    page = browser_page(width=360, user=printer, java_script_enabled=False)
    page.goto(f"/vi/batches/new/?product={CODE}&languages=vi&layouts=leaflet&variants=proof")
    with page.expect_navigation():
        page.locator("form[method=post] button.button").last.click()
    run_jobs()
    with page.expect_navigation():
        page.locator("noscript a").click()
    expect(page.locator("a[href$='.zip']")).to_be_visible()
