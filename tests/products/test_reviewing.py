"""From working words to what readers have: the one table of states, as rules of the work."""

import pytest

from kontum_ttdn.access.roles import Role
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.notices.models import Notice
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Approval, Edition, Revision, Stage, Standing
from tests.factories import LanguageGrantFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_product_has_nine_missing_editions_and_the_skeleton_of_its_kind(desk):
    assert set(desk.product.editions.values_list("language", "standing")) == {
        (code, "missing") for code in ("vi", "sed", "bdq", "jra", "jeh", "brb", "en", "lo", "km")
    }
    assert [(block.kind, block.label) for block in desk.product.blocks.standing()] == [
        ("title", ""),
        ("summary", ""),
        ("heading", "Mặt sau"),
        ("text", "Nội dung"),
    ]


def test_publish_gives_readers_the_approved_revision_and_orders_its_print_files(desk, sent_tasks, on_commit):
    desk.fill()
    revision = desk.approve()
    with on_commit():
        actions.publish(edition=desk.edition(), by=desk.approver)
    edition = Edition.objects.public().get()
    assert (edition.language, edition.published, edition.title) == ("vi", revision, "Thư viện của bản")
    assert sent_tasks == [("products.print_edition", {"edition_id": edition.pk, "layout": "leaflet", "variant": "screen"})]


def test_approval_keeps_who_turned_which_key(desk):
    desk.fill()
    revision = desk.approve()
    assert set(revision.approvals.values_list("key", "by__username")) == {("language", "reviewer"), ("content", "approver")}
    assert desk.edition().standing == Standing.APPROVED


def test_author_may_not_approve_even_with_the_role(desk, department):
    both = UserFactory(unit=department, roles=[Role.WRITER, Role.APPROVER, Role.REVIEWER], languages={"review": ["vi"]})
    desk.fill()
    desk.words("vi", 3, "Sửa một chữ.", by=both)
    desk.submit()
    with pytest.raises(RuleBroken, match="colleague"):
        actions.pass_language(edition=desk.edition(), by=both)
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    with pytest.raises(RuleBroken, match="colleague"):
        actions.approve(edition=desk.edition(), by=both)
    assert Revision.objects.get(edition=desk.edition()).stage == Stage.CONTENT_APPROVAL


def test_translator_may_not_review_their_own_translation(desk):
    desk.fill()
    desk.approve()
    RoleGrantFactory(user=desk.translator, role=Role.REVIEWER)
    LanguageGrantFactory(user=desk.translator, task="review", language="en")
    desk.translator = type(desk.translator).objects.get(pk=desk.translator.pk)
    desk.fill("en", " (en)")
    desk.submit("en")
    with pytest.raises(RuleBroken, match="colleague"):
        actions.pass_language(edition=desk.edition("en"), by=desk.translator)


def test_one_person_never_turns_both_keys(desk):
    RoleGrantFactory(user=desk.reviewer, role=Role.APPROVER)
    both = type(desk.reviewer).objects.get(pk=desk.reviewer.pk)
    desk.fill()
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=both)
    with pytest.raises(RuleBroken, match="another person"):
        actions.approve(edition=desk.edition(), by=both)


def test_reviewer_answers_only_for_the_languages_entered_for_them(desk):
    desk.fill()
    desk.approve()
    LanguageGrantFactory(user=desk.translator, task="translate", language="jra")
    desk.translator = type(desk.translator).objects.get(pk=desk.translator.pk)
    desk.fill("jra", " (mẫu)")
    desk.submit("jra")
    with pytest.raises(RuleBroken, match="reviewer of this language"):
        actions.pass_language(edition=desk.edition("jra"), by=desk.reviewer)


def test_stranger_may_do_nothing_with_another_units_product(desk, stranger):
    desk.fill()
    desk.submit()
    for act in (actions.pass_language, actions.approve, actions.publish):
        with pytest.raises(RuleBroken):
            act(edition=desk.edition(), by=stranger)
    with pytest.raises(RuleBroken):
        actions.save_segment(edition=desk.edition(), block=desk.block(0), text="của tôi", version=1, by=stranger)
    assert Approval.objects.count() == 0


def test_return_needs_a_reason_and_voids_the_keys(desk):
    desk.fill()
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    with pytest.raises(RuleBroken, match="reason"):
        actions.return_revision(edition=desk.edition(), by=desk.approver, reason="  ")
    revision = actions.return_revision(edition=desk.edition(), by=desk.approver, reason="Ghi rõ địa chỉ.")
    assert (revision.stage, revision.note, revision.content, revision.approvals.count()) == (Stage.RETURNED, "Ghi rõ địa chỉ.", [], 0)


def test_authors_are_told_that_their_text_came_back(desk, stranger):
    desk.fill()
    desk.submit()
    actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Xin đọc lại.")
    notice = Notice.objects.get()
    assert (notice.user, notice.text) == (desk.writer, "“Thư viện của bản” (Tiếng Việt) came back with a reason.")
    assert notice.url == f"/products/{desk.product.code}/vi/"


def test_returned_text_goes_on_in_the_same_revision(desk):
    desk.fill()
    desk.submit()
    actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Sửa câu cuối.")
    desk.words("vi", 3, "Quét mã bằng điện thoại để đọc.")
    revision = desk.approve()
    assert (revision.number, revision.content[-1]["text"]) == (1, "Quét mã bằng điện thoại để đọc.")


def test_text_under_review_cannot_be_changed_until_it_is_taken_back(desk):
    desk.fill()
    desk.submit()
    with pytest.raises(RuleBroken, match="being reviewed"):
        desk.words("vi", 0, "Tên khác")
    actions.recall(edition=desk.edition(), by=desk.writer, reason="Thiếu ngày.")
    desk.words("vi", 0, "Tên khác")
    assert desk.edition().title == "Tên khác"


def test_beginning_a_new_revision_leaves_the_published_one_with_readers(desk):
    desk.fill()
    first = desk.publish().published
    desk.words("vi", 0, "Tên mới")
    edition = desk.edition()
    assert (edition.standing, edition.published, edition.title) == (Standing.PUBLISHED, first, "Thư viện của bản")
    desk.approve()
    edition = desk.edition()
    assert (edition.standing, edition.published, edition.approved.number, edition.title) == (
        Standing.PUBLISHED,
        first,
        2,
        "Thư viện của bản",
    )
    actions.publish(edition=edition, by=desk.approver)
    assert (desk.edition().published.number, desk.edition().title) == (2, "Tên mới")


def test_unchanged_text_makes_no_new_revision(desk):
    desk.fill()
    desk.publish()
    desk.words("vi", 0, "Thư viện của bản")
    with pytest.raises(RuleBroken, match="Nothing differs"):
        desk.submit()


def test_submit_names_how_many_segments_are_empty(desk):
    desk.fill()
    desk.approve()
    desk.words("en", 0, "The village library")
    with pytest.raises(RuleBroken, match="2 segments"):
        desk.submit("en")


def test_translation_waits_for_an_approved_source(desk):
    desk.fill()
    with pytest.raises(RuleBroken):
        desk.fill("en")
        desk.submit("en")
    assert desk.edition("en").standing == Standing.MISSING


def test_internal_product_is_never_published(desk):
    actions.describe_product(product=desk.product, by=desk.writer, sensitivity="internal")
    desk.fill()
    desk.approve()
    with pytest.raises(RuleBroken, match="internal"):
        actions.publish(edition=desk.edition(), by=desk.approver)
    assert not Edition.objects.public().exists()


def test_what_readers_have_is_not_marked_internal_before_it_is_withdrawn(desk):
    desk.fill()
    desk.publish()
    with pytest.raises(RuleBroken, match="Withdraw it from them first"):
        actions.describe_product(product=desk.product, by=desk.writer, sensitivity="internal")
    desk.product.refresh_from_db()
    assert (desk.product.sensitivity, Edition.objects.public().count()) == ("public", 1)
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="Chỉ dùng nội bộ.")
    assert actions.describe_product(product=desk.product, by=desk.writer, sensitivity="internal").sensitivity == "internal"


def test_withdrawal_takes_the_edition_from_readers_with_its_reason(desk):
    desk.fill()
    desk.publish()
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="Địa chỉ đã đổi.")
    edition = desk.edition()
    assert (edition.standing, edition.withdrawn_why, Edition.objects.public().count()) == (Standing.WITHDRAWN, "Địa chỉ đã đổi.", 0)


def test_every_move_is_in_the_log_with_who_and_from_where_to_where(desk):
    desk.fill()
    desk.publish()
    moves = Entry.objects.filter(verb__in=["submit", "pass_language", "approve", "publish"]).order_by("pk")
    assert [(entry.verb, entry.actor_id, *entry.changes.popitem()[1]) for entry in moves] == [
        ("submit", desk.writer.pk, "in_work", "language_review"),
        ("pass_language", desk.reviewer.pk, "language_review", "content_approval"),
        ("approve", desk.approver.pk, "content_approval", "approved"),
        ("publish", desk.approver.pk, "approved", "published"),
    ]
