"""Giving work to people: one running task of a sort on an edition, by a day, told to whoever it concerns."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.accounts.queries import away_until
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.models import Assignment, Edition, Outcome, Priority
from products.queries.assigning import is_author, needed

from .ending import done, end, named, running_task, tell_about, tell_assigned, tell_former
from .keeping import locked

FARTHEST = timedelta(days=366)  # a slip of the pen in the year is asked about
LONGEST_NOTE = 2000

ASKED = {
    LanguageTask.TRANSLATE: gettext_noop("Please translate “%(title)s”: %(language)s, by %(due)s."),
    LanguageTask.REVIEW: gettext_noop("Please review the language of “%(title)s”: %(language)s, by %(due)s."),
    LanguageTask.RECORD: gettext_noop("Please record “%(title)s”: %(language)s, by %(due)s."),
}
HANDED_ON = gettext_noop("“%(title)s” (%(language)s) was given to somebody else.")
TAKEN_BACK = gettext_noop("“%(title)s” (%(language)s) is no longer your task.")
LEFT_BEHIND = gettext_noop("Nobody has the task on “%(title)s” (%(language)s) any more: the person has left.")


@transaction.atomic
def assign(*, edition: Edition, task: str, person, due: date, by, priority: int = Priority.NORMAL, note: str = "") -> Assignment:
    """Give a task on an edition to a person, who is told. RuleBroken where somebody has it, or where this person cannot do it."""
    edition = locked(edition)
    _may_assign(edition, by)
    _check_due(due)
    check_person(edition=edition, task=task, person=person, due=due)
    if standing := running_task(edition, task):
        said = {"name": standing.person.display_name, "due": _day(standing.due)}
        raise RuleBroken(_("%(name)s has this task already, by %(due)s. Give it to somebody else there, or take it back first.") % said)
    return _give(edition, task=task, person=person, due=due, by=by, priority=priority, note=note, verb="assign")


@transaction.atomic
def hand_on(*, assignment: Assignment, person, by, due: date | None = None) -> Assignment:
    """Give a running task to somebody else, by the same day if no other is said; both are told. Returns the new assignment."""
    edition, old = _taken(assignment, by)
    due = due or old.due
    _check_due(due)
    if person.pk == old.person_id:
        raise RuleBroken(_("This person has the task already."))
    check_person(edition=edition, task=old.task, person=person, due=due)
    end(old, Outcome.HANDED_ON)
    tell_former(old, edition, HANDED_ON, by)
    return _give(edition, task=old.task, person=person, due=due, by=by, priority=old.priority, note=old.note, verb="hand_on")


@transaction.atomic
def take_back(*, assignment: Assignment, by) -> Assignment:
    """The task is nobody's again; the person is told."""
    edition, old = _taken(assignment, by)
    end(old, Outcome.WITHDRAWN)
    tell_former(old, edition, TAKEN_BACK, by)
    record("take_back", edition, by=by, changes=named(old, None), unit=edition.product.unit_id)
    return old


@transaction.atomic
def leave_to(*, assignment: Assignment, person, by) -> Assignment | None:
    """A leaver's task goes to the successor by the same day; None where they cannot be given it: then it is nobody's again.

    Whoever had given it is told so. Whether `by` may close the leaver's account is asked by who calls.
    """
    edition, old = locked(assignment.edition), _still_running(assignment)
    end(old, Outcome.HANDED_ON)
    try:
        check_person(edition=edition, task=old.task, person=person, due=max(old.due, timezone.localdate()))
    except RuleBroken:
        end(old, Outcome.WITHDRAWN)
        tell_about(old, edition, LEFT_BEHIND, by, to=old.made_by)
        record("take_back", edition, by=by, changes=named(old, None), unit=edition.product.unit_id)
        return None
    return _give(edition, task=old.task, person=person, due=old.due, by=by, priority=old.priority, note=old.note, verb="hand_on")


@transaction.atomic
def finish(*, assignment: Assignment, by) -> Assignment:
    """A recording is there: said by the person, or by who assigns. Translating and reviewing end with their own moves."""
    edition = locked(assignment.edition)
    old = _still_running(assignment)
    if old.person_id != by.pk:
        _may_assign(edition, by)
    if old.task != LanguageTask.RECORD:
        raise RuleBroken(_("This task ends by itself: a translation when it is handed in, a review when the reviewer has answered."))
    done(old, edition, by)
    return old


def check_person(*, edition: Edition, task: str, person, due: date) -> None:
    """RuleBroken says in a sentence why this person cannot be given this task of this edition."""
    name = {"name": person.display_name, "language": edition.speech.autonym}
    if task not in LanguageTask:
        raise RuleBroken(_("There is no such task."))
    if not person.is_active:
        raise RuleBroken(_("The account of %(name)s is closed.") % name)
    if not may(person, needed(edition, task), edition.product.unit_id):
        raise RuleBroken(_("The roles of %(name)s do not allow this task for this unit.") % name)
    if not rules.entitled(edition, task, person):
        raise RuleBroken(_("%(name)s is not entered for this task in this language: %(language)s.") % name)
    _check_there(person, due)
    _check_two_persons(edition, task, person)


def _check_there(person, due: date) -> None:
    for day in (timezone.localdate(), due):
        if back := away_until([person.pk], day).get(person.pk):
            said = {"name": person.display_name, "day": _day(back)}
            raise RuleBroken(_("%(name)s is away until %(day)s. Choose somebody else, or a later day.") % said)


def _check_two_persons(edition: Edition, task: str, person) -> None:
    """Who translates does not review: known when the work is given, not only when the key is turned."""
    other = {LanguageTask.TRANSLATE: LanguageTask.REVIEW, LanguageTask.REVIEW: LanguageTask.TRANSLATE}.get(task)
    at_the_other = other and (standing := running_task(edition, other)) and standing.person_id == person.pk
    if at_the_other or (task == LanguageTask.REVIEW and is_author(edition, person)):
        raise RuleBroken(_("%(name)s translates this text: its language is reviewed by somebody else.") % {"name": person.display_name})


def _may_assign(edition: Edition, by) -> None:
    if not may(by, Permission.EDITION_ASSIGN, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))


def _check_due(due: date) -> None:
    today = timezone.localdate()
    if due < today:
        raise RuleBroken(_("%(day)s is past: nobody can be done by then.") % {"day": _day(due)})
    if due - today > FARTHEST:
        raise RuleBroken(_("%(day)s is more than a year away: please look at the year again.") % {"day": _day(due)})


def _taken(assignment: Assignment, by) -> tuple[Edition, Assignment]:
    """The locked edition and the assignment as it stands, for somebody who may give out its work."""
    edition = locked(assignment.edition)
    _may_assign(edition, by)
    return edition, _still_running(assignment)


def _still_running(assignment: Assignment) -> Assignment:
    standing = Assignment.objects.running().filter(pk=assignment.pk).select_related("person").first()
    if standing is None:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    return standing


def _give(edition: Edition, *, task: str, person, due: date, by, priority: int, note: str, verb: str) -> Assignment:
    note = normalise(note).strip()[:LONGEST_NOTE]
    made = Assignment.objects.create(edition=edition, task=task, person=person, due=due, priority=priority, note=note, made_by=by)
    record(verb, edition, by=by, changes=named(None, made), unit=edition.product.unit_id)
    tell_assigned(made, edition, ASKED[LanguageTask(task)], by, due=f"{due:%d/%m/%Y}")
    return made


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
