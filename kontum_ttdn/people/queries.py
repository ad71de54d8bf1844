"""Reading persons. Every read is noted: who, whom, what for."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.audit.queries import word
from kontum_ttdn.units.models import UnitVersion

from . import registry
from .models import Person, SubjectRequest
from .naming import Naming
from .rules import PersonRefused, need, nothing_personal


def read(person: Person, *, by, purpose: str) -> Person:
    """The person as they stand today (merged rows lead to the main one), with the read in the log. PersonRefused without right or purpose."""
    person = person.main()
    need(by, Permission.PERSON_VIEW, person.unit_id)
    if not purpose.strip():
        raise PersonRefused(_("Say what the personal data are needed for."))
    nothing_personal(purpose, person)
    record("read", person, by=by, note=purpose)
    return person


def directory(user):
    """The persons of the units of `user`, by name: for a list that shows names and units alone; to look closer is a read."""
    return Person.objects.visible_to(user).current().select_related("unit").prefetch_related("unit__versions")


def called(user, words: str):
    """Those of the directory whose name or spelling has all of `words`."""
    found = directory(user)
    for one in words.split():
        found = found.filter(Q(name__icontains=one) | Q(names__Laoo__icontains=one) | Q(names__Khmr__icontains=one) | Q(names__Latn__icontains=one))  # fmt: skip
    return found


def past_term(user):
    """Whose data were to be kept no longer than until yesterday, those waiting longest first."""
    return directory(user).past_term().order_by("keep_until", "pk")


def asked(user, *, answered: bool = False):
    """Requests of persons of the units of `user`: those that wait, by the day they are due; or those that are answered, newest first."""
    found = SubjectRequest.objects.visible_to(user).select_related("person__unit").prefetch_related("person__unit__versions")
    if answered:
        return found.exclude(answered_at=None).order_by("-answered_at", "-pk")
    return found.open().order_by("answer_due", "pk")


def rows_of(person: Person) -> list[Person]:
    """The person's row and every row that was merged into it, however long the chain."""
    found, newest = [person], [person]
    while newest:
        newest = list(Person.objects.filter(merged_into__in=newest))
        found += newest
    return found


def naming_of(rows: list[Person]) -> Naming:
    """Everything by which the person can be told in other words: names in each script, phone, e-mail, and what the keepers call them."""
    said = [value for row in rows for value in (row.name, row.phone, row.email, *row.names.values())]
    said += [name for row in rows for keeper in registry.keepers() for name in keeper.names(row)]
    return Naming.of(said)


def bear_the_same_name(rows: list[Person]) -> bool:
    """Whether another person, an account of another, or a unit has one of the names: then nobody can tell whom a note means."""
    names, own = {row.name for row in rows if row.name}, [row.pk for row in rows]
    named, shown = Q(pk__in=[]), Q(pk__in=[])
    for name in names:
        named |= Q(name__iexact=name)
        shown |= Q(display_name__iexact=name)
    persons = Person.objects.current().filter(named).exclude(pk__in=own)
    accounts = get_user_model().objects.filter(shown, is_active=True).exclude(person__in=own)
    return persons.exists() or accounts.exists() or UnitVersion.objects.filter(named).exists()


@dataclass(frozen=True)
class Reader:
    """Somebody looked at a person, or took their data along; `who` is empty for an account that was erased."""

    at: datetime
    who: str
    did: str
    what_for: str


def readings(rows: list[Person]):
    """What the log knows of looks at these rows, newest first."""
    ids = [str(row.pk) for row in rows]
    return Entry.objects.filter(target_type=Person._meta.label, target_id__in=ids, verb__in=["read", "export_person"]).order_by("-pk")


def readers(rows: list[Person], entries=None) -> list[Reader]:
    """Who has read this and what for: the answer that the person may ask for."""
    entries = list(readings(rows) if entries is None else entries)
    names = get_user_model().objects.in_bulk({entry.actor_id for entry in entries} - {None})
    return [Reader(entry.at, str(names.get(entry.actor_id, "")), word(entry.verb), entry.note) for entry in entries]
