"""Whether a sheet that somebody holds is still the one that counts. Paper cannot be called back; this is what it can ask."""

import re
from dataclasses import dataclass
from enum import StrEnum

from products.models import Edition, Stage, Standing

HELD = re.compile(r"(?P<number>\d{1,5})(?P<channel>[spob])", re.A)


class Held(StrEnum):
    CURRENT = "current"
    OLD = "old"
    NEWER = "newer"  # approved, and readers do not have it yet
    PROOF = "proof"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"  # no such revision was ever approved


@dataclass(frozen=True)
class InHand:
    """What there is to say of the sheet `number` of an edition; `current` is the number that readers have, or None."""

    state: Held
    number: int
    current: int | None

    @property
    def tone(self) -> str:
        return {Held.CURRENT: "done", Held.WITHDRAWN: "wrong", Held.UNKNOWN: "wrong"}.get(self.state, "heed")


def in_hand(edition: Edition, said: str) -> InHand | None:
    """What to say of the sheet that `said` names, as its address does: "3s". None where it names none."""
    named = HELD.fullmatch(said)
    if named is None:
        return None
    number = int(named["number"])
    current = edition.published.number if edition.standing == Standing.PUBLISHED else None
    return InHand(_state(edition, number, current), number, current)


def _state(edition: Edition, number: int, current: int | None) -> Held:
    if number == 0:
        return Held.PROOF
    if number == current:
        return Held.CURRENT
    if not edition.revisions.filter(number=number, stage=Stage.APPROVED).exists():
        return Held.UNKNOWN
    if edition.standing == Standing.WITHDRAWN:
        return Held.WITHDRAWN
    return Held.OLD if current and number < current else Held.NEWER
