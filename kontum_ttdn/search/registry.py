"""What other rooms and domains offer to search. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

PUBLIC, STAFF = "public", "staff"


@dataclass(frozen=True)
class Text:
    """What may be found of one object in one language; lines of `lead` and `body` are parted by line ends.

    `thing` is what changes as one (a product) and `object` what is found (one of its editions). What is `about` it is looked through and
    never shown: names of its places, old and new. `facets` are ("topic", "law") pairs that are counted; `also` are pairs that can only be
    asked for. Without a `unit` everybody may find it, with one only who holds the source's permission there.
    """

    thing: int
    object: int
    language: str
    title: str
    lead: str = ""
    body: str = ""
    about: str = ""
    day: date | None = None
    facets: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    unit: int | None = None


@dataclass(frozen=True)
class Shown:
    """One object as a line of results: made from what is true now, not from the index."""

    title: str
    url: str
    language: str
    kind: str = ""
    day: date | None = None
    thing: object = None  # for a template of the source's own


@dataclass(frozen=True)
class Source:
    """One sort of things that can be found.

    `texts(things)` gives their texts, `things()` the ids of all; `shown(objects, user)` what of them may be shown now, by id: to everybody
    where `user` is None. `titles()` are the facets by name in their order; `labels(facet, values)` are the words of a facet's values in the reader's language.
    """

    name: str
    texts: Callable[[list[int]], Iterable[Text]]
    things: Callable[[], Iterable[int]]
    shown: Callable[..., dict[int, Shown]]
    permission: str
    titles: Callable[[], dict[str, str]] = dict
    labels: Callable[[str, list[str]], dict[str, str]] = field(default=lambda facet, values: {})
    anywhere: bool = False  # who holds the permission for any unit finds the things of all units


_sources: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """A sort of things registers once; a second time under the same name takes its place."""
    _sources[source.name] = source


def sources() -> list[Source]:
    return list(_sources.values())


def source(name: str) -> Source:
    """The source of that name; KeyError where nobody offers it."""
    return _sources[name]
