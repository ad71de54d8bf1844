"""Letters: those that only look right, those the language was not seen to use, and signs that nobody sees."""

import re
from collections.abc import Iterator

from kontum_ttdn.languages.letters import foreign_letters, look_alike
from kontum_ttdn.languages.registry import LANGUAGES

from .links import blanked
from .shapes import HEED, WRONG, Finding, Said, Span

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
SHOWN = 6  # letters named in one sentence


def letters(said: Said) -> Iterator[Finding]:
    """Warns only: the sets are what sources were seen to use. Links and addresses are written with other letters by right."""
    text = blanked(said.target)
    odd = foreign_letters(text, said.language)
    twins = {letter: twin for letter in odd if (twin := look_alike(letter, said.language))}
    if twins:
        shown = tuple(f"{letter} → {twin}" for letter, twin in twins.items())
        yield Finding("look_alike", WRONG, shown[:SHOWN], _places(text, twins))
    if others := [letter for letter in odd if letter not in twins]:
        yield Finding("foreign", HEED, tuple(others[:SHOWN]), _places(text, others))


def invisible(said: Said) -> Iterator[Finding]:
    """Where words are parted by blanks, an invisible sign is a leftover of copying; in Lao and Khmer people type them."""
    if LANGUAGES[said.language].script == "Latn" and (found := tuple(hit.span() for hit in _INVISIBLE.finditer(said.target))):
        yield Finding("invisible", HEED, (), found)


def _places(text: str, letters) -> tuple[Span, ...]:
    """Where these letters stand; a mark typed in another order than it is kept in is not found, and only named."""
    return tuple(hit.span() for hit in re.finditer("|".join(map(re.escape, letters)), text))
