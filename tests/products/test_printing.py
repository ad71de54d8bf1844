"""From an edition to its sheet: only what was frozen is printed, and the same thing is printed once."""

import io

import pytest
from django.utils import timezone
from PIL import Image

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.gate import receive_bytes
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.actions.printing import order_sheet
from products.models import BlockKind, Sheet
from products.printing import document_of, print_edition
from products.queries.sheets import public_sheet

pytestmark = pytest.mark.django_db


def bytes_of(sheet) -> bytes:
    with sheet.file.file.open("rb") as made:
        return made.read()


@pytest.fixture
def picture(writer):
    def drawn(colour):
        out = io.BytesIO()
        Image.new("RGB", (900, 600), colour).save(out, "JPEG")
        file = receive_bytes(out.getvalue(), name="doi.jpg", by=writer, unit=writer.unit)
        return add_picture(file=file, title="Đồi", author="Y Thử", rights="own", credit="Ảnh: Y Thử", people="none", by=writer)

    return drawn


@pytest.fixture
def illustrated(desk, picture, settings, tmp_path):
    """A product with a picture, approved."""
    desk.fill()
    block = actions.add_block(product=desk.product, kind=BlockKind.PICTURE, by=desk.writer)
    actions.place_picture(block=block, picture=picture("seagreen"), by=desk.writer)
    actions.save_segment(edition=desk.edition(), block=block, text="Đồi xanh buổi sớm", version=0, by=desk.writer)
    desk.approve()
    return desk


def test_after_approval_no_change_of_blocks_or_pictures_changes_the_sheet(illustrated, picture):
    desk = illustrated
    before = bytes_of(print_edition(desk.edition().pk, layout="leaflet", variant="screen"))
    photo = desk.block(4)
    actions.place_picture(block=photo, picture=picture("firebrick"), by=desk.writer)
    actions.move_block(block=photo, steps=-2, by=desk.writer)
    actions.remove_block(block=desk.block(3), by=desk.writer)
    desk.words("vi", 0, "Tên khác hẳn")
    Sheet.objects.all().delete()
    PrintedFile.objects.all().delete()  # so that it is really set anew
    assert bytes_of(print_edition(desk.edition().pk, layout="leaflet", variant="screen")) == before


def test_unchanged_edition_is_answered_from_its_stored_file(desk):
    desk.fill()
    desk.approve()
    first = print_edition(desk.edition().pk, layout="leaflet", variant="screen")
    again = print_edition(desk.edition().pk, layout="leaflet", variant="screen")
    assert (first.pk, first.file_id, PrintedFile.objects.count()) == (again.pk, again.file_id, 1)


def test_proof_shows_the_working_words_and_the_sheet_the_approved_ones(desk):
    desk.fill()
    desk.approve()
    desk.words("vi", 0, "Tên đang viết")
    assert (document_of(desk.edition(), "proof").title, document_of(desk.edition(), "screen").title) == (
        "Tên đang viết",
        "Thư viện của bản",
    )


def test_nothing_approved_gives_a_sentence_and_no_sheet(desk):
    desk.fill()
    with pytest.raises(RuleBroken, match="approved yet"):
        order_sheet(edition=desk.edition(), layout="leaflet", variant="screen", by=desk.writer)
    assert (Job.objects.count(), Sheet.objects.count()) == (0, 0)


def test_published_edition_offers_its_pdf_once_the_job_is_done(desk, run_jobs):
    desk.fill()
    desk.publish()
    assert public_sheet("thu-vien-cua-ban", "vi", "leaflet") is None
    run_jobs()
    sheet = public_sheet("thu-vien-cua-ban", "vi", "leaflet")
    assert (sheet.revision, sheet.file.pages, bytes_of(sheet)[:5]) == (desk.edition().published, 2, b"%PDF-")
    assert Job.objects.get().state == State.DONE


def test_withdrawn_edition_gives_no_pdf(desk, run_jobs, client):
    desk.fill()
    desk.publish()
    run_jobs()
    address = "/vi/library/thu-vien-cua-ban/vi/leaflet.pdf"
    assert client.get(address)["Content-Type"] == "application/pdf"
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="Sai địa chỉ.")
    assert client.get(address).status_code == 404


def test_job_that_cannot_print_says_why_in_words(desk, run_jobs):
    desk.fill()
    order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer)
    for place in range(4):
        desk.words("vi", place, "")
    run_jobs()
    job = Job.objects.get()
    assert (job.state, bool(job.error)) == (State.FAILED, True)


def test_stranger_cannot_order_or_fetch_a_proof(desk, stranger, as_user):
    desk.fill()
    sheet = print_edition(desk.edition().pk, layout="leaflet", variant="proof")
    with pytest.raises(RuleBroken):
        order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=stranger)
    assert as_user(stranger).get(f"/vi/products/sheets/{sheet.pk}.pdf").status_code == 404
    assert as_user(desk.writer).get(f"/vi/products/sheets/{sheet.pk}.pdf").status_code == 200
    assert not Entry.objects.filter(verb="order_sheet").exists()


def test_new_words_are_another_job_while_the_old_one_still_runs(desk):
    desk.fill()
    first = order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer)
    assert order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer) == first
    Job.objects.update(state=State.RUNNING, lease_until=timezone.now())
    desk.words("vi", 3, "Câu mới.")
    assert order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer) != first
