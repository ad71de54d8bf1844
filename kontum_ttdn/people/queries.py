"""Reading persons. Every read is noted: who, whom, what for."""

from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record

from .models import Person
from .rules import PersonRefused, need


def read(person: Person, *, by, purpose: str) -> Person:
    """The person as they stand today (merged rows lead to the main one), with the read in the log. PersonRefused without right or purpose."""
    person = person.main()
    need(by, Permission.PERSON_VIEW, person.unit_id)
    if not purpose.strip():
        raise PersonRefused(_("Say what the personal data are needed for."))
    record("read", person, by=by, note=purpose)
    return person


def directory(user):
    """The persons of the units of `user`, by name: for a list that shows names and units alone; to look closer is a read."""
    return Person.objects.visible_to(user).current().select_related("unit").prefetch_related("unit__versions")


def rows_of(person: Person) -> list[Person]:
    """The person's row and every row that was merged into it, however long the chain."""
    found, newest = [person], [person]
    while newest:
        newest = list(Person.objects.filter(merged_into__in=newest))
        found += newest
    return found
