"""Texts of consent, and who agreed to which of them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record

from ..models import Consent, ConsentText, Person, Purpose
from ..rules import PersonRefused, need
from .persons import standing


def must_have_come(moment: datetime) -> None:
    if moment > timezone.now():
        raise PersonRefused(_("This day has not come yet."))


@transaction.atomic
def write_text(*, purpose: str, version: str, wording: str, valid_from: date, by) -> ConsentText:
    """A new wording for a purpose, in Vietnamese, from a day on. It is never changed: other words are another version."""
    if not may(by, Permission.PERSON_EDIT):
        raise PersonRefused(_("Your roles do not allow this for this unit."))
    if purpose not in Purpose or not version.strip() or not wording.strip() or not valid_from:
        raise PersonRefused(_("A text of consent needs its purpose, version, wording and first day."))
    try:
        with transaction.atomic():
            text = ConsentText.objects.create(
                purpose=purpose, version=version.strip(), wording=wording.strip(), valid_from=valid_from, written_by=by
            )
    except IntegrityError:
        raise PersonRefused(_("This version is written already. Texts of consent are never changed: give the new wording another version.")) from None  # fmt: skip
    record("write_text", text, by=by, changes={"version": (None, text.version), "valid_from": (None, valid_from)}, unit=by.unit_id)
    return text


@transaction.atomic
def give_consent(*, person: Person, text: ConsentText, given_at: datetime, by) -> Consent:
    """Note that the person agreed to this text on that day; an older consent to its purpose gives way."""
    need(by, Permission.PERSON_EDIT, person.unit_id)
    must_have_come(given_at)
    person = standing(person)
    if text.valid_from > timezone.localdate(given_at):
        raise PersonRefused(_("This text was not in use on that day."))
    older = person.consents.standing().filter(purpose=text.purpose)
    if older.filter(given_at__gt=given_at).exists():
        raise PersonRefused(_("A later consent to this purpose is noted already."))
    older.update(withdrawn_at=given_at)
    consent = Consent.objects.create(person=person, purpose=text.purpose, text=text, given_at=given_at)
    record("give_consent", person, by=by, changes={"consent": (None, text.purpose), "text": (None, text.pk)})
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by) -> None:
    """From now on the person no longer agrees."""
    need(by, Permission.PERSON_EDIT, consent.person.unit_id)
    if consent.withdrawn_at:
        raise PersonRefused(_("This has already moved on. Reload the page to see where it stands."))
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    record("withdraw_consent", consent.person, by=by, changes={"consent": (consent.purpose, None)})
