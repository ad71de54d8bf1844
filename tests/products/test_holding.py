"""Keeping an edition to oneself: who else may write, how it ends, how it is taken over. Plain typing refuses nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.accounts.models import Absence
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.notices.models import Notice
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import EditionLock
from products.models.assignment import HELD_FOR
from products.queries.holding import writing_beside
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lao(desk):
    """An approved source, and two who may translate it into Lao."""
    desk.fill()
    desk.approve()
    return desk


@pytest.fixture
def second(department):
    return UserFactory(username="second", display_name="Y Hai", unit=department, roles=["translator"], languages={"translate": ["lo"]})


def run_out() -> None:
    EditionLock.objects.update(until=timezone.now() - timedelta(seconds=1))


def refusal(act, **said) -> str:
    with pytest.raises(RuleBroken) as met:
        act(**said)
    return str(met.value)


def test_two_write_in_one_edition_side_by_side_and_see_each_other(lao, second):
    lao.words("lo", 0, "ຫົວຂໍ້")
    lao.words("lo", 1, "ສະຫຼຸບ", by=second)
    assert [one.name for one in writing_beside(lao.edition("lo"), lao.translator)] == ["Y Hai"]
    assert [one.name for one in writing_beside(lao.edition("lo"), second)] == [lao.translator.display_name]
    assert writing_beside(lao.edition("km"), second) == []
    assert not EditionLock.objects.exists()


def test_who_saved_an_hour_ago_writes_no_longer(lao, second):
    lao.words("lo", 0, "ຫົວຂໍ້")
    lao.edition("lo").segments.update(saved_at=timezone.now() - HELD_FOR)
    assert writing_beside(lao.edition("lo"), second) == []


def test_held_edition_refuses_another_in_words_and_keeps_nothing_of_theirs(lao, second):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    with pytest.raises(RuleBroken, match="has held this edition since .* take it over"):
        lao.words("lo", 0, "ຫົວຂໍ້", by=second)
    assert not lao.edition("lo").segments.exists()
    lao.words("lo", 0, "ຫົວຂໍ້")
    lao.words("km", 0, "ចំណងជើង")  # of another edition


def test_hold_lasts_on_with_each_save_and_runs_out_by_itself(lao, second):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    EditionLock.objects.update(until=timezone.now() + timedelta(minutes=1))
    lao.words("lo", 0, "ຫົວຂໍ້")
    assert EditionLock.objects.get().until > timezone.now() + timedelta(minutes=29)
    run_out()
    lao.words("lo", 1, "ສະຫຼຸບ", by=second)


def test_held_edition_is_not_handed_in_by_another_and_handing_in_ends_the_hold(lao, second):
    lao.fill("lo")
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    assert "has held this edition" in refusal(actions.submit, edition=lao.edition("lo"), by=second)
    lao.submit("lo")
    assert not EditionLock.objects.exists()


def test_released_edition_is_open_to_all(lao, second):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    actions.release(edition=lao.edition("lo"), by=second)
    assert EditionLock.objects.get().by == lao.translator
    actions.release(edition=lao.edition("lo"), by=lao.translator)
    lao.words("lo", 0, "ຫົວຂໍ້", by=second)


def test_while_a_task_runs_only_its_person_and_who_assigns_may_hold(lao, second, approver):
    actions.assign(edition=lao.edition("lo"), task="translate", person=lao.translator, due=timezone.localdate(), by=approver)
    assert "only they can hold it" in refusal(actions.hold, edition=lao.edition("lo"), by=second)
    lao.words("lo", 0, "ຫົວຂໍ້", by=second)
    assert actions.hold(edition=lao.edition("lo"), by=lao.translator).by == lao.translator


def test_stranger_neither_holds_nor_takes_over(lao, stranger, reviewer):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    for person in (stranger, reviewer):
        assert refusal(actions.hold, edition=lao.edition("lo"), by=person) == "Your roles do not allow this for this unit."
        assert refusal(actions.take_over, edition=lao.edition("lo"), by=person) == "Your roles do not allow this for this unit."
    assert EditionLock.objects.get().by == lao.translator


def test_colleague_takes_over_once_it_has_run_out_and_the_former_holder_is_told(lao, second):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    assert "After that you can take it over." in refusal(actions.take_over, edition=lao.edition("lo"), by=second)
    run_out()
    assert actions.take_over(edition=lao.edition("lo"), by=second).by == second
    assert Notice.objects.get(user=lao.translator).text.endswith("which you held, was taken over. What you saved is there.")
    assert [entry.changes["held by"] for entry in Entry.objects.filter(verb="take_over")] == [
        [f"account {lao.translator.pk}", f"account {second.pk}"]
    ]


def test_holding_what_has_run_out_in_anothers_name_is_a_takeover_too(lao, second):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    run_out()
    actions.hold(edition=lao.edition("lo"), by=second)
    assert Entry.objects.filter(verb="take_over").count() == Notice.objects.filter(user=lao.translator).count() == 1


def test_holder_on_leave_blocks_nobody(lao, second):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    Absence.objects.create(user=lao.translator, first=timezone.localdate(), last=timezone.localdate())
    actions.take_over(edition=lao.edition("lo"), by=second)
    lao.words("lo", 0, "ຫົວຂໍ້", by=second)
    assert EditionLock.objects.get().by == second


def test_who_gives_out_work_opens_a_held_edition_at_once(lao, second, clerk):
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    assert actions.take_over(edition=lao.edition("lo"), by=clerk) is None
    lao.words("lo", 0, "ຫົວຂໍ້", by=second)
    assert Notice.objects.filter(user=lao.translator).count() == 1


def test_task_given_to_somebody_else_takes_the_hold_along(lao, second, approver):
    given = actions.assign(edition=lao.edition("lo"), task="translate", person=lao.translator, due=timezone.localdate(), by=approver)
    actions.hold(edition=lao.edition("lo"), by=lao.translator)
    actions.hand_on(assignment=given, person=second, by=approver)
    lao.words("lo", 0, "ຫົວຂໍ້", by=second)
