"""How a task ends: by its move, by going to somebody else, or by being taken back. Whoever it concerns is told, and the log has it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.audit.actions import record
from kontum_ttdn.notices.actions import tell
from products.models import Assignment, Edition, EditionLock, Outcome
from products.queries.content import source_of

TRANSLATED = ("submit",)  # the moves by which a translation is done, and those by which a review is
REVIEWED = ("pass_language", "return_from_review", "pass_outside", "return_outside")
DOES = dict.fromkeys(TRANSLATED, LanguageTask.TRANSLATE) | dict.fromkeys(REVIEWED, LanguageTask.REVIEW)
DONE_BY_OTHERS = gettext_noop("Your task on “%(title)s” (%(language)s) is done: somebody else has finished it.")


def finish_by_move(*, edition: Edition, move: str, by) -> None:
    """A revision has made this move: the task that it does is done, and what was handed in is held by nobody. On a locked edition."""
    if move == "submit":
        EditionLock.objects.filter(edition=edition).delete()
    if move in DOES and (old := running_task(edition, DOES[move])):
        done(old, edition, by)


def running_task(edition: Edition, task: str) -> Assignment | None:
    """Whose task it is now, if anybody's."""
    return edition.assignments.running().filter(task=task).select_related("person").first()


def done(old: Assignment, edition: Edition, by) -> None:
    end(old, Outcome.DONE)
    tell_assigned(old, edition, DONE_BY_OTHERS, by)
    record("finish", edition, by=by, changes=named(old, None), unit=edition.product.unit_id)


def end(assignment: Assignment, outcome: str) -> None:
    assignment.ended_at, assignment.outcome = timezone.now(), outcome
    assignment.save(update_fields=["ended_at", "outcome"])


def tell_former(old: Assignment, edition: Edition, message: str, by) -> None:
    """Whose task it was is told, and holds the edition open no longer."""
    EditionLock.objects.filter(edition=edition, by=old.person).delete()
    tell_assigned(old, edition, message, by)


def tell_assigned(assignment: Assignment, edition: Edition, message: str, by, **more) -> None:
    tell_about(assignment, edition, message, by, to=assignment.person, **more)


def tell_about(assignment: Assignment, edition: Edition, message: str, by, *, to, **more) -> None:
    """Tell somebody of a task; not who does it, for they know."""
    if to.pk == by.pk:
        return
    title = edition.title or source_of(edition).title or edition.product.code
    url = reverse("products:edition", args=[edition.product.code, edition.language])
    key = f"assignment-{assignment.pk}-{assignment.outcome}"
    tell(user=to, message=message, url=url, key=key, title=title, language=edition.speech.autonym, **more)


def named(before: Assignment | None, after: Assignment | None) -> dict:
    """For the log: the task and its day; persons by the number of their account."""
    one = after or before
    changes = {"task": (None, one.task)} if after else {"task": (one.task, None)}
    changes["person"] = (before and before.person, after and after.person)
    if after:
        changes["due"] = (None, after.due)
    return changes
