"""Entering a person, mending the entry, joining two entries of one person."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import normalise

from ..models import Person
from ..rules import PersonRefused, a_term, need, whole

CHANGED = ("name", "names", "post", "phone", "email", "sex", "ethnic_group", "sensitive_purpose", "purpose", "basis", "keep_until")


@transaction.atomic
def add_person(*, name: str, unit, purpose: str, basis: str, keep_until: date, by, **details) -> Person:
    """A new person; `details` are any of names, post, phone, email, sex, ethnic_group, sensitive_purpose."""
    need(by, Permission.PERSON_EDIT, unit.pk)
    whole(name, details)
    a_term(purpose, basis, keep_until)
    details = _spelled(details)
    person = Person.objects.create(name=name, unit=unit, purpose=purpose, basis=basis, keep_until=keep_until, **details)
    named = {field: (None, "") for field, value in {"name": name, **details}.items() if value}
    kept_for = {"purpose": (None, purpose), "basis": (None, basis), "keep_until": (None, keep_until)}
    record("add_person", person, by=by, changes=named | kept_for)
    return person


@transaction.atomic
def change_person(*, person: Person, by, **said) -> Person:
    """Mend the entry; `said` are any of CHANGED. The log knows which fields, of personal ones no value."""
    person = standing(person)
    need(by, Permission.PERSON_EDIT, person.unit_id)
    new = {name: getattr(person, name) for name in CHANGED} | _spelled(said)
    whole(new["name"], new)
    a_term(new["purpose"], new["basis"], new["keep_until"])
    changes = {name: (getattr(person, name), value) for name, value in new.items() if getattr(person, name) != value}
    for name, value in new.items():
        setattr(person, name, value)
    if changes:
        person.save(update_fields=list(changes))
        record("change_person", person, by=by, changes=changes)
    return person


def _spelled(details: dict) -> dict:
    spelled = dict(details)
    if "names" in spelled:
        spelled["names"] = {script: normalise(name) for script, name in (spelled["names"] or {}).items() if name.strip()}
    for name in Person.NULL_WHEN_ERASED & spelled.keys():
        spelled[name] = spelled[name] or None
    return spelled


def standing(person: Person) -> Person:
    """The person's own row, held until the transaction ends; PersonRefused where it was merged or erased meanwhile."""
    held = Person.objects.select_for_update(of=("self",)).filter(pk=person.pk).first()
    if held is None or held.erased_at or held.merged_into_id:
        raise PersonRefused(_("This has already moved on. Reload the page to see where it stands."))
    return held


@transaction.atomic
def merge_people(*, into: Person, other: Person, by) -> Person:
    """Two rows turn out to be one person: `other` leads to `into` from now on. What points to it stays as it is."""
    held = {row.pk: row for row in Person.objects.select_for_update(of=("self",)).filter(pk__in=[into.pk, other.pk]).order_by("pk")}
    for row in held.values():
        need(by, Permission.PERSON_EDIT, row.unit_id)
    if len({row.main().pk for row in held.values()}) == 1:
        raise PersonRefused(_("These are the same person already."))
    if any(row.merged_into_id or row.erased_at for row in held.values()):
        raise PersonRefused(_("This has already moved on. Reload the page to see where it stands."))
    into, other = held[into.pk], held[other.pk]
    other.merged_into = into
    other.save(update_fields=["merged_into"])
    record("merge_people", other, by=by, changes={"merged_into": (None, into.pk)})
    return into
