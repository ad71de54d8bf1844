"""Writing persons: one way in, one merging, one export, one erasure."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import normalise

from . import queries, registry, working_days
from .models import SCRIPTS, Consent, Person, SubjectRequest
from .rules import PersonRefused, need

ANSWER_WITHIN = 2  # working days


@transaction.atomic
def add_person(*, name: str, unit, purpose: str, basis: str, keep_until: date, by, **details) -> Person:
    """A new person; `details` are any of names, post, phone, email, sex, ethnic_group, sensitive_purpose."""
    need(by, Permission.PERSON_EDIT, unit.pk)
    if not name.strip():
        raise PersonRefused(_("A person needs a name."))
    if bool(details.get("sex") or details.get("ethnic_group")) != bool(details.get("sensitive_purpose", "").strip()):
        raise PersonRefused(_("Sex and ethnic group are kept only with the purpose that needs them."))
    if set(details.get("names", ())) - SCRIPTS.keys():
        raise PersonRefused(_("A name can be kept in Latin, Lao or Khmer letters."))
    details["names"] = {script: normalise(spelled) for script, spelled in details.get("names", {}).items()}
    person = Person.objects.create(name=name, unit=unit, purpose=purpose, basis=basis, keep_until=keep_until, **details)
    named = {field: (None, "") for field, value in {"name": name, **details}.items() if value}
    record(
        "add_person", person, by=by, changes=named | {"purpose": (None, purpose), "basis": (None, basis), "keep_until": (None, keep_until)}
    )
    return person


@transaction.atomic
def merge_people(*, into: Person, other: Person, by) -> Person:
    """Two rows turn out to be one person: `other` leads to `into` from now on. What points to it stays as it is."""
    into, other = (Person.objects.select_for_update().get(pk=row.pk) for row in (into, other))
    for row in (into, other):
        need(by, Permission.PERSON_EDIT, row.unit_id)
    if into.main().pk == other.main().pk:
        raise PersonRefused(_("These are the same person already."))
    if into.merged_into_id or other.merged_into_id or into.erased_at or other.erased_at:
        raise PersonRefused(_("This has already moved on. Reload the page to see where it stands."))
    other.merged_into = into
    other.save(update_fields=["merged_into"])
    record("merge_people", other, by=by, changes={"merged_into": (None, into.pk)})
    return into


@transaction.atomic
def give_consent(*, person: Person, purpose: str, text_version: str, given_at: datetime, by) -> Consent:
    """Note that the person agreed to this purpose in these words; an older consent to it gives way."""
    need(by, Permission.PERSON_EDIT, person.unit_id)
    _must_have_come(given_at)
    person.consents.standing().filter(purpose=purpose).update(withdrawn_at=given_at)
    consent = Consent.objects.create(person=person, purpose=purpose, text_version=text_version, given_at=given_at)
    record("give_consent", person, by=by, changes={"consent": (None, purpose)})
    return consent


def _must_have_come(moment: datetime) -> None:
    if moment > timezone.now():
        raise PersonRefused(_("This day has not come yet."))


@transaction.atomic
def withdraw_consent(*, consent: Consent, by) -> None:
    """From now on the person no longer agrees."""
    need(by, Permission.PERSON_EDIT, consent.person.unit_id)
    if consent.withdrawn_at:
        raise PersonRefused(_("This has already moved on. Reload the page to see where it stands."))
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    record("withdraw_consent", consent.person, by=by, changes={"consent": (consent.purpose, None)})


@transaction.atomic
def receive_request(*, person: Person, kind: str, received_at: datetime, by) -> SubjectRequest:
    """Note what the person asks of us; the answer is due within two working days."""
    need(by, Permission.PERSON_EDIT, person.unit_id)
    _must_have_come(received_at)
    due = working_days.after(timezone.localdate(received_at), ANSWER_WITHIN)
    request = SubjectRequest.objects.create(person=person, kind=kind, received_at=received_at, answer_due=due)
    record("receive_request", person, by=by, changes={"request": (None, kind)})
    return request


@transaction.atomic
def answer_request(*, request: SubjectRequest, by) -> None:
    """Note that the person has our answer."""
    need(by, Permission.PERSON_EDIT, request.person.unit_id)
    if request.answered_at:
        raise PersonRefused(_("This has already been answered."))
    request.answered_at = timezone.now()
    request.save(update_fields=["answered_at"])
    record("answer_request", request.person, by=by, changes={"request": (request.kind, "answered")})


@transaction.atomic
def export_person(*, person: Person, by) -> dict:
    """Everything the house has of the person, JSON-ready: their rows, consents and requests, and what each keeper holds."""
    person = person.main()
    need(by, Permission.PERSON_VIEW, person.unit_id)
    rows = queries.rows_of(person)
    told = {
        "person": [_plain(row) for row in rows],
        "consents": [_plain(consent) for row in rows for consent in row.consents.all()],
        "requests": [_plain(request) for row in rows for request in row.requests.all()],
    }
    for keeper in registry.keepers():
        told[keeper.name] = [held for row in rows if (held := keeper.holds(row))]
    record("export_person", person, by=by)
    return told


def _plain(row) -> dict:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


@transaction.atomic
def erase_person(*, person: Person, by) -> bool:
    """Erase the person everywhere; True if nothing stays, False if a nameless row stays because a signature or a proof hangs on it."""
    rows = list(Person.objects.select_for_update().filter(pk__in=[row.pk for row in queries.rows_of(person.main())]))
    for row in rows:
        need(by, Permission.PERSON_EDIT, row.unit_id)
    main = next(row for row in rows if row.merged_into_id is None)
    if main.erased_at:
        raise PersonRefused(_("This person has been erased already."))
    stays = any(_must_stay(row) for row in rows)
    for row in rows:
        for keeper in registry.keepers():
            keeper.erase(row)
        _blank(row)
    record("erase_person", main, by=by, changes=dict.fromkeys(sorted(Person.PERSONAL), ("", "")))
    return not stays and _delete(rows)


def _delete(rows: list[Person]) -> bool:
    """Whether the rows could go: what still points to one of them keeps them all, nameless as they are by now."""
    found = Person.objects.filter(pk__in=[row.pk for row in rows])
    try:
        with transaction.atomic():
            found.update(merged_into=None)
            found.delete()
    except ProtectedError:
        return False
    return True


def _must_stay(row: Person) -> bool:
    """A consent or a request is the proof of what was done, and a signature stands: their row stays, without a name."""
    return row.consents.exists() or row.requests.exists() or any(keeper.signs(row) for keeper in registry.keepers())


def _blank(row: Person) -> None:
    for field in Person.PERSONAL:
        setattr(row, field, None if field in Person.NULL_WHEN_ERASED else {} if field == "names" else "")
    row.erased_at = timezone.now()
    row.save(update_fields=[*Person.PERSONAL, "erased_at"])
