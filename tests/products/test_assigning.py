"""Giving work to people: who may, to whom, by when; how it ends; who is told."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from kontum_ttdn.accounts.actions.leaving import hand_over
from kontum_ttdn.accounts.models import Absence
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.notices.models import Notice
from kontum_ttdn.units.working_days import public_calendar
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Assignment
from products.queries.assigning import Candidates, usual_due
from tests.factories import LanguageGrantFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
WEEK = timedelta(days=7)


@pytest.fixture
def give(desk, approver):
    """`give("lo", translator)`: the approver gives the translation, or another task, to a person by next week."""

    def assign(language="lo", person=None, task="translate", by=None, due=None, **more):
        person = person or desk.translator
        due = due or TODAY() + WEEK
        return actions.assign(edition=desk.edition(language), task=task, person=person, due=due, by=by or approver, **more)

    return assign


@pytest.fixture
def second(department):
    return UserFactory(username="second", unit=department, roles=["translator"], languages={"translate": ["lo"]})


def told(user) -> list[str]:
    return [notice.text for notice in Notice.objects.filter(user=user).order_by("pk")]


def refused(act, *where, **said) -> str:
    with pytest.raises(RuleBroken) as refusal:
        act(*where, **said)
    return str(refusal.value)


def test_task_is_given_by_a_day_and_the_person_is_told_where_to_begin(give, desk):
    made = give(due=date(TODAY().year + 1, 1, 5), priority=1, note="Cần cho hội chợ.")
    assert (made.person, made.task, made.priority, made.note, made.ended_at) == (desk.translator, "translate", 1, "Cần cho hội chợ.", None)
    notice = Notice.objects.get(user=desk.translator)
    assert notice.text == f"Please translate “Thư viện của bản”: ພາສາລາວ, by 05/01/{TODAY().year + 1}."
    assert notice.url == f"/products/{desk.product.code}/lo/"
    entry = Entry.objects.get(verb="assign")
    assert entry.changes["person"] == [None, f"account {desk.translator.pk}"]


@pytest.mark.parametrize("person", ["writer", "translator", "reviewer", "post_officer", "stranger"])
def test_only_who_gives_out_work_in_that_unit_may_assign(give, person, request, clerk):
    by = request.getfixturevalue(person)
    assert refused(give, by=by) == "Your roles do not allow this for this unit."
    assert give(by=clerk).made_by == clerk


def test_second_task_of_the_same_sort_names_who_has_it(give, second):
    given = give()
    said = f"{given.person} has this task already, by {date_format(given.due)}. Give it to somebody else there, or take it back first."
    assert refused(give, person=second) == said
    assert Assignment.objects.count() == 1


def test_database_holds_that_one_task_of_a_sort_runs(give, second, desk):
    give()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(edition=desk.edition("lo"), task="translate", person=second, due=TODAY(), made_by=second)


def test_translation_and_review_of_one_edition_run_side_by_side(give, reviewer):
    give()
    give(task="review", person=reviewer)
    assert sorted(Assignment.objects.running().values_list("task", flat=True)) == ["review", "translate"]


def test_stranger_is_refused_in_words(give, stranger):
    assert refused(give, person=stranger).endswith("do not allow this task for this unit.")


def test_person_without_the_language_is_refused_in_words(give):
    assert refused(give, "jra").endswith("is not entered for this task in this language: Jrai.")


def test_person_whose_language_ended_yesterday_is_refused(give, department):
    late = UserFactory(unit=department, roles=["translator"])
    LanguageGrantFactory(user=late, language="lo", valid_from=TODAY() - WEEK, valid_to=TODAY() - timedelta(days=1))
    assert "is not entered for this task" in refused(give, person=late)


def test_closed_account_is_refused(give, desk):
    desk.translator.is_active = False
    desk.translator.save()
    assert refused(give).endswith("is closed.")


@pytest.mark.parametrize(("first", "last", "there"), [(0, 0, False), (-3, 2, False), (7, 9, False), (2, 5, True), (8, 20, True)])
def test_person_on_leave_today_or_on_the_due_day_is_refused(give, desk, first, last, there):
    Absence.objects.create(user=desk.translator, first=TODAY() + timedelta(days=first), last=TODAY() + timedelta(days=last))
    if there:
        assert give().person == desk.translator
    else:
        assert "is away until" in refused(give)


def test_past_day_is_refused_and_today_is_not(give):
    assert refused(give, due=TODAY() - timedelta(days=1)).endswith("is past: nobody can be done by then.")
    assert "more than a year away" in refused(give, due=TODAY() + timedelta(days=400))
    assert give(due=TODAY()).due == TODAY()


def test_who_translates_a_text_is_not_given_its_review(give, desk, department):
    both = UserFactory(
        username="both", unit=department, roles=["translator", "reviewer"], languages={"translate": ["lo", "en"], "review": ["lo", "en"]}
    )
    give(person=both)
    assert "reviewed by somebody else" in refused(give, person=both, task="review")
    desk.fill()
    desk.approve()
    desk.words("en", 0, "A title", by=both)
    assert "reviewed by somebody else" in refused(give, "en", person=both, task="review")
    give("km", task="review", person=desk.reviewer)


def test_handing_in_ends_the_translation_and_the_answer_ends_the_review(give, desk):
    desk.fill()
    desk.approve()
    translate, review = give(), give(task="review", person=desk.reviewer)
    desk.fill("lo")
    desk.submit("lo")
    assert [Assignment.objects.get(pk=one.pk).outcome for one in (translate, review)] == ["done", ""]
    actions.return_revision(edition=desk.edition("lo"), by=desk.reviewer, reason="Xin đọc lại.")
    assert Assignment.objects.get(pk=review.pk).outcome == "done"
    again = give(task="review", person=desk.reviewer)
    desk.submit("lo")
    actions.pass_language(edition=desk.edition("lo"), by=desk.reviewer)
    assert Assignment.objects.get(pk=again.pk).outcome == "done"


def test_task_that_somebody_else_has_finished_is_told(give, desk, second):
    desk.fill()
    desk.approve()
    give(person=second)
    desk.fill("lo")
    desk.submit("lo")
    assert told(second)[-1] == "Your task on “Thư viện của bản” (ພາສາລາວ) is done: somebody else has finished it."


def test_task_handed_on_keeps_its_day_and_both_are_told(give, desk, approver, second):
    old = give(priority=1, note="Gấp")
    new = actions.hand_on(assignment=old, person=second, by=approver)
    assert (new.person, new.due, new.priority, new.note) == (second, old.due, 1, "Gấp")
    assert Assignment.objects.get(pk=old.pk).outcome == "handed_on"
    assert told(desk.translator)[-1] == "“Thư viện của bản” (ພາສາລາວ) was given to somebody else."
    assert told(second)[0].startswith("Please translate")
    assert refused(actions.hand_on, assignment=old, person=desk.translator, by=approver).startswith("This has already moved on")


def test_late_task_is_handed_on_with_a_new_day_only(give, approver, second):
    old = give()
    Assignment.objects.filter(pk=old.pk).update(due=TODAY() - WEEK)
    assert "is past" in refused(actions.hand_on, assignment=old, person=second, by=approver)
    assert actions.hand_on(assignment=old, person=second, by=approver, due=TODAY() + WEEK).due == TODAY() + WEEK


def test_task_taken_back_is_nobodys_and_can_be_given_again(give, desk, approver, second, stranger):
    old = give()
    assert refused(actions.take_back, assignment=old, by=stranger) == "Your roles do not allow this for this unit."
    actions.take_back(assignment=old, by=approver)
    assert told(desk.translator)[-1] == "“Thư viện của bản” (ພາສາລາວ) is no longer your task."
    assert give(person=second).person == second


def test_recording_is_ended_by_its_person_and_no_other_task_is(give, desk, department, stranger):
    speaker = UserFactory(unit=department, roles=["translator"], languages={"record": ["lo"]})
    recording, translating = give(task="record", person=speaker), give()
    assert "ends by itself" in refused(actions.finish, assignment=translating, by=desk.translator)
    assert refused(actions.finish, assignment=recording, by=stranger) == "Your roles do not allow this for this unit."
    assert actions.finish(assignment=recording, by=speaker).outcome == "done"


def test_candidates_are_those_who_may_and_are_entered_and_say_who_is_away(desk, second, stranger, writer):
    Absence.objects.create(user=second, first=TODAY(), last=TODAY() + WEEK)
    found = Candidates(desk.product)
    assert {one.user: one.away for one in found.of(desk.edition("lo"), "translate")} == {desk.translator: None, second: TODAY() + WEEK}
    assert [one.user for one in found.of(desk.edition("lo"), "review")] == [desk.reviewer]
    assert [one.user for one in found.of(desk.edition("vi"), "translate")] == [writer]
    assert found.of(desk.edition("jra"), "translate") == []


def test_candidates_cost_the_same_however_many_there_are(desk, department):
    costs = []
    for more in (1, 30):
        for _each in range(more):
            UserFactory(unit=department, roles=["translator", "reviewer"], languages={"translate": ["lo", "km"], "review": ["lo"]})
        with CaptureQueriesContext(connection) as caught:
            found = Candidates(desk.product)
            assert len(found.of(desk.edition("lo"), "translate")) > more
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_proposed_day_is_counted_in_working_days():
    friday = date(2026, 11, 20)  # the 24th is a day off
    assert usual_due("review", friday) == date(2026, 11, 26)
    assert usual_due("translate") == public_calendar().after(TODAY(), 5)


def test_leavers_tasks_go_to_the_successor_or_are_nobodys_again(give, desk, second, administrator, approver):
    lao, khmer = give(), give("km")
    moved = hand_over(leaver=desk.translator, successor=second, by=administrator)  # who translates into Lao, and not into Khmer
    assert moved == {"tasks given and not done": 1}
    assert told(approver) == ["Nobody has the task on “Thư viện của bản” (ភាសាខ្មែរ) any more: the person has left."]
    assert list(Assignment.objects.running().values_list("edition__language", "person", "due")) == [("lo", second.pk, lao.due)]
    assert [Assignment.objects.get(pk=one.pk).outcome for one in (lao, khmer)] == ["handed_on", "withdrawn"]
    assert told(second)[0].startswith("Please translate")
