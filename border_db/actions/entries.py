"""Writing entries: added, changed, struck off; never deleted. Each state is kept as a version, and search is told."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from border_db.models import Entry, EntryVersion, Marker, MarkerCondition
from border_db.registers import Register, register_of
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.search import index
from kontum_ttdn.workflow.flow import RuleBroken


@transaction.atomic
def add_entry(*, register: Register, by, why: str = "", **values) -> Entry:
    """A new entry; `values` are any of `register.fields`. RuleBroken where a rule or constraint of the register says no."""
    entry = register.model()
    _must_keep(by, getattr(values.get("unit"), "pk", None))
    return write(entry, values, by=by, why=why)


@transaction.atomic
def change_entry(*, entry: Entry, version: int, by, why: str = "", **values) -> Entry:
    """Say something else from now on. `version` is that which the person looked at: what another wrote meanwhile is not overwritten."""
    locked = type(entry).objects.select_for_update().get(pk=entry.pk)
    _must_keep(by, locked.unit_id)
    _must_keep(by, getattr(values.get("unit", locked.unit), "pk", None))
    _must_stand(locked)
    if locked.version != version:
        raise RuleBroken(_("Somebody has changed this entry meanwhile. Reload the page to see what it says now."))
    return write(locked, values, by=by, why=why)


@transaction.atomic
def strike_entry(*, entry: Entry, why: str, by) -> None:
    """Take an entry out of lists and search; it stays readable with the reason."""
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    _must_keep(by, entry.unit_id)
    _must_stand(entry)
    if not why.strip():
        raise RuleBroken(_("Say why the entry is struck off."))
    entry.struck_at, entry.struck_why = timezone.now(), why.strip()[:300]
    entry.save(update_fields=["struck_at", "struck_why", "changed_at"])
    record("strike_entry", entry, by=by)
    _tell_search(entry)


@transaction.atomic
def note_condition(*, marker: Marker, day: date, condition: str, by, picture=None, note: str = "") -> MarkerCondition:
    """How a marker looked on a day."""
    _must_keep(by, marker.unit_id)
    _must_stand(marker)
    if day > timezone.localdate():
        raise RuleBroken(_("This day has not come yet."))
    seen = MarkerCondition.objects.create(marker=marker, day=day, condition=condition, picture=picture, note=note)
    record("note_condition", marker, by=by, changes={"condition": (None, condition), "day": (None, day)})
    return seen


def write(entry: Entry, values: dict, *, by, why: str = "") -> Entry:
    """Set `values`, keep the state as a version, tell log and search. It asks nobody: for the actions above and for what the house loads."""
    register = register_of(entry)
    before = said(entry) if entry.pk else {}
    several = {name: value for name, value in values.items() if name in register.many}
    for name, value in values.items():
        if name not in several:
            setattr(entry, name, value)
    entry.version = entry.version + 1 if entry.pk else 1
    _must_hold(entry)
    entry.save()
    for name, rows in several.items():
        getattr(entry, name).set(rows)
    after = said(entry)
    changed = [name for name, value in after.items() if before.get(name) != value]
    EntryVersion.objects.create(register=register.name, entry=entry.pk, number=entry.version, said=after, why=why[:300], by=by)
    # The values stand in the version, where an erasure can take a name out of them; the log is sealed and is told the fields alone.
    record("change_entry" if before else "add_entry", entry, by=by, changes=dict.fromkeys(changed, ("…", "…")))
    _tell_search(entry)
    return entry


def said(entry: Entry) -> dict:
    """What the entry says, as JSON: days as 2025-07-01, rows by their ids."""
    register = register_of(entry)
    return {name: _plain(entry, name, name in register.many) for name in register.fields}


def _plain(entry: Entry, name: str, several: bool):
    if several:
        return sorted(getattr(entry, name).values_list("pk", flat=True))
    value = getattr(entry, entry._meta.get_field(name).attname)
    return value.isoformat() if isinstance(value, date) else value


def _tell_search(entry: Entry) -> None:
    """Entries about persons are in no index."""
    if not register_of(entry).personal:
        index.changed(search_name(entry), [entry.pk])


def search_name(entry: Entry | type[Model]) -> str:
    """The name under which search knows the register."""
    return f"border.{entry.REGISTER}"


def _must_keep(by, unit: int | None) -> None:
    if not may(by, Permission.REGISTER_KEEP, unit or 0):
        raise RuleBroken(_("You may not keep entries of this unit."))


def _must_stand(entry: Entry) -> None:
    if entry.struck_at:
        raise RuleBroken(_("This entry was struck off."))


def _must_hold(entry: Entry) -> None:
    try:
        entry.full_clean()
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from None
