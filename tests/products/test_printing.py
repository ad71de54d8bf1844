"""From an edition to its sheet: only what was frozen is printed, and the same thing is printed once."""

import io
import re
from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.gate import receive_bytes
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.units.actions import rename
from kontum_ttdn.units.queries import version_on
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.actions.printing import order_sheet
from products.models import BlockKind, Revision, Sheet
from products.printing import document_of, print_edition
from products.queries.sheets import latest_sheets, layouts_of, public_sheet

pytestmark = pytest.mark.django_db


def bytes_of(sheet) -> bytes:
    with sheet.file.file.open("rb") as made:
        return made.read()


@pytest.fixture
def picture(writer):
    def drawn(colour, size=(900, 600)):
        out = io.BytesIO()
        Image.new("RGB", size, colour).save(out, "JPEG")
        file = receive_bytes(out.getvalue(), name="doi.jpg", by=writer, unit=writer.unit)
        return add_picture(file=file, title="Đồi", author="Y Thử", rights="own", credit="Ảnh: Y Thử", people="none", by=writer)

    return drawn


@pytest.fixture
def kind_of(desk):
    """Say how the desk's kind of product may be printed."""

    def printed(*layouts):
        desk.product.kind.layouts = list(layouts)
        desk.product.kind.save()

    return printed


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


def test_a_sheet_names_its_issuer_as_on_the_vietnamese_day_of_approval(desk):
    desk.fill()
    desk.approve()
    midnight = datetime(2025, 7, 1, tzinfo=timezone.get_default_timezone())
    named = version_on(desk.product.unit, date(2025, 6, 30)).name
    rename(unit=desk.product.unit, name="Sở mới", on=midnight.date(), by=None)
    issuers = {}
    for minutes in (-1, 1):  # both are 30 June by the clock of Greenwich
        Revision.objects.filter(pk=desk.edition().approved_id).update(approved_at=midnight + timedelta(minutes=minutes))
        issuers[minutes] = document_of(desk.edition(), "screen").issuer
    assert issuers == {-1: named, 1: "Sở mới"}


def test_a_picture_has_as_many_dots_as_the_size_of_the_sheet_asks_for(illustrated, picture):
    desk = illustrated
    actions.place_picture(block=desk.block(4), picture=picture("navy", (3000, 2000)), by=desk.writer)
    assert {layout: document_of(desk.edition(), "proof", layout).pictures[0].width for layout in ("leaflet", "poster_picture_a1")} == {
        "leaflet": 1748,
        "poster_picture_a1": 3000,
    }


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


def test_layout_of_official_documents_takes_no_product(desk):
    with pytest.raises(RuleBroken, match="official documents"):
        print_edition(desk.edition().pk, layout="official", variant="proof")


def test_publishing_makes_the_first_layout_of_the_kind_and_no_other(desk, kind_of):
    kind_of("poster_of_tomorrow", "leaflet", "specimen")
    desk.fill()
    edition = desk.publish()
    assert [layout.name for layout in layouts_of(edition)] == ["leaflet", "specimen"]  # what the house does not have yet is left out
    assert [job.arguments["layout"] for job in Job.objects.all()] == ["leaflet"]


def test_layout_that_was_ordered_stands_beside_the_first_for_readers(desk, kind_of, run_jobs, client):
    kind_of("leaflet", "specimen")
    desk.fill()
    desk.publish()
    order_sheet(edition=desk.edition(), layout="specimen", variant="screen", by=desk.writer)
    run_jobs()
    page = client.get("/en/library/thu-vien-cua-ban/").content.decode()
    files = re.findall(r'href="[^"]*/([^"/]*[.]pdf)">([^<]*)</a> <span class="soft">[0-9]+\u00a0KB, ([^<]*)</span>', page)
    assert files == [
        ("leaflet.pdf", "Leaflet A5", "PDF, 14.8\u00a0×\u00a021\u00a0cm, 2 sides"), ("specimen.pdf", "Type specimen A4", "PDF, 21\u00a0×\u00a029.7\u00a0cm, 1 side"),
    ]  # fmt: skip


@pytest.mark.parametrize(("layout", "variant"), [("specimen", "screen"), ("no-such", "screen"), ("leaflet", "no-such"), ("", "")])
def test_form_orders_no_layout_that_the_kind_does_not_name_and_no_variant_that_is_not_there(desk, as_user, layout, variant):
    desk.fill()
    desk.approve()
    answer = as_user(desk.writer).post("/en/products/thu-vien-cua-ban/vi/print/", {"layout": layout, "variant": variant}, follow=True)
    assert "This kind of product is not printed that way." in answer.content.decode()
    assert Job.objects.count() == 0


def test_form_on_the_editions_page_orders_what_was_chosen(desk, kind_of, as_user):
    kind_of("leaflet", "specimen")
    desk.fill()
    staff = as_user(desk.writer)
    page = staff.get("/en/products/thu-vien-cua-ban/vi/").content.decode()
    assert re.findall(r'<option value="(\w+)">([^<]*)<', page.partition('id="layout"')[2]) == [
        ("leaflet", "Leaflet A5"), ("specimen", "Type specimen A4"), ("proof", "proof"),
    ]  # fmt: skip
    staff.post("/en/products/thu-vien-cua-ban/vi/print/", {"layout": "specimen", "variant": "proof"})
    assert [(job.arguments["layout"], job.arguments["variant"]) for job in Job.objects.all()] == [("specimen", "proof")]
    assert Entry.objects.get(verb="order_sheet").changes == {"layout": [None, "specimen"], "variant": [None, "proof"]}


def test_editions_page_tells_layout_use_revision_sides_and_size_of_each_form(desk, as_user):
    desk.fill()
    desk.approve()
    sheets = [print_edition(desk.edition().pk, layout="leaflet", variant=variant) for variant in ("screen", "proof")]
    page = as_user(desk.writer).get("/en/products/thu-vien-cua-ban/vi/").content.decode()
    sizes = [f"{round(sheet.file.bytes / 1000)}\u00a0KB" for sheet in sheets]
    forms = re.findall(r'sheets/\d+\.pdf">([^<]*)</a><br>\s*<span class="soft">([^<]*) · [^·<]*</span>', page)
    assert forms == [
        ("Leaflet A5, proof", f"working text · 2 sides · {sizes[1]}"), ("Leaflet A5, for reading", f"revision 1 · 2 sides · {sizes[0]}"),
    ]  # fmt: skip


def test_forms_of_earlier_revisions_are_folded_away(desk):
    desk.fill()
    desk.approve()
    first, proof = (print_edition(desk.edition().pk, layout="leaflet", variant=variant) for variant in ("screen", "proof"))
    desk.words("vi", 3, "Câu mới.")
    desk.approve()
    second = print_edition(desk.edition().pk, layout="leaflet", variant="screen")
    forms = latest_sheets(desk.edition())
    assert (forms.current, forms.older) == ([second, proof], [first])


def test_command_writes_the_file_or_says_what_there_is(desk, tmp_path):
    desk.fill()
    desk.approve()
    out = tmp_path / "sheet.pdf"
    call_command("print_edition", "thu-vien-cua-ban", "vi", "--out", str(out), stdout=io.StringIO())
    assert out.read_bytes()[:5] == b"%PDF-"
    for wrong, said in (({"layout": "x"}, "«x». Có: leaflet"), ({"variant": "y"}, "«y». Có: screen"), ({"code": "z"}, "mã «z»")):
        code = wrong.pop("code", "thu-vien-cua-ban")
        with pytest.raises(CommandError, match=said):
            call_command("print_edition", code, "vi", out=out, **wrong)


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
    assert client.get(address).status_code == 410


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
