"""What the QR code of a sheet says to whoever holds it: current, out of date, withdrawn, never approved, or not ours."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kontum_ttdn.printing.page import qr
from kontum_ttdn.printing.variants import VARIANTS
from products import actions
from products.models.sheet import CHANNELS, channel_of
from products.printing import document_of, print_edition

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


def follow(client, address: str) -> tuple[int, str]:
    """Status and words of the notice on the page that a sheet's address leads to."""
    answer = client.get(address, follow=True)
    found = re.search(r'<div class="notice[^"]*" role="status">(.*?)</div>', answer.content.decode(), re.S)
    return answer.status_code, " ".join(re.sub(r"<[^>]*>", " ", found[1]).split()) if found else ""


@pytest.fixture
def second(desk):
    """A text whose second revision readers have."""
    desk.fill()
    desk.publish()
    desk.words("vi", 3, "Quét mã, rồi đọc.")
    desk.publish(significance=2)
    return desk


def english(desk) -> None:
    desk.fill("en", " (en)")
    desk.publish("en")


def test_address_leads_to_the_page_in_the_sheets_language_whatever_the_browser_prefers(second, client):
    english(second)
    for language in ("vi", "en"):
        answer = client.get(f"/q/{CODE}/{language}/1/s", headers={"Accept-Language": "km"})
        assert (answer.status_code, answer["Location"]) == (302, f"/{language}/library/{CODE}/?sheet=1s")


def test_reader_learns_which_revision_is_in_the_hand_and_which_is_in_use(second, client):
    english(second)
    assert follow(client, f"/q/{CODE}/en/1/s") == (200, "Your sheet is current You are holding revision 1, the one in use.")
    second.words("en", 3, "Scan, then read.", by=second.translator)
    second.publish("en")
    old = "Your sheet is out of date You are holding revision 1; the one in use is revision 2."
    assert follow(client, f"/q/{CODE}/en/1/p") == (200, old)
    assert "(en)" in client.get(f"/en/library/{CODE}/?sheet=1p").content.decode()


def test_sheet_approved_and_not_published_yet_says_so(second, client):
    english(second)
    second.words("en", 3, "Scan, then read.", by=second.translator)
    second.approve("en")
    newer = "Your sheet is not published yet You are holding revision 2; readers still have revision 1."
    assert follow(client, f"/q/{CODE}/en/2/o") == (200, newer)


def test_sheet_of_a_language_that_readers_lack_stands_above_the_honest_fallback(second, client):
    second.fill("en", " (en)")
    second.approve("en")
    alone = "Your sheet is not published yet You are holding revision 1; nothing is published in its language yet."
    assert follow(client, f"/q/{CODE}/en/1/s") == (200, alone)
    assert "Quét mã, rồi đọc." in client.get(f"/en/library/{CODE}/?sheet=1s").content.decode()


def test_proof_is_called_a_proof(second, client):
    english(second)
    proof = "You are holding a proof It was never approved. Please do not hand it on. The revision in use is number 1."
    assert follow(client, f"/q/{CODE}/en/0/b") == (200, proof)


def test_revision_that_nobody_approved_is_not_known(second, client):
    english(second)
    second.words("en", 3, "Scan.", by=second.translator)  # revision 2 is in work
    for number in (2, 7, 99999):
        unknown = f"No revision {number} of this text was ever approved. Trust only what stands on this page."
        assert follow(client, f"/q/{CODE}/en/{number}/s") == (200, f"Your sheet is not known here {unknown}")


def test_withdrawn_sheet_says_so_with_the_reason(second, client):
    english(second)
    actions.withdraw(edition=second.edition("en"), by=second.approver, reason="The address has changed.")
    withdrawn = "Your sheet has been withdrawn You are holding revision 1. Please do not hand it on."
    assert follow(client, f"/q/{CODE}/en/1/s") == (410, withdrawn)
    assert "The address has changed." in client.get(f"/en/library/{CODE}/?sheet=1s").content.decode()


def test_work_that_was_never_published_is_not_told_from_one_that_is_not_there(desk, client):
    desk.fill()
    desk.approve()
    answers = [client.get(f"/q/{code}/vi/1/s") for code in (CODE, "khong-co")]
    assert [answer.status_code for answer in answers] == [404, 404]
    pages = [answer.content.decode() for answer in answers]
    assert desk.edition().title not in pages[0]
    assert ['href="/vi/library/"' in page for page in pages] == [True, True]


@pytest.mark.parametrize(
    "typed", ["", CODE, f"{CODE}/vi", f"{CODE}/vi/1/x", f"{CODE}/xx/1/s", f"{CODE}/vi/123456/s", "//evil.example/vi/1/s", "%00"]
)
def test_mistyped_address_answers_with_a_page_that_helps(second, client, typed):
    answer = client.get(f"/q/{typed}")
    assert (answer.status_code, "Location" in answer, "/library/" in answer.content.decode()) == (404, False, True)


@pytest.mark.parametrize("said", ["3", "s", "-1s", "999999s", "1x", "<script>", "1s&next=//evil.example", "៣s"])
def test_page_says_nothing_of_a_sheet_that_is_not_named_as_on_paper(second, client, said):
    answer = client.get(f"/vi/library/{CODE}/", {"sheet": said})
    assert (
        answer.status_code,
        'role="status"' in answer.content.decode(),
        "<script>" in answer.content.decode().partition("<main")[2],
    ) == (200, False, False)


def test_no_cache_keeps_what_was_said_of_a_sheet_and_no_cookie_is_asked_for(second, client):
    for address in (f"/q/{CODE}/vi/1/s", f"/vi/library/{CODE}/?sheet=1s", "/q/khong-co/vi/1/s"):
        answer = client.get(address)
        assert ("no-store" in answer["Cache-Control"], answer.cookies) == (True, {})
    assert client.get(f"/vi/library/{CODE}/")["Cache-Control"] == "no-cache"


def test_reader_is_told_in_the_sheets_language(second, client):
    with override("vi"):
        page = client.get(f"/q/{CODE}/vi/1/s", follow=True).content.decode()
    assert re.search(r'<html lang="vi"', page)
    assert 'class="notice heed"' in page


@pytest.mark.parametrize(("variant", "tail"), [("screen", "2/s"), ("office", "2/o"), ("proof", "0/b")])
def test_every_sheet_carries_its_own_address_in_print_and_in_its_code(second, variant, tail):
    document = document_of(second.edition(), variant)
    target = f"{settings.SITE_ADDRESS}/q/{CODE}/vi/{tail}"
    assert (document.qr_target, document.address) == (target, target.split("://")[1])
    label = "Tiếng Việt · " + ("bản thử" if variant == "proof" else "bản duyệt số 2")
    assert document.edition_label == label


def test_code_on_the_printed_page_reads_back_as_the_address(second):
    with print_edition(second.edition().pk, layout="leaflet", variant="screen").file.file.open("rb") as made:
        pages = pypdfium2.PdfDocument(io.BytesIO(made.read()))
    codes = [code.text for page in pages for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    assert codes == [f"{settings.SITE_ADDRESS}/q/{CODE}/vi/2/s"]


def test_code_is_drawn_in_lines_and_in_black_alone():
    drawn = qr("http://127.0.0.1:8000/q/udhr/lo/3/s").decode()
    assert set(re.findall(r"#[0-9a-f]{3,6}|rgb[^)]*\)", drawn)) == {"#000"}
    assert ("<image" in drawn, "<path" in drawn) == (False, True)


def test_every_variant_has_its_letter():
    assert {name: channel_of(name) in CHANNELS.values() for name in VARIANTS} == dict.fromkeys(VARIANTS, True)


def test_what_is_said_of_a_sheet_costs_one_statement_and_none_for_the_current_one(second, client):
    client.get(f"/vi/library/{CODE}/")
    counts = [statements(client, f"/vi/library/{CODE}/{query}") for query in ("", "?sheet=2s", "?sheet=1s")]
    assert [count - counts[0] for count in counts] == [0, 0, 1]


def statements(client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)
