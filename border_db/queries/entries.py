"""Entries for lists and pages."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from border_db.models import Confidence, Entry, EntryVersion, Fact, Sensitivity
from border_db.registers import REGISTERS, Register, register_of
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.languages.folding import fold
from kontum_ttdn.people.models import Person
from kontum_ttdn.units.models import Unit

HISTORY = 50  # versions shown on a page
EMPTY = (None, "", [], {})


@dataclass(frozen=True)
class Said:
    """One field of an entry as a page says it: what it is called, its value, the unit it leads to, whether it is internal."""

    label: str
    value: object
    unit: Unit | None = None
    internal: bool = False


@dataclass(frozen=True)
class Change:
    """One version in the history: which fields it changed, with their values before and after."""

    version: EntryVersion
    fields: list[tuple[str, str, str]]


def counts(user) -> list[tuple[Register, int]]:
    """Each register that `user` may look into, with how many entries; a statement a register."""
    shown = [register for register in REGISTERS.values() if not register.personal or may(user, Permission.PERSON_VIEW)]
    return [(register, register.model.objects.visible_to(user).standing().count()) for register in shown]


def found(register: Register, user, text: str = "", confidence: str = "") -> QuerySet[Entry]:
    """The entries of a register, those only that are called so in any spelling where `text` is given."""
    entries = register.model.objects.visible_to(user).standing().select_related(*_single(register)).prefetch_related(*_named(register))
    if confidence in Confidence.values:
        entries = entries.filter(confidence=confidence)
    if text:
        entries = entries.filter(pk__in=called(register, text))
    return entries


def called(register: Register, text: str) -> list[int]:
    """Ids of the entries in which each word of `text` stands: in names, other spellings, and what else the register says in words."""
    rows = register.model.objects.standing().values_list("pk", *spelled_words(register))
    return [pk for pk, *said in rows if folded_holds(said, text)]


def spelled_words(register: Register) -> list[str]:
    """The fields in which a name is looked for."""
    own = (name for name in register.own if _is_text(register, name) and name not in register.internal)
    return ["name", "aliases", "names", *own]


def folded_holds(said: list, text: str) -> bool:
    """Whether each word of `text` stands in one of these values, in any spelling."""
    parts = [part for each in said for part in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else [each])]
    folded = _folded(" ".join(map(str, parts)))
    return all(word in folded for word in _folded(text).split())


def columns(register: Register, entry: Entry) -> list[tuple[str, object]]:
    """The cells of the list: what each column is called, and what stands in it."""
    return [(said.label, said.value) for said in (_said(register, entry, name) for name in register.columns)]


def open_words(register: Register, entry: Entry) -> list[str]:
    """What the entry says in words beside its names, without what is internal."""
    said = [_said(register, entry, name) for name in register.own if name not in register.internal and name not in register.many]
    return [str(one.value) for one in said if one.value not in EMPTY and not isinstance(one.value, Person)]


def open_page(register: Register, entry: Entry) -> list[Said]:
    """What the entry says for whoever may look up registers, also outside the house: nothing internal, no person, no name of an internal entry."""
    said = [_said(register, entry, name) for name in register.own if name not in register.internal and name not in register.many]
    return [one for one in said if one.value not in EMPTY and not isinstance(one.value, Person) and not _is_closed(one.value)]


def page(register: Register, entry: Entry, user) -> list[Said]:
    """What an entry says, field by field; what is internal only to those who answer for its unit; what is empty not at all."""
    inside = may(user, Permission.REGISTER_INTERNAL, entry.unit_id)
    return [
        _said(register, entry, name)
        for name in register.own
        if (inside or name not in register.internal) and not _is_empty(register, entry, name) and name != "person"
    ]


def history(entry: Entry, *, inside: bool) -> list[Change]:
    """The versions, newest first, each with what it changed."""
    register = register_of(entry)
    rows = EntryVersion.objects.filter(register=register.name, entry=entry.pk).select_related("by").order_by("-number")
    versions = list(rows[: HISTORY + 1])
    shown = [name for name in register.fields if inside or name not in register.internal]
    units, persons = _rows_named(register, versions)
    pairs = zip(versions, [*versions[1:], None], strict=False)
    return [Change(version, _changes(register, shown, before, version, units | persons)) for version, before in pairs][:HISTORY]


def same_subject(fact: Fact, user) -> QuerySet[Fact]:
    """What other sources say of the same."""
    return Fact.objects.visible_to(user).standing().filter(name=fact.name).exclude(pk=fact.pk)


def words_of(register: Register, values: dict) -> dict[str, str]:
    """Values as JSON says them, in words."""
    version = EntryVersion(register=register.name, said=values)
    units, persons = _rows_named(register, [version])
    return {name: _words(register, name, value, units | persons) for name, value in values.items()}


def _said(register: Register, entry: Entry, name: str) -> Said:
    field = register.field(name)
    internal = name in register.internal
    if name in register.many:
        return Said(field.verbose_name, ", ".join(str(one) for one in getattr(entry, name).prefetch_related("versions")), None, internal)
    value = getattr(entry, name)
    if field.choices:
        return Said(field.verbose_name, getattr(entry, f"get_{name}_display")(), None, internal)
    return Said(field.verbose_name, value, value if isinstance(value, Unit) else None, internal)


def _is_closed(value) -> bool:
    return isinstance(value, Entry) and (value.struck_at is not None or value.sensitivity == Sensitivity.INTERNAL)


def _is_empty(register: Register, entry: Entry, name: str) -> bool:
    if name in register.many:
        return not getattr(entry, name).exists()
    return getattr(entry, register.field(name).attname) in EMPTY


def _changes(register: Register, shown, before: EntryVersion | None, version: EntryVersion, names: dict) -> list[tuple[str, str, str]]:
    if before is None:
        return []
    return [
        (register.field(name).verbose_name, _words(register, name, before.said.get(name), names), _words(register, name, now, names))
        for name in shown
        if (now := version.said.get(name)) != before.said.get(name)
    ]


def _words(register: Register, name: str, value, names: dict) -> str:
    """A value of an old version as people say it."""
    if value in EMPTY:
        return ""
    field = register.field(name)
    if name in register.many:
        return ", ".join(names.get(("units.Unit", one), f"#{one}") for one in value)
    if field.is_relation:
        return names.get((field.related_model._meta.label, value), f"#{value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if name in ("aliases", "names"):
        return ", ".join(value if name == "aliases" else value.values())
    return str(value)


def _rows_named(register: Register, versions: list[EntryVersion]) -> tuple[dict, dict]:
    """Names of the units that old versions point to; a person is never named in a history."""
    related = {name: register.field(name).related_model for name in register.fields if register.field(name).is_relation}
    ids: set[int] = set()
    for version in versions:
        for name, model in related.items():
            value = version.said.get(name)
            if model is Unit and value:
                ids |= set(value) if isinstance(value, list) else {value}
    units = Unit.objects.filter(pk__in=ids).prefetch_related("versions")
    hidden = str(_("a person"))
    persons = {
        (Person._meta.label, version.said[name]): hidden
        for version in versions
        for name, model in related.items()
        if model is Person and version.said.get(name)
    }
    return {("units.Unit", unit.pk): unit.name for unit in units}, persons


def _single(register: Register) -> list[str]:
    return [name for name in register.columns if register.field(name).is_relation]


def _named(register: Register) -> list[str]:
    return [f"{name}__versions" for name in _single(register) if register.field(name).related_model is Unit]


def _is_text(register: Register, name: str) -> bool:
    return register.field(name).get_internal_type() in ("CharField", "TextField") and not register.field(name).choices


def _folded(text: str) -> str:
    return fold(text).replace("'", "")
