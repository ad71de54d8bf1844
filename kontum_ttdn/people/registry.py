"""Who else in the house keeps data of a person. This file imports nothing: rooms and domains register from their apps.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """What an erasure did, in sentences for the officer: what is gone, what stands without a name and why, what could not be done."""

    gone: list[str] = field(default_factory=list)
    stands: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def add(self, other: "Outcome | None") -> None:
        for mine, theirs in zip((self.gone, self.stands, self.left), (other.gone, other.stands, other.left) if other else (), strict=False):
            mine += [line for line in theirs if line not in mine]


def _nothing(*_given):
    return None


@dataclass(frozen=True)
class Keeper:
    """One part of the house: `holds(person)` gives everything it has of them (JSON-ready), `erase(person)` blanks or deletes it.

    `signs(person)` says whether something that must stand bears their signature (an approval, a certificate): their row then
    stays as a nameless tombstone. Each row that was merged into the person is asked about, and erased, in its turn.
    `names(person)` are further names under which the part knows them. `unname(naming)` takes names (people/naming.py) out of what points to no
    person: a credit line, the words of a recording. `erase` and `unname` may answer with an Outcome.
    """

    name: str
    holds: Callable[..., dict | list]
    erase: Callable[..., Outcome | None]
    signs: Callable[..., bool] = lambda person: False
    names: Callable[..., Iterable[str]] = lambda person: ()
    unname: Callable[..., Outcome | None] = _nothing


_keepers: dict[str, Keeper] = {}
_free_texts: dict[str, tuple[str, ...]] = {}


def add_keeper(keeper: Keeper) -> None:
    """A part of the house registers once; a second time under the same name takes its place."""
    _keepers[keeper.name] = keeper


def keepers() -> list[Keeper]:
    return list(_keepers.values())


def add_free_texts(texts: dict[str, tuple[str, ...]]) -> None:
    """`{"media.Picture": ("author", "credit")}`: fields in which somebody may have written a person's name, and which an erasure may change.

    Words that were approved for readers are none of them: those are mended by a new revision.
    """
    _free_texts.update(texts)


def free_texts() -> dict[str, tuple[str, ...]]:
    return dict(_free_texts)
