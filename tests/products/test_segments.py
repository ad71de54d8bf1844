"""Words: one segment at a time, nobody's edit is lost, one spelling is stored."""

import re

import pytest

from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, handover
from products.content import text_hash
from products.models import Behind, Looked, Segment
from products.queries.content import editor_rows, working_content
from products.queries.work import work_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_two_people_in_two_segments_never_meet(desk):
    desk.fill()
    desk.approve()
    edition = desk.edition("en")
    actions.save_segment(edition=edition, block=desk.block(0), text="Library", version=0, by=desk.translator)
    actions.save_segment(edition=edition, block=desk.block(1), text="Read", version=0, by=desk.translator)
    assert list(edition.segments.order_by("block__position").values_list("text", "version")) == [("Library", 1), ("Read", 1)]


def test_second_save_from_the_same_start_is_told_and_overwrites_nothing(desk):
    desk.fill()
    with pytest.raises(actions.Conflict) as met:
        actions.save_segment(edition=desk.edition(), block=desk.block(3), text="Của người thứ hai", version=0, by=desk.writer)
    assert met.value.segment.text == "Quét mã để đọc."
    assert Segment.objects.get(edition=desk.edition(), block=desk.block(3)).text == "Quét mã để đọc."


def test_both_typing_orders_are_stored_as_one_form(desk):
    desk.words("vi", 3, "e\u0302\u0306")
    desk.words("vi", 2, "e\u0306\u0302")
    first, second = (Segment.objects.get(edition=desk.edition(), block=desk.block(place)) for place in (3, 2))
    assert first.text == second.text == "\u00ea\u0306"
    assert first.text_hash == second.text_hash == text_hash("ê̆")


def test_change_of_the_source_marks_just_the_segments_it_touches(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    assert [row.state for row in editor_rows(desk.edition("en"))] == ["current", "current", "current", "stale"]


def test_translation_is_behind_by_what_the_source_changed_and_current_again_after_a_revert(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.approve("en")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve(significance=2)
    assert desk.edition("en").behind == Behind.MEDIUM
    desk.words("vi", 3, "Quét mã để đọc.")
    desk.approve(significance=1)
    assert desk.edition("en").behind == Behind.NONE


def test_moving_a_block_makes_nothing_stale(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.approve("en")
    actions.move_block(block=desk.block(3), steps=-1, by=desk.writer)
    desk.approve(significance=3)
    assert desk.edition("en").behind == Behind.NONE


def test_moved_source_must_be_confirmed_before_handing_in(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    with pytest.raises(RuleBroken, match="1 segment has changed"):
        desk.submit("en")
    actions.confirm_segment(edition=desk.edition("en"), block=desk.block(3), version=1, by=desk.translator)
    assert desk.submit("en").based_on == desk.edition().approved


def test_approved_content_keeps_a_block_that_was_moved_or_removed_afterwards(desk):
    desk.fill()
    before = desk.approve().content
    actions.remove_block(block=desk.block(3), by=desk.writer)
    actions.move_block(block=desk.block(2), steps=1, by=desk.writer)
    desk.words("vi", 0, "Tên khác")
    assert desk.edition().approved.content == before
    assert [entry["text"] for entry in working_content(desk.edition())] == ["Tên khác", "Đọc bằng tiếng mình", "Mở ra xem"]


def test_title_and_summary_stay_first_whatever_is_moved(desk):
    actions.move_block(block=desk.block(3), steps=-9, by=desk.writer)
    assert [block.kind for block in desk.product.blocks.standing()] == ["title", "summary", "text", "heading"]


def test_words_of_an_old_font_change_nothing_until_the_person_chooses(desk, as_user):
    typed = "tơring ]ar, tơring ]ar"
    with pytest.raises(actions.OldFont) as met:
        desk.words("vi", 3, typed)
    assert met.value.legacy.pairs[0] == ("]ar,", "čar,")
    assert not Segment.objects.filter(edition=desk.edition(), block=desk.block(3)).exists()
    address = f"/vi/products/{desk.product.code}/vi/segments/{desk.block(3).key}/"
    as_user(desk.writer).post(address, {"text": typed, "version": "0", "letters": "convert"})
    segment = Segment.objects.get(edition=desk.edition(), block=desk.block(3))
    assert segment.text == "tơring čar, tơring čar"
    assert list(segment.versions.values_list("version", "text")) == [(2, "tơring čar, tơring čar"), (1, typed)]  # as it came is kept
    as_user(desk.writer).post(address, {"text": typed, "version": "2", "letters": "keep"})
    assert Segment.objects.get(edition=desk.edition(), block=desk.block(3)).text == typed


def test_choice_about_an_old_font_shows_the_whole_text_as_it_would_read(desk, as_user):
    address = f"/vi/products/{desk.product.code}/vi/segments/{desk.block(3).key}/"
    page = as_user(desk.writer).post(address, {"text": "tơring ]ar Kontum", "version": "0"}, headers={"HX-Request": "true"})
    assert (page.status_code, "tơring čar Kontum" in page.content.decode()) == (422, True)


def test_taking_the_others_wording_saves_nothing_and_shows_it(desk, as_user):
    desk.fill()
    address = f"/vi/products/{desk.product.code}/vi/segments/{desk.block(3).key}/"
    page = as_user(desk.writer).post(address, {"text": "của tôi", "version": "0", "theirs": "1"}, headers={"HX-Request": "true"})
    assert (page.status_code, page.context["row"].text, page.context["row"].version) == (200, "Quét mã để đọc.", 1)
    assert "của tôi" not in page.content.decode()


@pytest.mark.parametrize("script", [{}, {"HX-Request": "true"}])
def test_words_for_a_block_that_was_taken_out_meanwhile_are_shown_again_and_not_lost(desk, as_user, script):
    block = desk.block(3)
    actions.remove_block(block=block, by=desk.writer)
    answer = as_user(desk.writer).post(
        f"/vi/products/{desk.product.code}/vi/segments/{block.key}/", {"text": "Câu dài đã gõ.", "version": "0"}, headers=script
    )
    assert (answer.status_code, "Câu dài đã gõ." in answer.content.decode()) == (422, True)
    assert not Segment.objects.filter(edition=desk.edition(), block=block).exists()


def test_words_for_a_block_that_the_source_lost_meanwhile_are_kept_and_the_person_is_told(desk, as_user):
    desk.fill()
    desk.approve()
    block = desk.block(3)
    actions.remove_block(block=block, by=desk.writer)
    desk.approve()
    address = f"/vi/products/{desk.product.code}/en/segments/{block.key}/"
    answer = as_user(desk.translator).post(address, {"text": "Typed for long", "version": "0"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "Typed for long" in answer.content.decode()) == (422, True)
    assert Segment.objects.get(edition=desk.edition("en"), block=block).text == "Typed for long"


def test_work_begun_by_a_leaver_stands_on_the_successors_desk(desk, department):
    successor = UserFactory(unit=department, roles=["writer"])
    desk.fill()
    desk.submit()
    actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Viết lại.")
    assert handover.waiting(desk.writer) == 1
    assert handover.hand_over(from_user=desk.writer, to_user=successor, by=None) == 1
    assert [revision.edition for revision in work_of(successor).returned] == [desk.edition()]


def test_nobody_becomes_an_author_of_what_they_turned_a_key_on(desk):
    desk.fill()
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    assert handover.hand_over(from_user=desk.writer, to_user=desk.reviewer, by=None) == 0
    assert list(desk.edition().revisions.get().authors.all()) == [desk.writer]
    actions.approve(edition=desk.edition(), by=desk.approver, checked=Looked.values)


def test_source_with_break_marks_that_a_person_typed_can_be_copied_as_it_is(desk, as_user):
    desk.fill()
    desk.words("vi", 2, "ພາສາ\u200bລາວ")
    desk.words("vi", 3, "ພາສາລາວ")
    desk.approve()
    page = as_user(desk.translator).get(f"/vi/products/{desk.product.code}/lo/").content.decode()
    assert re.findall('data-plain="([^"]*)"', page) == ["ພາສາ\u200bລາວ"]
