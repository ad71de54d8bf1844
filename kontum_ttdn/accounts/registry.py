"""Where rooms and pieces say what they hand over when a person leaves. Imports nothing of theirs.

A piece calls `add_handover(Handover(...))` from its `apps.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Handover:
    """One sort of work: its name for people, how much of it waits with a person, and how it goes to another.

    `waiting(user) -> int`; `handover(from_user=, to_user=, by=) -> int`, the number moved, inside the caller's transaction.
    """

    label: str
    waiting: Callable
    handover: Callable


_handovers: list[Handover] = []


def add_handover(handover: Handover) -> None:
    if handover not in _handovers:
        _handovers.append(handover)


def handovers() -> tuple[Handover, ...]:
    return tuple(_handovers)
