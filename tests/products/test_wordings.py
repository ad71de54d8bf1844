"""What a segment has said: every save is kept, seen word by word, and can be brought back without a lie about where it came from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.languages.differences import GONE, NEW, SAME, Part
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Origin, Segment, SegmentVersion
from products.queries.content import editor_rows
from products.queries.wordings import segment_of, wordings

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


def kept(desk, language="vi", place=3):
    return list(
        SegmentVersion.objects.filter(segment__edition=desk.edition(language), segment__block=desk.block(place))
        .order_by("version")
        .values_list("version", "text", "origin", "by__username")
    )


def test_each_save_keeps_its_wording_its_origin_and_its_author(desk):
    desk.fill()
    actions.save_segment(edition=desk.edition(), block=desk.block(3), text="Nháp.", version=1, by=desk.writer, origin=Origin.MACHINE)
    assert kept(desk) == [(1, "Quét mã để đọc.", "typed", "writer"), (2, "Nháp.", "machine", "writer")]


def test_confirming_and_depositing_keep_a_wording_too(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    actions.confirm_segment(edition=desk.edition("en"), block=desk.block(3), version=1, by=desk.translator)
    assert kept(desk, "en") == [(1, "Quét mã để đọc. (en)", "typed", "translator"), (2, "Quét mã để đọc. (en)", "typed", "translator")]


def test_wordings_come_newest_first_each_with_what_it_changed(desk):
    desk.fill()
    desk.words("vi", 3, "Quét mã để nghe.")
    page = wordings(segment_of(desk.edition(), desk.block(3)))
    assert [(one.kept.version, one.is_now, one.is_first) for one in page] == [(2, True, False), (1, False, True)]
    assert page.items[0].parts == [Part(SAME, "Quét mã để "), Part(GONE, "đọc"), Part(NEW, "nghe"), Part(SAME, ".")]


def test_wording_brought_back_is_one_more_save_with_its_own_origin(desk):
    desk.fill()
    desk.approve()
    edition, block = desk.edition("en"), desk.block(3)
    actions.save_segment(edition=edition, block=block, text="A draft.", version=0, by=desk.translator, origin=Origin.MACHINE)
    actions.save_segment(edition=edition, block=block, text="My own words.", version=1, by=desk.translator)
    actions.restore_segment(edition=edition, block=block, wording=1, version=2, by=desk.translator)
    segment = Segment.objects.get(edition=edition, block=block)
    assert (segment.text, segment.origin, segment.version) == ("A draft.", "machine", 3)
    assert [line[:2] for line in kept(desk, "en")] == [(1, "A draft."), (2, "My own words."), (3, "A draft.")]
    assert list(Entry.objects.filter(verb="restore").values_list("actor_id", "changes")) == [(desk.translator.pk, {"segment 3": [2, 1]})]


def test_wording_made_from_an_earlier_source_is_behind_again_when_it_is_brought_back(desk):
    desk.fill()
    desk.approve()
    desk.fill("en", " (en)")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    desk.words("en", 3, "Another sentence altogether.")
    actions.restore_segment(edition=desk.edition("en"), block=desk.block(3), wording=1, version=2, by=desk.translator)
    assert [row.state for row in editor_rows(desk.edition("en"))] == ["current", "current", "current", "stale"]


def test_title_brought_back_is_the_title_of_the_lists_again(desk):
    desk.fill()
    desk.words("vi", 0, "Tên khác")
    actions.restore_segment(
        edition=desk.edition(),
        block=desk.block(0),
        wording=1,
        version=desk.edition().segments.get(block=desk.block(0)).version,
        by=desk.writer,
    )
    assert desk.edition().title == "Thư viện của bản"


def test_nothing_is_brought_back_over_what_somebody_saved_meanwhile(desk):
    desk.fill()
    desk.words("vi", 3, "Câu thứ hai.")
    with pytest.raises(actions.Conflict):
        actions.restore_segment(edition=desk.edition(), block=desk.block(3), wording=1, version=1, by=desk.writer)
    assert [line[1] for line in kept(desk)] == ["Quét mã để đọc.", "Câu thứ hai."]


def test_nobody_brings_back_what_they_may_not_write_nor_what_is_not_there(desk, stranger):
    desk.fill()
    for wording, by in ((1, stranger), (1, desk.translator), (9, desk.writer)):
        with pytest.raises(RuleBroken):
            actions.restore_segment(edition=desk.edition(), block=desk.block(3), wording=wording, version=1, by=by)
    assert len(kept(desk)) == 1


def test_same_words_sent_twice_by_one_person_are_one_save(desk):
    desk.fill()
    again = actions.save_segment(edition=desk.edition(), block=desk.block(3), text="Quét mã để đọc.", version=0, by=desk.writer)
    assert (again.version, len(kept(desk))) == (1, 1)


def test_history_page_shows_every_wording_and_its_button_brings_one_back(desk, as_user, stranger):
    desk.fill()
    desk.words("vi", 3, "Quét mã để nghe.")
    address = f"/vi/products/{CODE}/vi/segments/{desk.block(3).key}/"
    writer = as_user(desk.writer)
    page = writer.get(f"{address}history/").content.decode()
    assert "<del>đọc</del><ins>nghe</ins>" in page and desk.writer.display_name in page
    assert writer.post(f"{address}restore/", {"wording": "1", "version": "2"}).status_code == 302
    assert Segment.objects.get(edition=desk.edition(), block=desk.block(3)).text == "Quét mã để đọc."
    reader = as_user(desk.reviewer).get(f"{address}history/").content.decode()
    assert "/restore/" not in reader and "Quét mã để" in reader
    foreign = as_user(stranger)
    assert (foreign.get(f"{address}history/").status_code, foreign.post(f"{address}restore/").status_code) == (404, 404)


def test_history_page_costs_the_same_for_any_number_of_wordings(desk, as_user):
    desk.fill()
    writer, costs = as_user(desk.writer), []
    segment = desk.words("vi", 3, "Lần 1.")
    for first, last in ((3, 13), (13, 300)):
        SegmentVersion.objects.bulk_create(
            SegmentVersion(segment=segment, version=number, text=f"Lần {number}.", origin="typed", by=desk.writer)
            for number in range(first, last)
        )
        Segment.objects.filter(pk=segment.pk).update(version=last - 1)
        with CaptureQueriesContext(connection) as asked:
            assert writer.get(f"/vi/products/{CODE}/vi/segments/{desk.block(3).key}/history/").status_code == 200
        costs.append(len(asked))
    assert costs == [costs[0]] * 2


def test_aside_of_a_segment_is_a_part_for_the_script_and_a_page_without_it(desk, as_user):
    desk.fill()
    address = f"/vi/products/{CODE}/vi/segments/{desk.block(3).key}/aside/"
    writer = as_user(desk.writer)
    whole, part = writer.get(address).content.decode(), writer.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in whole, "<html" in part) == (True, False)
    assert "Quét mã để đọc." in part
