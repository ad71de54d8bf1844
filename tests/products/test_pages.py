"""Pages of staff and readers: what each shows, what a stranger does not, and at which cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from kontum_ttdn.media.models import Picture, StoredFile
from products import actions
from products.models import Product, Segment, Topic
from products.views import writing
from tests.benchmarks import _shelf
from tests.factories import KindFactory, ProductFactory

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


def test_reader_sees_the_published_text_and_nothing_of_what_is_being_written(desk, client):
    desk.fill()
    desk.publish()
    desk.words("vi", 3, "Câu chưa duyệt.")
    page = client.get(f"/vi/library/{CODE}/").content.decode()
    assert "Quét mã để đọc." in page
    assert "Câu chưa duyệt." not in page


def test_missing_language_is_shown_in_vietnamese_and_says_so(desk, client):
    desk.fill()
    desk.publish()
    page = client.get(f"/jra/library/{CODE}/").content.decode()
    assert 'lang="vi"' in page and "Đọc bằng tiếng mình" in page
    with override("jra"):
        assert "notice heed" in page


def test_label_that_a_language_lacks_says_in_which_it_is_shown(desk, client):
    desk.fill()
    desk.publish()
    shown = {
        code: f'<dd lang="vi">{desk.product.kind.name_vi}</dd>' in client.get(f"/{code}/library/{CODE}/").content.decode()
        for code in ("vi", "lo", "jra")
    }
    assert shown == {"vi": True, "lo": True, "jra": True}


def test_work_that_was_never_published_is_not_there_for_readers(desk, client):
    desk.fill()
    desk.approve()
    assert client.get(f"/vi/library/{CODE}/").status_code == 404
    assert CODE not in client.get("/vi/library/").content.decode()


def test_withdrawn_work_leaves_a_page_with_the_reason(desk, client):
    desk.fill()
    desk.publish()
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="Địa chỉ đã đổi.")
    answer = client.get(f"/vi/library/{CODE}/")
    assert (answer.status_code, "Địa chỉ đã đổi." in answer.content.decode()) == (410, True)


def test_segment_saved_by_script_answers_that_segment_alone(desk, as_user):
    desk.fill()
    block = desk.block(3)
    address = f"/vi/products/{CODE}/vi/segments/{block.key}/"
    answer = as_user(desk.writer).post(address, {"text": "Mới.", "version": "1"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert (answer.status_code, page.count("<article"), 'name="version" value="2"' in page) == (200, 1, True)
    assert Segment.objects.get(block=block).text == "Mới."


def test_conflict_shows_both_wordings_and_keeps_the_first(desk, as_user):
    desk.fill()
    block = desk.block(3)
    answer = as_user(desk.writer).post(f"/vi/products/{CODE}/vi/segments/{block.key}/", {"text": "Của tôi.", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Của tôi." in page and "Quét mã để đọc." in page
    assert Segment.objects.get(block=block).text == "Quét mã để đọc."


def test_still_right_keeps_words_that_were_typed_before_the_button_was_pressed(desk, as_user):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    address = f"/vi/products/{CODE}/en/segments/{desk.block(3).key}/"
    as_user(desk.translator).post(address, {"text": "Typed after all.", "version": "1", "confirm": "1"})
    assert Segment.objects.get(edition=desk.edition("en"), block=desk.block(3)).text == "Typed after all."
    assert desk.submit("en").based_on == desk.edition().approved


def test_stranger_finds_no_page_of_another_units_product(desk, stranger, as_user):
    desk.fill()
    block = desk.block(3)
    foreign = as_user(stranger)
    for address in (f"/vi/products/{CODE}/", f"/vi/products/{CODE}/vi/", f"/vi/products/{CODE}/describe/"):
        assert foreign.get(address).status_code == 404
    for tail in (f"vi/segments/{block.key}/", "vi/submit/", "vi/publish/", f"blocks/{block.key}/", "blocks/add/"):
        assert foreign.post(f"/vi/products/{CODE}/{tail}", {"text": "x"}).status_code == 404
    assert CODE not in foreign.get("/vi/products/").content.decode()


def test_new_product_form_makes_the_product_with_its_skeleton(writer, as_user):
    kind = KindFactory()
    said = {
        "title": "Sang chợ biên giới", "kind": kind.pk, "unit": writer.unit_id, "information_kind": "official", "sensitivity": "public",
        "source_language": "vi", "required_languages": ["vi", "lo"],
    }  # fmt: skip
    answer = as_user(writer).post("/vi/products/new/", said)
    product = Product.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/vi/products/{product.code}/vi/")
    assert (product.code, product.required_languages, product.blocks.count()) == ("sang-cho-bien-gioi", ["vi", "lo"], 4)


def test_title_in_an_old_font_is_asked_about_and_kept_as_it_came(writer, as_user):
    said = {"title": "Tieáng Vieät, thoâng tin", "kind": KindFactory().pk, "unit": writer.unit_id, "information_kind": "official",
            "sensitivity": "public", "source_language": "vi"}  # fmt: skip
    asked = as_user(writer).post("/vi/products/new/", said)
    assert ("“Tiếng Việt, thông tin”" in asked.content.decode(), Product.objects.count()) == (True, 0)
    as_user(writer).post("/vi/products/new/", said | {"letters": "convert"})
    title = Segment.objects.get()
    assert (title.edition.product.code, title.text) == ("tieng-viet-thong-tin", "Tiếng Việt, thông tin")
    assert [wording.text for wording in title.versions.all()] == ["Tiếng Việt, thông tin", said["title"]]
    as_user(writer).post("/vi/products/new/", said | {"letters": "keep"})
    assert Segment.objects.order_by("pk").last().text == said["title"]


def test_buttons_move_add_and_remove_blocks_without_script(desk, as_user):
    writer = as_user(desk.writer)
    third = desk.block(2)
    writer.post(f"/vi/products/{CODE}/blocks/{third.key}/", {"step": "down"})
    writer.post(f"/vi/products/{CODE}/blocks/add/", {"kind": "ordered_item", "after": str(third.key)})
    writer.post(f"/vi/products/{CODE}/blocks/{desk.block(2).key}/", {"step": "remove"})
    assert [(block.kind, block.options) for block in desk.product.blocks.standing()] == [
        ("title", {}), ("summary", {}), ("heading", {}), ("list_item", {"ordered": True}),
    ]  # fmt: skip


def test_picture_of_a_block_stays_to_be_chosen_however_large_the_library_is(desk, as_user, monkeypatch):
    monkeypatch.setattr(writing, "SHOWN", 2)
    unit, many = desk.writer.unit, {"author": "-", "credit": "-", "rights": "own", "people": "none", "width": 4, "height": 3}
    files = [StoredFile.objects.create(kind="picture", size=1, unit=unit, sha256=str(place)) for place in range(4)]
    oldest, *_others = [Picture.objects.create(file=file, title=str(place), unit=unit, **many) for place, file in enumerate(files)]
    block = actions.add_block(product=desk.product, kind="picture", by=desk.writer)
    actions.place_picture(block=block, picture=oldest, by=desk.writer)
    address, browser = f"/vi/products/{CODE}/blocks/{block.key}/picture/", as_user(desk.writer)
    shown = [[picture.title for picture in browser.get(f"{address}?page={page}").context["pictures"]] for page in (1, 2)]
    assert shown == [["0", "3", "2"], ["0", "1"]]
    assert f'value="{oldest.pk}" checked' in browser.get(address).content.decode()


def test_pages_of_readers_and_staff_cost_the_same_at_10_and_at_300_works(writer, client, as_user):
    KindFactory(), Topic.objects.create(code="image", name="Hình ảnh")
    staff = as_user(writer)
    visits = [*((client, f"/vi/{page}") for page in ("", "library/", "library/to-roi-3/")), (staff, "/vi/products/"), (staff, "/vi/desk/")]
    costs = []
    for first, last in ((1, 10), (11, 300)):
        _shelf.seed(first, last, unit=writer.unit, by=writer)
        for browser, address in visits if first == 1 else ():
            browser.get(address)
        costs.append([_statements(browser, address) for browser, address in visits])
    assert costs[0] == costs[1]


def _statements(client, address) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Sang chợ biên giới", "sang-cho-bien-gioi"),
        ("Tuyên ngôn toàn thế giới về nhân quyền của Liên Hợp Quốc", "tuyen-ngon-toan-the-gioi-ve-nhan"),
        ("A" * 80, "a" * 36),
        ("ກ", "san-pham"),
    ],
)
def test_code_made_of_a_title_is_short_enough_to_stand_on_paper_and_ends_with_a_word(writer, title, code):
    assert ProductFactory(by=writer, title=title).code == code


@pytest.mark.parametrize("convert", [True, False])
def test_document_in_an_old_font_becomes_a_product_either_way_and_nothing_of_it_is_lost(writer, as_user, convert):
    title, text = "Tieáng Vieät", "thoâng tin ñoái ngoaïi vaø Tieáng Vieät"
    browser = as_user(writer)
    preview = browser.post("/vi/products/import/", {"file": SimpleUploadedFile("a.txt", f"{title}\n\n{text}\n".encode())})["Location"]
    said = {"title": title, "kind": KindFactory().pk, "unit": writer.unit_id, "source_language": "vi"} | (
        {"convert": "on"} if convert else {}
    )
    browser.post(preview, said)
    kept = [[wording.text for wording in segment.versions.all()] for segment in Segment.objects.order_by("block__position")]
    if convert:
        assert kept == [["Tiếng Việt", title], ["thông tin đối ngoại và Tiếng Việt", text]]
    else:
        assert kept == [[title], [text]]
