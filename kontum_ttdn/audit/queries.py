"""The log as its page shows it, in a fixed number of SQL statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from .models import Entry
from .registry import VERBS


@dataclass(frozen=True)
class Change:
    field: str
    before: object
    after: object


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
    return sorted(((model._meta.label, capfirst(str(model._meta.verbose_name))) for model in ours), key=lambda kind: kind[1].casefold())


def word(verb: str) -> str:
    return str(VERBS.get(verb, verb.replace("_", " ")))


def _is_ours(model) -> bool:
    return not model.__module__.startswith(("django.", "allauth.", "axes."))


def _row(entry: Entry, who: str) -> Row:
    model = _model(entry.target_type)
    kind = capfirst(str(model._meta.verbose_name)) if model else entry.target_type
    return Row(entry, who, word(entry.verb), kind, list(_changes(entry, model)))


def _changes(entry: Entry, model) -> Iterator[Change]:
    for field, (before, after) in entry.changes.items():
        yield Change(_field_name(model, field), before, after)


def _model(label: str):
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):  # a kind of an earlier version
        return None


def _field_name(model, field: str) -> str:
    try:
        return str(model._meta.get_field(field).verbose_name)
    except (AttributeError, FieldDoesNotExist):
        return field.replace("_", " ")
