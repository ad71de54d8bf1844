"""What the editor shows beside a deposited recording: its sentences with their times, as readers will have them."""

from collections.abc import Iterable
from dataclasses import dataclass

from products.models import Edition

from .captions import Held, cues_of, held_of, tracks_of
from .content import Row
from .reading import Spoken, spoken_in


@dataclass(frozen=True)
class Told:
    """Of one recording: the sentences that go along, and those that are held back."""

    spoken: list[Spoken]
    held: Held | None


def told_by(edition: Edition, rows: Iterable[Row]) -> dict[str, Told]:
    """By the key of the block; one statement where there is a recording among the rows, else none."""
    deposited = [row for row in rows if row.file]
    tracks = tracks_of(edition, deposited)
    return {row.key: Told(spoken_in(cues_of(row, tracks)), held_of(row, tracks)) for row in deposited}
