"""Where a person's name stands in words that point to nobody: found, and taken out."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import F, JSONField, Q, TextField, Value
from django.db.models.functions import Cast

from kontum_ttdn.languages.folding import normalise

from .models import Person
from .registry import free_texts

OMITTED = "[…]"  # stands where a name stood, in any language
FEWEST = 5  # letters of a name that can be looked for; of a script without blanks two fewer
ELSEWHERE = ("audit", "sessions", "search")  # what is never named there; what is sealed off; what is made anew from the rest
LOOKED_INTO = {"CharField", "TextField", "JSONField"}
OTHER_SCRIPTS = re.compile("[\u0e80-\u0eff\u1780-\u17ff]")


def tells(name: str) -> bool:
    """Whether a name can be looked for in other words: one short word alone is in half of all texts."""
    name = name.strip()
    if name.isascii() and ("@" in name or sum(sign.isdigit() for sign in name) > FEWEST):
        return True
    if OTHER_SCRIPTS.search(name):
        return len(name) >= FEWEST - 2
    return " " in name and len(name) >= FEWEST


def _whole(way: str) -> str:
    """Not inside another word; Lao and Khmer set none apart. The n of a line end as JSON writes it is no word before the name."""
    return re.escape(way) if OTHER_SCRIPTS.search(way) else rf"(?:(?<!\w)|(?<=\\[nrt])){re.escape(way)}(?!\w)"


@dataclass(frozen=True)
class Naming:
    """Everything that a person is called, in every spelling that a field may hold."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Naming":
        known = {normalise(name).strip() for name in names if name}
        return cls(tuple(sorted((name for name in known if tells(name)), key=len, reverse=True)))

    @cached_property
    def spellings(self) -> list[str]:
        """Also in capitals, with parted marks, and as JSON writes them on SQLite."""
        found = {turn(name) for name in self.names for turn in (str, str.upper, str.lower, str.title)}
        found |= {unicodedata.normalize(form, name) for name in found for form in ("NFC", "NFD")}
        return sorted(found | {json.dumps(name)[1:-1] for name in found})

    @cached_property
    def _said(self) -> re.Pattern:
        ways = sorted(self.spellings, key=len, reverse=True)
        return re.compile("|".join(_whole(way) for way in ways), re.IGNORECASE)

    @cached_property
    def _roughly(self) -> str:
        """For both engines, which know no common sign for the end of a word: what is found is looked at again."""
        return "|".join(re.escape(way) for way in self.spellings)

    def without(self, value):
        """The text without the names; of a list or an object each text in it."""
        if isinstance(value, str):
            return self._said.sub(OMITTED, value) if self.names else value
        if isinstance(value, list):
            return [self.without(each) for each in value]
        if isinstance(value, dict):
            return {key: self.without(each) for key, each in value.items()}
        return value

    def rows(self, model, *fields: str):
        """The rows of a model that may name the person in one of the fields."""
        found, asked = model._default_manager.all(), Q()
        for name in fields:
            place = name
            if isinstance(model._meta.get_field(name), JSONField):
                place = f"{name}_said"
                found = found.annotate(**{place: Cast(name, TextField())})
            asked |= Q(**{f"{place}__regex": self._roughly})
        return found.filter(asked) if self.names else found.none()


def take_out(naming: Naming) -> dict[str, int]:
    """Take the names out of every field that was registered as free; how many rows of which model were changed."""
    changed: dict[str, int] = {}
    for label, fields in free_texts().items():
        model = apps.get_model(label)
        for row in naming.rows(model, *fields).only("pk", *fields):
            said = {name: getattr(row, name) for name in fields}
            new = {name: naming.without(value) for name, value in said.items()}
            if new != said:
                model._default_manager.filter(pk=row.pk).update(**{name: new[name] for name in new if new[name] != said[name]})
                changed[label] = changed.get(label, 0) + 1
    return changed


def still_named(naming: Naming) -> Iterator[tuple[type, list[int]]]:
    """Every model with rows in which the person is still named, whole words only, with their ids: all text of the house is looked through."""
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if field.get_internal_type() in LOOKED_INTO]
        if fields and model._meta.managed and model._meta.app_label not in ELSEWHERE:
            rows = naming.rows(model, *fields).only("pk", *fields)
            if ids := [row.pk for row in rows if any(naming.without(value) != value for value in (getattr(row, name) for name in fields))]:
                yield model, ids


def veiled(note: str) -> str:
    """A note for the log without the names of persons and accounts that the house knows."""
    said = Value(note, output_field=TextField())
    persons = Person.objects.filter(erased_at=None).annotate(said=said).filter(said__contains=F("name")).values_list("name", flat=True)
    accounts = get_user_model().objects.annotate(said=said).filter(said__contains=F("display_name"), is_active=True)
    spelled = Person.objects.exclude(names={}).values_list("names", flat=True) if OTHER_SCRIPTS.search(note) else ()
    names = [*persons, *accounts.values_list("display_name", flat=True), *(name for names in spelled for name in names.values())]
    return Naming.of(names).without(note)
