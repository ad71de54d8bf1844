"""What no page of ours sends: each gets the right status and changes nothing; no address answers 500."""

import uuid

import pytest

from products import actions
from products.models import Block, Edition, Product, Segment
from products.queries import work
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
EDITION = f"/vi/products/{CODE}/vi/"
OVERRIDE = "\u202e"


@pytest.fixture
def browser(desk, as_user):
    desk.fill()
    return as_user(desk.writer)


def order(desk) -> list[uuid.UUID]:
    return [block.key for block in desk.product.blocks.standing()]


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("after", ["zzz", "0", "9" * 5000, "a\0", str(uuid.uuid4())])
def test_block_after_one_that_is_not_there_is_not_added(desk, browser, after):
    before = order(desk)
    assert browser.post(f"/vi/products/{CODE}/blocks/add/", {"kind": "text", "after": after}).status_code == 404
    assert order(desk) == before


def test_block_of_another_product_is_out_of_reach(desk, browser):
    other = ProductFactory(by=desk.writer, title="Bản khác").blocks.first()
    before = order(desk)
    answers = [
        browser.post(f"/vi/products/{CODE}/blocks/add/", {"kind": "text", "after": other.key}),
        browser.post(f"/vi/products/{CODE}/blocks/{other.key}/", {"step": "remove"}),
        browser.post(f"{EDITION}segments/{other.key}/", {"text": "x", "version": "1"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert (order(desk), Block.objects.get(pk=other.pk).removed) == (before, False)


@pytest.mark.parametrize("kind", ["", "zzz", "title", "text\0"])
def test_kind_that_is_not_in_the_list_is_not_added(desk, browser, kind):
    before = order(desk)
    answer = browser.post(f"/vi/products/{CODE}/blocks/add/", {"kind": kind}, follow=True)
    assert (order(desk), said(answer) != "") == (before, True)


@pytest.mark.parametrize("sent", [{}, {"step": "zzz"}, {"step": ""}])
def test_step_that_no_button_sends_removes_nothing(desk, browser, sent):
    before = order(desk)
    assert browser.post(f"/vi/products/{CODE}/blocks/{before[3]}/", sent).status_code == 400
    assert order(desk) == before


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "²", "-1", "abc", "0"])
def test_picture_that_is_not_there_is_not_placed(desk, browser, number):
    block = actions.add_block(product=desk.product, kind="picture", by=desk.writer)
    assert browser.post(f"/vi/products/{CODE}/blocks/{block.key}/picture/", {"picture": number}).status_code == 404
    assert Block.objects.get(pk=block.pk).picture is None


@pytest.mark.parametrize("version", ["", "abc", "-1", "²", "9" * 5000])
def test_words_without_the_version_they_began_from_overwrite_nothing(desk, browser, version):
    block = desk.block(3)
    answer = browser.post(f"{EDITION}segments/{block.key}/", {"text": "khác", "version": version})
    assert (answer.status_code, Segment.objects.get(block=block).text) == (409, "Quét mã để đọc.")


def test_signs_that_no_letter_needs_are_not_kept(desk, browser):
    block = desk.block(3)
    browser.post(f"{EDITION}segments/{block.key}/", {"text": f"Đọc{OVERRIDE} mã\0.\u2066", "version": "1"})
    assert Segment.objects.get(block=block).text == "Đọc mã."


def test_a_megabyte_of_words_is_kept_and_six_are_refused(desk, browser):
    block = desk.block(3)
    address = f"{EDITION}segments/{block.key}/"
    assert browser.post(address, {"text": "x" * 1_000_000, "version": "1"}).status_code == 302
    assert browser.post(address, {"text": "y" * 6_000_000, "version": "2"}).status_code == 400
    assert Segment.objects.get(block=block).text == "x" * 1_000_000


def test_script_in_a_title_is_words(desk, browser, client):
    title = "<script>alert(1)</script>"
    desk.words("vi", 0, title)
    desk.publish()
    pages = [
        browser.get(EDITION),
        browser.get(f"/vi/products/{CODE}/"),
        browser.get("/vi/products/"),
        client.get(f"/vi/library/{CODE}/"),
        client.get("/vi/library/"),
    ]
    assert [(page.status_code, title in page.content.decode()) for page in pages] == [(200, False)] * 5


@pytest.mark.parametrize("address", ["products/?kind=%00", "library/?kind=a%00b", "library/?topic=%00", "pictures/?q=%00"])
def test_nul_in_an_address_is_refused_on_every_database(browser, address):
    assert browser.get(f"/vi/{address}").status_code == 400


@pytest.mark.parametrize("query", ["kind=zzz", "kind=%27%22%3Cscript%3E", "page=abc", "page=-1", "page=" + "9" * 5000, "topic=zz"])
def test_query_that_means_nothing_gives_a_page(browser, client, query):
    assert [browser.get(f"/vi/products/?{query}").status_code, client.get(f"/vi/library/?{query}").status_code] == [200, 200]


@pytest.mark.parametrize(
    "address",
    [
        "/xx/library/",
        "/vi/products/%00/",
        f"/vi/products/{CODE}/zz/",
        "/vi/products/import/" + "9" * 30 + "/",
        "/vi/products/sheets/" + "9" * 30 + ".pdf",
    ],
)
def test_address_of_nothing_answers_404(browser, address):
    assert browser.get(address).status_code == 404


def test_moves_are_no_pages(browser):
    assert [browser.get(f"{EDITION}{move}/").status_code for move in ("submit", "recall", "return")] == [405, 405, 405]


def test_second_approval_second_withdrawal_and_approval_of_what_went_back_change_nothing(desk, as_user, browser):
    approver, reviewer = as_user(desk.approver), as_user(desk.reviewer)
    desk.submit()
    reviewer.post(f"{EDITION}return/", {"reason": "Sửa."})
    approver.post(f"{EDITION}approve/")
    assert desk.edition().approved is None
    desk.approve()
    number = desk.edition().approved.number
    assert approver.post(f"{EDITION}approve/").status_code == 302
    approver.post(f"{EDITION}publish/")
    for reason in ("Một\0.", "Hai."):
        approver.post(f"{EDITION}withdraw/", {"reason": reason})
    assert (desk.edition().approved.number, desk.edition().withdrawn_why) == (number, "Một.")
    approver.post(f"{EDITION}publish/")
    assert (desk.edition().standing, Edition.objects.get(pk=desk.edition().pk).withdrawn_why) == ("published", "")


def test_reason_is_cut_where_nobody_reads_on(desk, as_user):
    desk.fill()
    desk.publish()
    as_user(desk.approver).post(f"{EDITION}withdraw/", {"reason": "x" * 90_000})
    assert desk.edition().withdrawn_why == "x" * 2000


def test_product_with_a_false_title_is_not_made(desk, browser):
    for title in ("", "   ", "Có\0không", "x" * 100_000):
        assert (
            browser.post("/vi/products/new/", {"title": title, "kind": desk.product.kind_id, "unit": desk.product.unit_id}).status_code
            == 200
        )
    assert Product.objects.count() == 1


def test_upload_without_a_file_says_so(browser):
    assert browser.post("/vi/products/import/", {"file": "words"}).status_code == 422
    assert browser.post(f"{EDITION}deposit/", {"file": "words"}).context["form"].errors != {}


def test_page_seen_with_a_session_is_kept_by_nobody(browser, client):
    kept = [browser.get(address).get("Cache-Control") for address in (EDITION, "/vi/products/", "/vi/desk/", "/vi/", "/vi/nothing/")]
    assert kept == ["private, no-store"] * 5
    assert (client.get("/vi/library/").get("Cache-Control"), dict(client.cookies)) == ("no-cache", {})


def test_edition_that_waits_for_a_translator_is_called_by_the_title_of_its_source(desk):
    desk.fill()
    desk.approve()
    assert {edition.source_title for edition in work.to_translate(desk.translator, 50)} == {"Thư viện của bản"}
