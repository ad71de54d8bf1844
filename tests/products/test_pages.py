"""Pages of staff and readers: what each shows, what a stranger does not, and at which cost."""

import pytest
from django.utils.translation import override

from products import actions
from products.models import Edition, Product, Segment, Topic
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


def test_buttons_move_add_and_remove_blocks_without_script(desk, as_user):
    writer = as_user(desk.writer)
    third = desk.block(2)
    writer.post(f"/vi/products/{CODE}/blocks/{third.key}/", {"step": "down"})
    writer.post(f"/vi/products/{CODE}/blocks/add/", {"kind": "ordered_item", "after": str(third.key)})
    writer.post(f"/vi/products/{CODE}/blocks/{desk.block(2).key}/", {"step": "remove"})
    assert [(block.kind, block.options) for block in desk.product.blocks.standing()] == [
        ("title", {}), ("summary", {}), ("heading", {}), ("list_item", {"ordered": True}),
    ]  # fmt: skip


def published(count: int, writer) -> None:
    """So many published works in all, put there directly: the list does not care how they came."""
    kind, (topic, _made) = KindFactory(), Topic.objects.get_or_create(code="image", defaults={"name": "Hình ảnh"})
    for number in range(Product.objects.count(), count):
        ProductFactory(by=writer, kind=kind, topic=topic, title=f"Tờ rơi {number}")
    for edition in Edition.objects.filter(language="vi", published=None).select_related("product"):
        revision = edition.revisions.get()
        revision.stage, revision.content_hash = "approved", "x"
        revision.content = [{"key": "k", "kind": "title", "options": {}, "text": edition.title, "hash": "h"}]
        revision.save()
        Edition.objects.filter(pk=edition.pk).update(standing="published", approved=revision, published=revision, day="2026-11-22")


@pytest.mark.parametrize("address", ["/vi/library/", "/vi/", "/vi/library/to-roi-3/"])
def test_public_pages_cost_the_same_at_10_and_at_100_works(address, writer, client, sent_tasks):
    published(10, writer)
    client.get(address)
    few = _statements(client, address)
    published(100, writer)
    assert _statements(client, address) == few


def test_staff_list_and_desk_cost_the_same_at_10_and_at_300_products(writer, as_user, sent_tasks):
    staff = as_user(writer)
    published(10, writer)
    staff.get("/vi/products/")
    few = [_statements(staff, address) for address in ("/vi/products/", "/vi/desk/")]
    kind = KindFactory()
    for number in range(10, 300):
        ProductFactory(by=writer, kind=kind, title=f"Tờ rơi {number}")
    assert [_statements(staff, address) for address in ("/vi/products/", "/vi/desk/")] == few


def _statements(client, address) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
