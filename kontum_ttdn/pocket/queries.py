"""What a person's pocket ought to hold today."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from . import registry
from .sealing import Sealed, seal

MOST = 15_000_000  # bytes of JSON, without sound


@dataclass(frozen=True)
class Filled:
    """What goes along by id, and how many items of each group found no room."""

    sealed: dict[bytes, Sealed]
    left_out: dict[str, int]

    @property
    def seals(self) -> dict[bytes, bytes]:
        return {name: one.seal for name, one in self.sealed.items()}


def filled(user, *, on: date, most: int = MOST) -> Filled:
    """What `user` may have that holds on that day, from each source in order; from the first item on that finds no room, nothing more."""
    found: dict[bytes, Sealed] = {}
    left_out: Counter[str] = Counter()
    room = most
    with override("vi"):
        for source in registry.sources():
            for item in source.provide(user):
                one = seal(item)
                if one.id in found or (item.until and item.until < on):
                    continue
                room -= one.size
                if room < 0:
                    left_out[str(item.group)] += 1
                else:
                    found[one.id] = one
    return Filled(found, dict(left_out))
