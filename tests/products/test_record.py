"""The record of an edition: each step with who and when, how long each state lasted, whose keys, on which decision."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontum_ttdn.units.working_days import WEEKDAYS
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import KeyException, StageChange
from products.queries.record import in_words, record_of

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


def steps(edition) -> list[tuple]:
    return list(StageChange.objects.filter(revision__edition=edition).order_by("pk").values_list("move", "stage", "by__username", "reason"))


def passing(hours: list[int]) -> None:
    """Let so many hours lie between the steps, the first on a Monday morning."""
    at = datetime(2026, 11, 16, 1, tzinfo=UTC)
    for change, passed in zip(StageChange.objects.order_by("pk"), [0, *hours], strict=True):
        at += timedelta(hours=passed)
        StageChange.objects.filter(pk=change.pk).update(at=at)


def test_every_move_of_a_revision_is_noted_with_its_stage_its_person_and_its_reason(desk):
    desk.fill()
    desk.submit()
    actions.recall(edition=desk.edition(), by=desk.writer, reason="Thiếu ngày.")
    desk.submit()
    actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Sửa câu cuối.")
    desk.words("vi", 3, "Quét mã bằng điện thoại.")
    desk.approve()
    assert steps(desk.edition()) == [
        ("begin", "in_work", "writer", ""),
        ("submit", "language_review", "writer", ""),
        ("recall", "in_work", "writer", "Thiếu ngày."),
        ("submit", "language_review", "writer", ""),
        ("return_from_review", "returned", "reviewer", "Sửa câu cuối."),
        ("resume", "in_work", "writer", ""),
        ("submit", "language_review", "writer", ""),
        ("pass_language", "content_approval", "reviewer", ""),
        ("approve", "approved", "approver", ""),
    ]


def test_move_that_was_refused_leaves_no_step(desk, stranger):
    desk.fill()
    desk.submit()
    before = steps(desk.edition())
    for act, by in ((actions.pass_language, stranger), (actions.approve, desk.approver), (actions.pass_language, desk.writer)):
        with pytest.raises(RuleBroken):
            act(edition=desk.edition(), by=by)
    assert steps(desk.edition()) == before


def test_time_in_each_state_is_the_sum_of_its_stretches_and_ends_with_approval(desk):
    desk.fill()
    desk.submit()
    actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Sửa câu cuối.")
    desk.words("vi", 3, "Quét mã bằng điện thoại.")
    desk.approve()  # begin, submit, return, resume, submit, pass, approve
    passing([30, 5, 2, 3, 24, 96])
    (found,) = record_of(desk.edition())
    assert [(total.stage, total.took, total.working_days) for total in found.totals] == [
        ("in_work", timedelta(hours=33), 2),
        ("language_review", timedelta(hours=29), 1),
        ("content_approval", timedelta(hours=96), 2),  # from Thursday to Monday: Friday and Monday
        ("returned", timedelta(hours=2), 0),
    ]
    assert [stay.lasted for stay in found.stays[:3]] == ["1 day 6 hours", "5 hours", "2 hours"]


def test_state_that_lasts_still_counts_until_now(desk):
    desk.fill()
    StageChange.objects.update(at=timezone.now() - timedelta(hours=50))
    (found,) = record_of(desk.edition())
    assert [(total.stage, total.lasted) for total in found.totals] == [("in_work", "2 days 2 hours")]


def test_revision_begun_before_steps_were_noted_counts_from_its_own_day(desk):
    desk.fill()
    StageChange.objects.all().delete()
    (found,) = record_of(desk.edition())
    assert [(stay.stage, stay.since, stay.until) for stay in found.stays] == [("in_work", found.revision.at, None)]


def test_working_days_follow_the_first_day_and_leave_out_the_weekend():
    monday, friday = datetime(2026, 11, 16).date(), datetime(2026, 11, 20).date()
    assert [WEEKDAYS.between(monday, monday + timedelta(days=days)) for days in (0, 1, 4, 6, 7)] == [0, 1, 4, 4, 5]
    assert WEEKDAYS.between(friday, monday) == 0


def test_duration_is_said_in_days_and_hours():
    assert [in_words(timedelta(hours=hours)) for hours in (0.5, 1, 24, 49)] == ["less than an hour", "1 hour", "1 day", "2 days 1 hour"]


def test_record_stands_on_the_page_of_the_edition_with_keys_and_exceptions(desk, as_user):
    desk.fill()
    revision = desk.approve()
    revision.approvals.filter(key="content").update(decision_number="12/QĐ-SVHTTDL", signer="Y Ký")
    KeyException.objects.create(revision=revision, reason="Chỉ có một người biết chữ.", by=desk.approver)
    page = as_user(desk.writer).get(f"/vi/products/{CODE}/vi/").content.decode()
    record = page.partition('id="record"')[2]
    for word in ("12/QĐ-SVHTTDL", "Y Ký", "Chỉ có một người biết chữ.", desk.reviewer.display_name, desk.approver.display_name):
        assert word in record


def test_record_costs_the_same_for_one_revision_and_for_many(desk):
    costs = []
    for number in range(4):
        desk.fill(mark=f" {number}")
        desk.approve()
        with CaptureQueriesContext(connection) as caught:
            found = record_of(desk.edition())
            assert [one.revision.number for one in found][-1] == 1
        costs.append(len(caught))
    assert set(costs) == {5}  # four, and the edition itself
