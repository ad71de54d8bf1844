"""Words for what people did, and for the things they did it to. A room or domain adds its own from its apps.py; this file imports nothing of the house."""

from collections.abc import Callable

VERBS: dict[str, str] = {}
NAMES: dict[str, str] = {}
_veils: list[Callable[[str], str]] = []


def add_verbs(verbs: dict[str, str]) -> None:
    """`{"publish": _("published")}`: how the log's page says a verb, in a lazy translation."""
    VERBS.update(verbs)


def add_names(names: dict[str, str]) -> None:
    """`{"products.Edition": _("edition"), "segment": _("segment")}`: kinds of things, and noted values that are no field of a model."""
    NAMES.update(names)


def add_veil(veil: Callable[[str], str]) -> None:
    """`veil(note)` gives the note without the names of persons: reasons are typed by people, and what is sealed can never be mended."""
    _veils.append(veil)


def veiled(note: str) -> str:
    for veil in _veils if note else ():
        note = veil(note)
    return note
