"""Keeping an edition to oneself for a while, and taking it over. Plain typing holds nothing: docs/decisions/0007."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.audit.actions import record
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Edition, EditionLock
from products.models.assignment import HELD_FOR
from products.queries.holding import can_be_taken

from .keeping import check_work, locked, may_work

TAKEN_OVER = gettext_noop("“%(title)s” (%(language)s), which you held, was taken over. What you saved is there.")


@transaction.atomic
def hold(*, edition: Edition, by) -> EditionLock:
    """Only `by` writes in this edition from now until half an hour after the last save. RuleBroken where it is another's to write."""
    edition = locked(edition)
    check_work(edition=edition, by=by)
    given = edition.assignments.running().filter(task=LanguageTask.TRANSLATE).select_related("person").first()
    if given and given.person_id != by.pk and not may(by, Permission.EDITION_ASSIGN, edition.product.unit_id):
        raise RuleBroken(_("This is the task of %(name)s: only they can hold it. You can write in it all the same.") % _name(given.person))
    before = EditionLock.objects.filter(edition=edition).select_related("by").first()
    lock = _take(edition, by)
    _note("hold" if before is None or before.by_id == by.pk else "take_over", edition, before, by)
    return lock


@transaction.atomic
def release(*, edition: Edition, by) -> None:
    """The others may write again."""
    edition = locked(edition)
    if EditionLock.objects.filter(edition=edition, by=by).delete()[0]:
        record("release", edition, by=by, unit=edition.product.unit_id)


@transaction.atomic
def take_over(*, edition: Edition, by) -> EditionLock | None:
    """End another's hold: who gives out the work at once; who may write here once it has run out, or while the holder is away.

    Who takes over and may write holds it then; for who may not it is open to all. Noted, and told to the one who held it.
    """
    edition = locked(edition)
    lock = EditionLock.objects.filter(edition=edition).select_related("by").first()
    if lock is None or lock.by_id == by.pk:
        raise RuleBroken(_("Nobody else holds this edition any more. Reload the page to see where it stands."))
    writes = may_work(edition, by)
    if not may(by, Permission.EDITION_ASSIGN, edition.product.unit_id):
        if not writes:
            raise RuleBroken(_("Your roles do not allow this for this unit."))
        if not can_be_taken(lock):
            said = _name(lock.by) | {"until": f"{timezone.localtime(lock.until):%H:%M}"}
            raise RuleBroken(_("%(name)s holds this edition until %(until)s. After that you can take it over.") % said)
    taken = _take(edition, by) if writes else None
    if taken is None:
        lock.delete()
    _note("take_over", edition, lock, by)
    return taken


def _take(edition: Edition, by) -> EditionLock:
    now = timezone.now()
    until = {"by": by, "taken_at": now, "until": now + HELD_FOR}
    return EditionLock.objects.update_or_create(edition=edition, defaults=until)[0]


def _note(verb: str, edition: Edition, before: EditionLock | None, by) -> None:
    record(verb, edition, by=by, changes={"held by": (before and before.by, by)}, unit=edition.product.unit_id)
    if verb == "take_over":
        url = reverse("products:edition", args=[edition.product.code, edition.language])
        title, language = edition.title or edition.product.code, edition.speech.autonym
        tell(user=before.by, message=TAKEN_OVER, url=url, key=f"hold-{edition.pk}", title=title, language=language)


def _name(person) -> dict[str, str]:
    return {"name": person.display_name}
