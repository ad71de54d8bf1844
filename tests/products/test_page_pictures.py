"""Pages as pictures: made with the proof, leafed through in the order of meeting, seen by nobody who may not see the sheet."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from kontum_ttdn.background.models import Job, State
from kontum_ttdn.printing import layouts, page_pictures
from kontum_ttdn.printing.models import PagePicture, PrintedFile
from kontum_ttdn.printing.page_pictures import Spread, make_pictures, spreads
from products.actions.printing import order_sheet
from products.models import Sheet
from products.printing import print_edition

pytestmark = pytest.mark.django_db
LEAFLET = layouts.get("leaflet")
BOUND, FOLDED = replace(LEAFLET, office="booklet"), replace(LEAFLET, folds=(97.0, 197.0))


@pytest.fixture
def proof(desk, run_jobs):
    desk.fill()
    order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer)
    run_jobs()
    return Sheet.objects.get()


def test_every_page_of_a_proof_is_pictured_by_its_job(proof):
    assert Job.objects.get().state == State.DONE
    pictures = list(proof.file.pictures.all())
    assert [(picture.number, picture.width, picture.height) for picture in pictures] == [(1, 900, 1277), (2, 900, 1277)]
    with pictures[0].file.open("rb") as file:
        drawn = Image.open(io.BytesIO(file.read()))
    assert (drawn.format, drawn.size) == ("JPEG", (900, 1277))
    assert len(drawn.convert("RGB").getcolors(900 * 1277)) > 100  # a page, not a sheet of white


def test_pictures_are_drawn_once(proof):
    before = list(PagePicture.objects.values_list("pk", "file"))
    assert (make_pictures(proof.file), list(PagePicture.objects.values_list("pk", "file"))) == (0, before)


def test_a_long_file_is_pictured_as_far_as_64_pages(monkeypatch):
    with pypdfium2.PdfDocument.new() as long:
        for _page in range(66):
            long.new_page(100, 200)
        out = io.BytesIO()
        long.save(out)
    printed = PrintedFile(content_key="k", layout="leaflet", variant="proof", language="vi", pages=66, bytes=9)
    printed.file.save("long.pdf", io.BytesIO(out.getvalue()))
    assert (make_pictures(printed), printed.pictures.last().number) == (64, 64)
    assert {picture.width for picture in printed.pictures.all()} == {900}


def test_a_page_that_cannot_be_pictured_takes_nothing_from_the_proof(desk, run_jobs, monkeypatch):
    monkeypatch.setattr(page_pictures, "put", None)
    desk.fill()
    order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer)
    run_jobs()
    assert (Job.objects.get().state, Sheet.objects.count(), PagePicture.objects.count()) == (State.DONE, 1, 0)


def test_pages_lie_open_in_the_order_of_meeting():
    assert spreads(LEAFLET, 3) == [Spread("1", (1,)), Spread("2", (2,)), Spread("3", (3,))]
    assert spreads(FOLDED, 2) == [Spread("Outside", (1,)), Spread("Inside", (2,))]
    assert spreads(BOUND, 8) == [
        Spread("Cover", (1,)), Spread("2–3", (2, 3)), Spread("4–5", (4, 5)), Spread("6–7", (6, 7)), Spread("Back", (8,)),
    ]  # fmt: skip
    assert (spreads(BOUND, 80)[-1], len(spreads(BOUND, 80))) == (Spread("64", (64,)), 33)
    assert spreads(None, 1) == [Spread("1", (1,))]


def test_leafing_needs_no_script(proof, desk, as_user):
    browser = as_user(desk.writer)
    first, second = (browser.get(f"/en/products/sheets/{proof.pk}/", {"at": at}).content.decode() for at in ("", "2"))
    assert (f"/en/products/sheets/{proof.pk}/1.jpg" in first, 'rel="next" href="?at=2#leaves"' in first, 'rel="prev"' in first) == (
        True,
        True,
        False,
    )
    assert (f"/en/products/sheets/{proof.pk}/2.jpg" in second, 'rel="prev" href="?at=1#leaves"' in second) == (True, True)
    for asked in ("0", "3", "-1", "x", "²", "9" * 40):
        assert f"{proof.pk}/1.jpg" in browser.get(f"/en/products/sheets/{proof.pk}/", {"at": asked}).content.decode()


def test_pictures_are_as_private_as_the_sheet(proof, desk, stranger, post_officer, as_user, client):
    page, picture = f"/vi/products/sheets/{proof.pk}/", f"/vi/products/sheets/{proof.pk}/1.jpg"
    answers = {name: [as_user(person).get(address).status_code for address in (page, picture)] for name, person in {
        "writer": desk.writer, "stranger": stranger, "post officer": post_officer,
    }.items()}  # fmt: skip
    assert answers == {"writer": [200, 200], "stranger": [404, 404], "post officer": [403, 403]}
    assert [client.get(address).status_code for address in (page, picture)] == [302, 302]
    served = as_user(desk.writer).get(picture)
    assert (served["Content-Type"], served["Cache-Control"]) == ("image/jpeg", "private, max-age=3600")
    assert client.get(f"/media/{proof.file.pictures.first().sha256}.jpg").status_code == 404


def test_a_form_without_pictures_offers_to_make_them(desk, as_user, run_jobs):
    desk.fill()
    sheet = print_edition(desk.edition().pk, layout="leaflet", variant="proof")
    browser = as_user(desk.writer)
    assert "Make pictures of the pages" in browser.get(f"/en/products/sheets/{sheet.pk}/").content.decode()
    browser.post(f"/en/products/sheets/{sheet.pk}/draw/")
    run_jobs()
    assert sheet.file.pictures.count() == 2
