"""The licence under which approved words may be printed, entered as it stands on paper (Law on Publication 2012, art. 25 and 27)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.printing.preflight import READ
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Edition, PrintLicence, Sheet
from products.models.licence import LONGEST, PRINTED
from products.queries.licences import first_approved_at

from .keeping import hold_product, locked
from .printing import ask_for_sheet

TEXTS = tuple(LONGEST)


@transaction.atomic
def enter_licence(
    *, edition: Edition, by, number: str, granted_on: date, grantor: str, copies: int, printer: str, printed_in: date
) -> PrintLicence:
    """Enter the licence of what is approved now, or correct it. `printed_in`: any day of the month of printing and legal deposit.

    Forms for print that named other data are not approved for print any more, and are made anew. RuleBroken says what cannot be so.
    """
    hold_product(edition.product_id)
    edition = locked(edition)
    if not may(by, Permission.LICENCE_KEEP, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if edition.approved_id is None:
        raise RuleBroken(_("Nothing of this edition is approved yet."))
    said = {"number": number, "granted_on": granted_on, "grantor": grantor, "copies": copies, "printer": printer}
    said |= {"printed_in": printed_in.replace(day=1)} | {name: " ".join(normalise(said[name]).split()) for name in TEXTS}
    _check(edition, said)
    place = {"edition": edition, "content_hash": edition.approved.content_hash}
    licence = PrintLicence.objects.filter(**place).first() or PrintLicence(**place)
    known = {name: getattr(licence, name) if licence.pk else None for name in PRINTED}
    changes = {name: (known[name], said[name]) for name in PRINTED if known[name] != said[name]}
    if changes:
        for name in PRINTED:
            setattr(licence, name, said[name])
        licence.entered_by = by
        licence.save()
        if fallen := _print_anew(edition, by):
            changes["approved_for_print"] = (fallen, 0)
        record("enter_licence", edition, by=by, changes=changes, unit=edition.product.unit_id)
    return licence


@transaction.atomic
def enter_licences(*, editions: Sequence[Edition], by, **licence) -> list[PrintLicence]:
    """One licence for several languages: for all of them, or, with the language and the reason, for none."""
    return [_entered(edition, by, licence) for edition in sorted(editions, key=lambda one: one.pk)]  # one order: two who enter never cross


def _entered(edition: Edition, by, licence: dict) -> PrintLicence:
    try:
        return enter_licence(edition=edition, by=by, **licence)
    except RuleBroken as refusal:
        raise RuleBroken(f"{edition.speech.autonym}: {refusal}") from refusal


def _check(edition: Edition, said: dict) -> None:
    approved, granted = timezone.localdate(first_approved_at(edition)), said["granted_on"]
    if not all(said[name] for name in TEXTS) or said["copies"] < 1:
        raise RuleBroken(_("A licence has a number, an authority that granted it, a number of copies and a printing house."))
    if any(len(said[name]) > most for name, most in LONGEST.items()):
        words = _(
            "The imprint has room for %(number)d letters of the number, %(grantor)d of who granted it, %(printer)d of the printing house."
        )
        raise RuleBroken(words % LONGEST)
    if granted > timezone.localdate():
        raise RuleBroken(_("A licence cannot have been granted later than today."))
    if granted < approved:
        words = _("The licence was granted before these words were approved on %(day)s, so it was given for other words.")
        raise RuleBroken(words % {"day": date_format(approved, "DATE_FORMAT")})
    if said["printed_in"] < granted.replace(day=1):
        raise RuleBroken(_("Nothing may be printed before its licence is granted: enter the month of the licence or a later one."))


def _print_anew(edition: Edition, by) -> int:
    """Have the forms for print of the approved words made with the new data; returns how many of them were approved for print."""
    forms = Sheet.objects.filter(edition=edition, revision=edition.approved_id).exclude(variant__in=READ)
    fallen = forms.filter(cleared_at__isnull=False).count()
    forms.update(cleared_by=None, cleared_at=None)  # all of them: who approves one at this moment holds its row, and this waits for it
    for form in forms:
        ask_for_sheet(edition, form.layout, form.variant, edition.approved.content_hash, by=by)
    return fallen
