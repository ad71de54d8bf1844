"""The log as its page shows it, in a fixed number of SQL statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import HIDDEN, Entry
from .registry import NAMES, VERBS


@dataclass(frozen=True)
class Change:
    field: str
    before: object
    after: object
    hidden: bool = False  # a personal value: that it changed is known, not what it was


@dataclass(frozen=True)
class Row:
    """One entry in words; `who` is empty for what the house did by itself, or for an account that was erased."""

    entry: Entry
    who: str
    verb: str
    kind: str
    changes: list[Change]


def entries(user, *, kind: str = "", number: str = "", person: str = "") -> QuerySet[Entry]:
    """What this person may read of the log, newest first: of one kind of thing, one thing, one person (account name or part of the name)."""
    found = Entry.objects.visible_to(user).order_by("-pk")
    if kind:
        found = found.filter(target_type=kind)
    if number:
        found = found.filter(target_id=number)
    if person:
        accounts = get_user_model().objects.filter(Q(username__iexact=person) | Q(display_name__icontains=person))
        found = found.filter(actor_id__in=accounts.values("pk"))
    return found


def rows(shown: Iterable[Entry]) -> list[Row]:
    """The entries of one page, with the names of who did it in one statement."""
    shown = list(shown)
    names = get_user_model().objects.in_bulk({entry.actor_id for entry in shown} - {None})
    return [_row(entry, str(names.get(entry.actor_id, ""))) for entry in shown]


def kinds() -> list[tuple[str, str]]:
    """The kinds of things that the log may speak of: (label, name for people)."""
    ours = (model for model in apps.get_models() if _is_ours(model))
    return sorted(((model._meta.label, _kind(model)) for model in ours), key=lambda kind: kind[1].casefold())


def word(verb: str) -> str:
    return str(VERBS.get(verb, verb.replace("_", " ")))


def _is_ours(model) -> bool:
    return not model.__module__.startswith(("django.", "allauth.", "axes."))


def _kind(model) -> str:
    return capfirst(str(NAMES.get(model._meta.label, model._meta.verbose_name)))


def _named(name: str) -> str:
    """What a noted value is called that is no field: `segment 5` by the word for a segment and its number."""
    first, _space, number = name.partition(" ")
    if number.isdecimal() and first in NAMES:
        return f"{NAMES[first]} {number}"
    return str(NAMES.get(name, name.replace("_", " ")))


def _row(entry: Entry, who: str) -> Row:
    model = _model(entry.target_type)
    kind = _kind(model) if model else entry.target_type
    return Row(entry, who, word(entry.verb), kind, list(_changes(entry, model)))


def _changes(entry: Entry, model) -> Iterator[Change]:
    for name, (before, after) in entry.changes.items():
        field = _field(model, name)
        label = str(getattr(field, "verbose_name", "") or _named(name))
        if before == after == HIDDEN:
            yield Change(label, None, None, hidden=True)
        elif (before, after) != (None, None):
            yield Change(label, _word_of(field, before), _word_of(field, after))


def _word_of(field, value):
    """A value as people say it: a choice by its name, yes and no."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    named = dict(getattr(field, "flatchoices", None) or ())
    return str(named[value]) if isinstance(value, str) and value in named else value


def _model(label: str):
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):  # a kind of an earlier version
        return None


def _field(model, name: str):
    try:
        return model._meta.get_field(name)
    except (AttributeError, FieldDoesNotExist):
        return None
