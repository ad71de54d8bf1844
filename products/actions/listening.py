"""What readers say is kept, heard, and forgotten in time."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken
from products.cleaning import plain_note
from products.models import Edition, Feedback, Revision
from products.models.feedback import LONGEST, hearing_units

MOST_A_DAY = 100  # words on one edition; a flood fills no table
MONTHS_KEPT = 12  # of a note; that it was useful or not stays, which names nobody


class Flooded(RuleBroken):
    """More words than people write."""


@transaction.atomic
def say(*, edition: Edition, revision: Revision, useful: bool, note: str = "") -> Feedback:
    """A reader's word, of nobody; RuleBroken where the note is too long or the edition was flooded today."""
    note, today = plain_note(note), timezone.localdate()
    if len(note) > LONGEST:
        raise RuleBroken(_("The note is too long: %(most)d letters at most.") % {"most": LONGEST})
    if Feedback.objects.filter(edition=edition, day=today).count() >= MOST_A_DAY:
        raise Flooded(_("Much has been said about this text today. Please come back tomorrow."))
    return Feedback.objects.create(edition=edition, revision=revision, useful=useful, note=note, day=today)


@transaction.atomic
def hear(*, feedback: Feedback, by) -> Feedback:
    """Somebody of the unit has seen it; a second time changes nothing."""
    feedback = _held(feedback, by)
    if feedback.handled_at is None:
        feedback.handled_at, feedback.handled_by = timezone.now(), by
        feedback.save(update_fields=["handled_at", "handled_by"])
        record("hear_feedback", feedback, by=by, changes=_where(feedback), unit=feedback.edition.product.unit_id)
    return feedback


@transaction.atomic
def blank(*, feedback: Feedback, by) -> Feedback:
    """Take out a note that says too much of somebody; the log says that it was done, never what it said."""
    feedback = _held(feedback, by)
    if feedback.note:
        note, feedback.note, feedback.blanked_on = feedback.note, "", timezone.localdate()
        feedback.save(update_fields=["note", "blanked_on"])
        record("blank_feedback", feedback, by=by, changes={"note": (note, "")} | _where(feedback), unit=feedback.edition.product.unit_id)
    return feedback


def forget_notes(today: date | None = None) -> int:
    """Take out the notes that are older than their term; returns how many. Safe when two do it at once."""
    today = today or timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 1 - MONTHS_KEPT, 12)
    term = date(year, month + 1, min(today.day, 28))
    return Feedback.objects.filter(day__lt=term).exclude(note="").update(note="", blanked_on=today)


def _held(feedback: Feedback, by) -> Feedback:
    """The row, held until the transaction ends."""
    found = Feedback.objects.select_for_update(of=("self",)).select_related("edition__product").get(pk=feedback.pk)
    if found.edition.product.unit_id not in hearing_units(by):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    return found


def _where(feedback: Feedback) -> dict:
    return {"edition": (None, f"{feedback.edition.product.code} {feedback.edition.language}")}
