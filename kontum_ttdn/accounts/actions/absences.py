"""Saying when one is away."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .. import rules
from ..models import Absence, User

LONGEST = timedelta(days=400)  # a slip of the pen in the year is asked about


@transaction.atomic
def add_absence(*, first: date, last: date, by: User) -> Absence:
    """`by` is away from `first` to `last`. RuleBroken where the days are past, turned round, or more than a year."""
    rules.a_term(first, last)
    if last < timezone.localdate():
        raise RuleBroken(_("These days are over."))
    if last - first > LONGEST:
        raise RuleBroken(_("This is longer than a year: please look at the days again."))
    absence = Absence.objects.create(user=by, first=first, last=last)
    record("add_absence", absence, by=by, changes={"first": (None, first), "last": (None, last)}, unit=by.unit_id)
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence, by: User) -> None:
    """`by` will be there after all."""
    record("remove_absence", absence, by=by, changes={"first": (absence.first, None), "last": (absence.last, None)}, unit=by.unit_id)
    absence.delete()
