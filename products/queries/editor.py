"""The segments of an edition as its editor lists them: counted all together, shown a stretch at a time.

A stretch begins at a segment, not at a page number: while segments leave a list because they were translated, nobody's place moves.
"""

from dataclasses import dataclass

from django.db.models import Count

from products.models import Block, Edition
from products.models.block import FIXED

from .content import source_of, state_of

SIZE = 50  # segments on a page
FILTERS = ("all", "missing", "stale", "findings", "comments")


@dataclass(frozen=True)
class Place:
    """One segment among the others. `state` as a segment is drawn; open comments and findings by their number."""

    key: str
    number: int
    state: str
    findings: int
    comments: int
    has_file: bool

    def is_among(self, chosen: str) -> bool:
        """Whether the list `chosen` shows it."""
        if chosen in ("findings", "comments"):
            return bool(getattr(self, chosen))
        return chosen in ("all", self.state)


@dataclass(frozen=True)
class Stretch:
    """What one page shows of a list: `first` to `last` of `total`, and the segments at which its neighbours begin."""

    places: list[Place]
    first: int
    total: int
    previous: str
    next: str

    @property
    def last(self) -> int:
        return self.first + len(self.places) - 1

    @property
    def keys(self) -> list[str]:
        return [place.key for place in self.places]


def places(edition: Edition, source: Edition | None = None) -> list[Place]:
    """Every segment in its order, in four statements that fetch no words but the source's own."""
    columns = ("block", "text_hash", "made_from", "file", "findings")
    said = {line[0]: line[1:] for line in edition.segments.values_list(*columns)}
    comments = dict(edition.comments.open_threads().order_by().values_list("block").annotate(Count("pk")))

    def place(pk: int, key: str, kind: str, position: int, source_hash: str) -> Place:
        text_hash, made_from, file, findings = said.get(pk, ("", "", None, ()))
        state = state_of(bool(text_hash), kind, source_hash, made_from)
        return Place(key, position + 1, state, len(findings), comments.get(pk, 0), file is not None)

    blocks = Block.objects.filter(product_id=edition.product_id)
    if edition.is_source:
        return [place(pk, str(key), kind, position, "") for pk, key, kind, position in blocks.standing().values_list(*BLOCK)]
    approved = (source or source_of(edition)).approved
    content = approved.content if approved else []
    by_key = {str(key): (pk, str(key), kind, position) for pk, key, kind, position in blocks.values_list(*BLOCK)}
    own = [line for line in by_key.values() if said.get(line[0], ("", "", None))[2] is not None]
    if own:
        content = [entry for entry in content if entry["kind"] in FIXED]
    entries = [(by_key[entry["key"]], entry["hash"]) for entry in content if entry["hash"]]
    return [place(*line, "") for line in own] + [place(*line, source_hash) for line, source_hash in entries]


BLOCK = ("pk", "key", "kind", "position")


def counts(found: list[Place]) -> dict[str, int]:
    """How many segments each list has."""
    return {name: sum(1 for place in found if place.is_among(name)) for name in FILTERS}


def stretch(found: list[Place], chosen: str, start: str = "", size: int = SIZE) -> Stretch:
    """The page of the list `chosen` that begins at segment `start`, or at the next that the list still has; its end where there is none."""
    begin = next((index for index, place in enumerate(found) if place.key == start), 0)
    listed = [(index, place) for index, place in enumerate(found) if place.is_among(chosen)]
    first = next((at for at, (index, _place) in enumerate(listed) if index >= begin), max(0, len(listed) - size))
    shown = [place for _index, place in listed[first : first + size]]
    before, after = listed[max(0, first - size) : first], listed[first + size : first + size + 1]
    return Stretch(shown, first + 1, len(listed), before[0][1].key if before else "", after[0][1].key if after else "")


def next_of(found: list[Place], chosen: str, after: str) -> Place | None:
    """The first of the list `chosen` behind segment `after`; from the beginning again where there is none further on."""
    at = next((index for index, place in enumerate(found) if place.key == after), -1)
    return next((place for place in (*found[at + 1 :], *found[: at + 1]) if place.is_among(chosen) and place.key != after), None)


def start_for(found: list[Place], chosen: str, key: str, size: int = SIZE) -> str:
    """Where the page begins on which segment `key` stands, as whoever leafs from the beginning meets it."""
    listed = [place.key for place in found if place.is_among(chosen)]
    return listed[listed.index(key) // size * size] if key in listed else key
