"""Words as search compares them. Pure: no database here.

A text gives two streams of tokens. The *loose* one throws away what a person in a hurry does not type: `dak` for Đăk. The *exact* one
keeps accents, and only the place of a tone is one (hòa = hoà). Lao and Khmer write no spaces, and any list of words cuts a running
text otherwise than the word alone: so their loose tokens are pairs of letters that stand side by side (a letter with all its marks),
which find a word wherever it stands, and their exact ones are the words of ICU, which only say what is shown first.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kontum_ttdn.languages.breaking import RUN, pieces
from kontum_ttdn.languages.folding import fold, normalise
from kontum_ttdn.languages.graphemes import graphemes

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SEA = "\u0e80-\u0ecf\u0eda-\u0eff\u1780-\u17df\u17ea-\u17ff\u19e0-\u19ff"
_SEA_DIGITS = "\u0ed0-\u0ed9\u17e0-\u17e9"
_PIECE = re.compile(
    f"(?P<sea>[{_SEA}](?:[{_SEA}{INVISIBLE}]*[{_SEA}])?)"
    f"|(?P<digits>[{_SEA_DIGITS}]+)"
    f"|(?P<word>[^\\W_{_SEA}{_SEA_DIGITS}](?:[\u0300-\u036f{INVISIBLE}]*[^\\W_{_SEA}{_SEA_DIGITS}]|[\u0300-\u036f])*)"
)
_CHUNK = re.compile(r"\S+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_EARLY_TONE = re.compile(f"(o)([{_TONES}])(a|e)$|(u)([{_TONES}])(y)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line between blanks and stops: a word of a Latin script, a number, or an unspaced run of Lao or Khmer."""

    text: str
    start: int
    end: int
    unspaced: bool


def cut(line: str) -> Iterator[Piece]:
    """The pieces of a normalised line, in order; nothing that is a stop, a blank or a sign."""
    for found in _PIECE.finditer(line):
        yield Piece(found.group(), found.start(), found.end(), found.lastgroup == "sea")


@lru_cache(maxsize=100_000)
def loose_word(word: str) -> str:
    """A word without case, tones, breves and hooks: đăk = dak. Digits of Lao and Khmer are those of everybody."""
    bare = "".join(letter for letter in fold(word) if letter.isalnum())
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() and unicodedata.digit(letter, None) is not None else letter
                   for letter in bare)  # fmt: skip


@lru_cache(maxsize=100_000)
def exact_word(word: str) -> str:
    """A word with its accents, without case; the two ways to place a Vietnamese tone are one (hòa = hoà, thúy = thuý)."""
    bare = normalise(word.casefold().translate(dict.fromkeys(map(ord, INVISIBLE))))
    apart = unicodedata.normalize("NFD", bare)
    moved = _EARLY_TONE.sub(
        lambda tone: "".join(tone.group(*(range(1, 4) if tone.group(1) else range(4, 7)))[at] for at in (0, 2, 1)), apart
    )
    return bare if moved == apart else unicodedata.normalize("NFC", moved)


def letters_of(run: str) -> list[str]:
    """The letters of a folded Lao or Khmer run, each with all its marks."""
    return graphemes(run)


def pairs(run: str) -> list[str]:
    """The loose tokens of a run, one a letter: each letter with the one after it, the last by itself."""
    letters = letters_of(fold(run))
    return [first + second for first, second in zip(letters, [*letters[1:], ""], strict=True)]


def triples(run: str) -> set[str]:
    """Three letters side by side: what a long word is looked for by."""
    letters = letters_of(fold(run))
    return {"".join(letters[at : at + 3]) for at in range(len(letters) - 2)}


def words_of_run(run: str) -> list[str]:
    """The words of a run, as ICU's lists cut it."""
    return [piece for piece in pieces(fold(run)) if RUN.fullmatch(piece)]


def squeezed(line: str) -> set[str]:
    """What is written with stops or apostrophes inside, as one word too: Ia H’Drai → hdrai, C-12/2023 → c122023."""
    found = set()
    for chunk in _CHUNK.findall(line):
        if chunk.isalnum() or RUN.search(chunk):
            continue
        parts = [loose_word(piece.text) for piece in cut(chunk)]
        if len(parts) > 1:
            found.add("".join(parts)[:60])
    return found
