"""The columns of a register's sheet: what each is called, how a value stands in a cell, and how a cell is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from border_db.models import Entry
from border_db.registers import MOST_ALIASES, Register, kinds_of
from border_db.unit_names import NotRead, UnitNames, day_of
from kontum_ttdn.languages.registry import DEFAULT, LANGUAGES
from kontum_ttdn.people.models import Person
from kontum_ttdn.spreadsheets.sheet import plain, same_name
from kontum_ttdn.units.models import Unit


@dataclass(frozen=True)
class Column:
    """One column: a field of the register, or the name in one other language."""

    register: Register
    field: str
    language: str = ""

    @property
    def about(self) -> Field:
        return self.register.field(self.field)

    @property
    def label(self) -> str:
        """What heads it, in the language that is spoken now."""
        if self.language:
            return f"{capfirst(self.register.field('name').verbose_name)} ({LANGUAGES[self.language].autonym})"
        return capfirst(str(self.about.verbose_name))

    @property
    def labels(self) -> set[str]:
        """Its label in Vietnamese, English and the language spoken now, for comparison."""
        found = set()
        for language in {DEFAULT, "en", get_language() or DEFAULT}:
            with override(language):
                found.add(same_name(self.label))
        return found

    @property
    def is_internal(self) -> bool:
        return self.field in self.register.internal

    @property
    def is_many(self) -> bool:
        return self.field in self.register.many

    @property
    def is_never_empty(self) -> bool:
        """A choice or a row that every entry has: what a sheet leaves open stays."""
        field = self.about
        return not self.is_many and bool((field.choices and not field.blank) or (field.is_relation and not field.null))

    @property
    def is_needed(self) -> bool:
        """Whether a new entry cannot be without it; the unit that keeps it is one's own where none is named."""
        return not (self.language or self.field == "unit" or self.about.blank or self.about.has_default())

    @property
    def how(self) -> str:
        """What a person writes into its cells, in a sentence or two."""
        said = _how(self) or _("Words")
        return f"{_('Needed.')} {said}" if self.is_needed else said


def _how(column: Column) -> str:
    field = column.about
    if field.choices:
        return _("One of: %(choices)s") % {"choices": " · ".join(str(label) for _value, label in field.flatchoices)}
    if field.related_model is Unit:
        one = _("The unit's name, or its code and a day: 23377 (01/07/2025)")
        return f"{one}. {_('Several with a semicolon between them.')}" if column.is_many else one
    if field.is_relation:
        return _("The number, with the day if there are several: 273/QĐ-TTg (06/03/2018)")
    if column.field == "aliases":
        return _("Several with a semicolon between them.")
    if field.get_internal_type() == "DateField":
        return _("A day: 01/07/2025")
    return capfirst(str(field.help_text))


def columns_of(register: Register, *, internal: bool = False) -> list[Column]:
    """The columns of a register's sheet; those that are internal only if asked for. Persons stand in no sheet."""
    return list(_columns(register, register.fields if internal else register.open_fields))


def _columns(register: Register, fields: tuple[str, ...]) -> Iterator[Column]:
    for name in fields:
        if name == "names":
            yield from (Column(register, name, code) for code in LANGUAGES if code != DEFAULT)
        elif register.field(name).related_model is not Person:
            yield Column(register, name)


def heads_of(register: Register, *, internal: bool = False) -> dict[str, Column]:
    """The columns by every head that names them, in any spelling: a label, or where none is the same, the field's own name."""
    columns = columns_of(register, internal=internal)
    named = {same_name(column.field): column for column in columns if not column.language}
    return named | {label: column for column in columns for label in column.labels}


class Cells:
    """Writes and reads the cells of one register's sheet. What cells name — units, other entries — is read once."""

    def __init__(self, register: Register):
        self.register = register
        self.units = UnitNames()
        self._entries = self._others()

    def value(self, entry: Entry, column: Column):
        """What the entry says there: a text, a day, a number, a unit's id, ids of several."""
        if column.language:
            return entry.names.get(column.language, "")
        if column.is_many:
            return sorted(row.pk for row in getattr(entry, column.field).all())
        return getattr(entry, column.about.attname)

    def write(self, value, column: Column):
        """A value as it stands in a cell: text, a day, a number, or nothing."""
        field = column.about
        if value in (None, "", []):
            return None
        if column.is_many:
            return "; ".join(self.units.write(pk) for pk in value)
        if field.related_model is Unit:
            return self.units.write(value)
        if field.is_relation:
            return next((_numbered(entry) for entry in self._entries if entry.pk == value), f"#{value}")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return "; ".join(value) if column.field == "aliases" else value

    def words(self, value, column: Column) -> str:
        """The same as a page says it, and as a sheet that comes back does."""
        written = self.write(value, column)
        return "" if written is None else f"{written:%d/%m/%Y}" if isinstance(written, date) else plain(str(written))

    def read(self, text: str, column: Column):
        """The value that a cell means; NotRead says why it means none."""
        field = column.about
        if column.language:
            return text
        if not text:
            return self._nothing(column)
        if column.is_many:
            return sorted({self._unit(part, column) for part in _parts(text)})
        if field.related_model is Unit:
            return self._unit(text, column)
        if field.is_relation:
            return self._entry(text)
        if field.choices:
            return _choice(text, field)
        if column.field == "aliases":
            return list(dict.fromkeys(part[:160] for part in _parts(text)))[:MOST_ALIASES]
        return self._plain(text, field)

    def _nothing(self, column: Column):
        field = column.about
        if column.is_many or column.field == "aliases":
            return []
        if field.choices and not field.blank:
            return field.get_default() or None
        return None if field.null or field.is_relation else ""

    def _plain(self, text: str, field: Field):
        kind = field.get_internal_type()
        if kind == "DateField":
            day = day_of(text)
            if day is None:
                raise NotRead(_("“%(text)s” is no day. Write it as 01/07/2025.") % {"text": text[:40]})
            return day
        if kind == "PositiveIntegerField":
            if not (text.isdecimal() and len(text) < 9):
                raise NotRead(_("“%(text)s” is no whole number.") % {"text": text[:40]})
            return int(text)
        return text

    def _unit(self, text: str, column: Column) -> int:
        return self.units.read(text, kinds_of(column.field)).pk

    def _others(self) -> list[Entry]:
        """The entries of the register itself, where one field names another of them."""
        is_named = any(self.register.field(name).related_model is self.register.model for name in self.register.own)
        return list(self.register.model.objects.standing()) if is_named else []

    def _entry(self, text: str) -> int:
        found = [entry for entry in self._entries if same_name(text) in (same_name(entry.number), same_name(_numbered(entry)))]
        if len(found) == 1:
            return found[0].pk
        if found:
            raise NotRead(_("Several entries bear the number “%(text)s”. Put the day behind it.") % {"text": text})
        raise NotRead(_("No entry of this register bears the number “%(text)s”. Enter it first.") % {"text": text})


def _numbered(document) -> str:
    return f"{document.number} ({document.issued_on:%d/%m/%Y})" if document.issued_on else document.number


def _parts(text: str) -> list[str]:
    return [part.strip() for line in text.splitlines() for part in line.split(";") if part.strip()]


def _choice(text: str, field: Field) -> str:
    """A choice by its own name or by its label, in Vietnamese, English or the language spoken now."""
    for language in dict.fromkeys((get_language() or DEFAULT, DEFAULT, "en")):
        with override(language):
            for value, label in field.flatchoices:
                if same_name(text) in (same_name(value), same_name(str(label))):
                    return value
    choices = ", ".join(str(label) for _value, label in field.flatchoices)
    raise NotRead(_("“%(text)s” is none of these: %(choices)s.") % {"text": text[:40], "choices": choices})
