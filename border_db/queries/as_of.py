"""A register as it stood at the end of a day: each entry by its last version until then, units by the names they had."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from border_db.models import Entry, EntryVersion, Sensitivity
from border_db.queries.entries import folded_holds, spelled_words
from border_db.registers import Register
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.units.models import Unit
from kontum_ttdn.units.queries import versions_on


@dataclass(frozen=True)
class Line:
    """An entry as it was: `entry` is no row but what one said then, `cells` the columns of the list."""

    entry: Entry
    cells: list[tuple[str, object]]


def as_of(register: Register, user, day: date, text: str = "", confidence: str = "") -> list[Line]:
    """The lines of that day which `user` may see now and could have seen then, by name. Nothing of registers about persons is kept so."""
    versions = [version for version in _versions(register, user, day) if _is_wanted(register, version.said, text, confidence)]
    entries = sorted((_made(register, version) for version in versions), key=lambda entry: (entry.name, entry.pk))
    names = _names(register, entries, day)
    return [Line(entry, [_cell(register, entry, column, names) for column in register.columns]) for entry in entries]


def _versions(register: Register, user, day: date) -> Iterable[EntryVersion]:
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    stood = register.model.objects.visible_to(user).filter(Q(struck_at=None) | Q(struck_at__gte=end))
    until_then = EntryVersion.objects.filter(register=register.name, at__lt=end)
    last = until_then.filter(entry=OuterRef("entry")).order_by("-number").values("number")[:1]
    inside = unit_ids(user, Permission.REGISTER_INTERNAL)
    for version in until_then.filter(entry__in=stood.values("pk"), number=Subquery(last)):
        if version.said["sensitivity"] != Sensitivity.INTERNAL or version.said["unit"] in inside:
            yield version


def _is_wanted(register: Register, said: dict, text: str, confidence: str) -> bool:
    return (not confidence or said["confidence"] == confidence) and folded_holds([said.get(name) for name in spelled_words(register)], text)


def _made(register: Register, version: EntryVersion) -> Entry:
    """What the version says, in the shape of an entry; it is never saved."""
    fields = {register.field(name): value for name, value in version.said.items() if name in register.fields and name not in register.many}
    made = register.model(pk=version.entry)
    for field, value in fields.items():
        setattr(made, field.attname, field.target_field.to_python(value) if field.is_relation else field.to_python(value))
    return made


def _names(register: Register, entries: list[Entry], day: date) -> dict[int, str]:
    """What the units of the columns were called on that day; those not yet begun by the name they have."""
    fields = [register.field(name) for name in register.columns if register.field(name).related_model is Unit]
    ids = {getattr(entry, field.attname) for entry in entries for field in fields} - {None}
    then = {unit: version.name for unit, version in versions_on(ids, day).items()}
    return {unit.pk: unit.name for unit in Unit.objects.filter(pk__in=ids - then.keys()).prefetch_related("versions")} | then


def _cell(register: Register, entry: Entry, name: str, names: dict[int, str]) -> tuple[str, object]:
    field = register.field(name)
    value = getattr(entry, field.attname)
    if field.is_relation:
        value = names.get(value, "")
    elif field.choices:
        value = getattr(entry, f"get_{name}_display")()
    return field.verbose_name, value
