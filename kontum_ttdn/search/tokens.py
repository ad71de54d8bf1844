"""What a text is found by, the same for every store: tokens in order for phrases, and tokens without a place. Pure: no database here."""

from collections.abc import Collection
from dataclasses import dataclass, field

from kontum_ttdn.languages.folding import normalise

from .words import cut, exact_word, loose_word, pairs, squeezed, triples, words_of_run

LONGEST = 60  # letters of a token; what is longer is found by its beginning
# A tsvector holds 1 MB of tokens and places, and counts places up to 16,383: one too large would stop whatever is looked through after it.
IN_ORDER = (12_000, 400_000)  # tokens and bytes of one object that phrases are found in
BEYOND = (10_000, 300_000)  # further ones, each found by itself
KEPT_TIMES = 3  # how often a token of title or lead is kept: as one of the title, of both, and of the whole


@dataclass
class Room:
    """What still finds room, in tokens and in bytes."""

    tokens: int
    bytes: int

    def takes(self, tokens: Collection[str], more: Collection[str] = (), *, times: int) -> bool:
        """Whether all of these find room together; if so it is theirs. `more` stand at the same places as `tokens`."""
        size = times * sum(len(token.encode()) for some in (tokens, more) for token in some)
        if len(tokens) > self.tokens or size > self.bytes:
            return False
        self.tokens, self.bytes = self.tokens - len(tokens), self.bytes - size
        return True


@dataclass
class Section:
    """One part of a text: its lines as tokens in order, loose and exact, and what has no place."""

    loose: list[list[str]] = field(default_factory=list)
    exact: list[list[str]] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)


@dataclass
class Tokens:
    """All of one text, part by part."""

    title: Section
    lead: Section
    body: Section
    about: Section

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.title, self.lead, self.body, self.about


def tokens_of(title: str, lead: str, body: str, about: str) -> Tokens:
    """Tokens of a text; the first IN_ORDER keep their places, up to BEYOND others are found one by one."""
    rooms = Room(*IN_ORDER), Room(*BEYOND)
    first, second = (_section(text, *rooms, times=KEPT_TIMES) for text in (title, lead))
    last = _section(about, *rooms)
    return Tokens(first, second, _section(body, *rooms), last)  # the body last: it alone is long


def _section(text: str, in_order: Room, beyond: Room, *, times: int = 1) -> Section:
    section = Section()
    for line in normalise(text).split("\n"):
        loose, exact = tokens_of_line(line)
        if not loose:
            continue
        if in_order.takes(loose, exact, times=times):
            section.loose.append(loose)
            section.exact.append(exact)
            more = _beside(line)
        else:
            more = {*loose, *(f"={token}" for token in exact), *_beside(line)}
        new = more - section.beside
        if beyond.takes(new, times=times):
            section.beside |= new
    return section


def tokens_of_line(line: str) -> tuple[list[str], list[str]]:
    """The loose and the exact tokens of one normalised line."""
    loose, exact = [], []
    for piece in cut(line):
        if piece.unspaced:
            loose += (pair[:LONGEST] for pair in pairs(piece.text))
            exact += (word[:LONGEST] for word in words_of_run(piece.text))
        elif word := loose_word(piece.text)[:LONGEST]:
            loose.append(word)
            exact.append(exact_word(piece.text)[:LONGEST])
    return loose, exact


def _beside(line: str) -> set[str]:
    found = {token[:LONGEST] for token in squeezed(line)}
    for piece in cut(line):
        if piece.unspaced:
            found |= triples(piece.text)
    return found
