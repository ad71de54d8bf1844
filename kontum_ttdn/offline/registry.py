"""What the messages of phones mean, told by domains. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from collections.abc import Callable
from typing import Any

Take = Callable[..., None]
Offer = Callable[[list | None], list[tuple[str, str]]]
_kinds: dict[str, Take] = {}
_choices: dict[str, Offer] = {}


class NotUnderstood(Exception):
    """The message cannot become what it says it is; the text says why, for the person who looks at it. Nothing of it is lost."""


def add_kind(name: str, take: Take) -> None:
    """Messages of this kind are given to `take(envelope, said)`, in the transaction that keeps them.

    `said` is what the message says of form and answers. NotUnderstood puts the envelope aside for a person; anything else raised keeps
    nothing, and the phone sends again.
    """
    _kinds[name] = take


def taker(name: str) -> Any:
    """Who takes messages of this kind; None where nobody does."""
    return _kinds.get(name)


def add_choices(name: str, offer: Offer) -> None:
    """A list that forms may offer. `offer(named)` gives (value, words): of everything that may be chosen today, or of the values `named` alone."""
    _choices[name] = offer


def choices(name: str, named: list | None = None) -> list[tuple[str, str]]:
    """The list of that name; empty where nobody offers one."""
    return _choices[name](named) if name in _choices else []
