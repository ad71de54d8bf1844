"""Chores that the sweeper does for other rooms; this file stands on the lowest floor and imports nothing of the house."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Chore:
    """A short, repeatable duty, safe when two sweepers do it at once. `every` is in seconds."""

    name: str
    do: Callable[[], object]
    every: float


CHORES: dict[str, Chore] = {}


def add_chore(name: str, do: Callable[[], object], *, every: float) -> None:
    """Have the sweeper call `do()` about every so many seconds. A later one of the same name takes its place."""
    CHORES[name] = Chore(name, do, every)
