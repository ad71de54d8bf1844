"""Who else in the house keeps data of a person. This file imports nothing: rooms and domains register from their apps.py."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Keeper:
    """One part of the house: `holds(person)` gives everything it has of them (JSON-ready), `erase(person)` blanks or deletes it.

    `signs(person)` says whether something that must stand bears their signature (an approval, a certificate): their row then
    stays as a nameless tombstone. Each row that was merged into the person is asked about, and erased, in its turn.
    """

    name: str
    holds: Callable[..., dict | list]
    erase: Callable[..., None]
    signs: Callable[..., bool] = lambda person: False


_keepers: dict[str, Keeper] = {}


def add_keeper(keeper: Keeper) -> None:
    """A part of the house registers once; a second time under the same name takes its place."""
    _keepers[keeper.name] = keeper


def keepers() -> list[Keeper]:
    return list(_keepers.values())
