"""What apps say to units: who loads reference data, and who holds rights over a unit. Imports nothing of theirs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

reference_loaders: list[Callable[[], None]] = []  # each is safe to run again; `manage.py load_reference` calls them in this order


@dataclass(frozen=True)
class Held:
    """A right that somebody holds over a unit: whose it is and what it is, in words."""

    unit_id: int
    who: str
    what: str


Rights = Callable[[Collection[int], object], tuple[list[Held], int]]
_rights: list[Rights] = []


def add_rights(rights: Rights) -> None:
    """`rights(unit_ids, viewer)`: those over these units that stand and that the viewer may see (None: all), and how many others there are."""
    _rights.append(rights)


def rights_over(unit_ids: Collection[int], viewer) -> tuple[list[Held], int]:
    found, others = [], 0
    for rights in _rights:
        held, more = rights(unit_ids, viewer)
        found += held
        others += more
    return found, others
