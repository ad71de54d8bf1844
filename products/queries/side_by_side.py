"""Two languages of one work side by side, block by block: each block's key is the same in all languages, whatever its revisions hold."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kontum_ttdn.languages.registry import Language
from products.models import Edition, Standing

from .public import Shown
from .reading import Item, reading_items


@dataclass(frozen=True)
class Pair:
    """One block in both languages; None where a revision does not have it."""

    own: Item | None
    other: Item | None


class Way(NamedTuple):
    """Where an edition is read: the second language stays when the first one changes; to the second itself, they change sides."""

    language: Language
    url: str
    is_public: bool


@dataclass(frozen=True)
class Side:
    """What may stand beside a text (`choices`), what does (`edition`, `pairs`), or what was asked for and readers do not have (`absent`)."""

    ways: tuple[Way, ...]  # to all nine editions
    choices: list[Edition]
    edition: Edition | None = None
    absent: Edition | None = None
    pairs: list[Pair] = field(default_factory=list)

    @property
    def beside(self) -> str:
        """The code of the language that stands beside the text, or nothing."""
        return self.edition.language if self.edition else ""

    @property
    def offered(self) -> tuple[Language, ...]:
        """The languages of the choices."""
        return tuple(one.speech for one in self.choices)


def side_by_side(shown: Shown, items: list[Item], wanted: str) -> Side:
    """`wanted`: the code of a language of the portal, or nothing. The text itself is never beside itself; two statements where there is another."""
    choices = [one for one in shown.others if one.standing == Standing.PUBLISHED and one.is_set and one.pk != shown.edition.pk]
    if not wanted or wanted == shown.edition.language or not shown.edition.is_set:
        return Side(_ways(shown), choices if shown.edition.is_set else [])
    other = next((one for one in choices if one.language == wanted), None)
    if other is None:
        return Side(_ways(shown), choices, absent=next(one for one in shown.others if one.language == wanted))
    return Side(_ways(shown, other), choices, other, pairs=aligned(items, reading_items(other.published.content)))


def _ways(shown: Shown, beside: Edition | None = None) -> tuple[Way, ...]:
    code, own = shown.edition.product.code, shown.edition.language
    kept = {one.language: f"?beside={own if one == beside else beside.language}" if beside else "" for one in shown.others}
    return tuple(
        Way(one.speech, f"/{one.language}/library/{code}/{kept[one.language]}", one.standing == Standing.PUBLISHED) for one in shown.others
    )


def aligned(own: list[Item], other: list[Item]) -> list[Pair]:
    """Every block of both once, in the order of the first; what only the second has follows what it follows there."""
    own, other = _apart(own), _apart(other)
    places = {key: place for place, item in enumerate(other) for key in item.keys}
    found = [next((places[key] for key in item.keys if key in places), None) for item in own]
    paired, pairs, next_up = set(found), [], 0
    for item, place in zip(own, found, strict=True):
        if place is not None and place >= next_up:
            pairs += [Pair(None, other[at]) for at in range(next_up, place) if at not in paired]
            next_up = place + 1
        pairs.append(Pair(item, other[place] if place is not None else None))
    return pairs + [Pair(None, other[at]) for at in range(next_up, len(other)) if at not in paired]


def _apart(items: list[Item]) -> list[Item]:
    """Lists entry by entry, each with its own number; a table stays whole."""
    return [part for item in items for part in (_entries(item) if item.kind == "list" else [item])]


def _entries(listed: Item) -> list[Item]:
    first = listed.options["start"] or 1
    return [
        replace(listed, options=listed.options | {"start": first + place}, entries=[entry], key=entry["key"])
        for place, entry in enumerate(listed.entries)
    ]
