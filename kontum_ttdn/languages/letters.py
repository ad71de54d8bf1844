"""What a language may be spelled with. A check warns, it never refuses: the sets are letters that sources were seen to use."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from . import registry
from .folding import normalise
from .graphemes import graphemes

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
VIETNAMESE = _LATIN | {"đ"} | {normalise(vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES}
LOOSE_BREVE = "\u25cc\u0306"  # shown on a dotted circle, as Unicode shows a mark that stands alone
NEIGHBOURS = tuple("ă â ƀ đ ĕ ê ê̆ ĭ ŏ ô ô̆ ơ ơ̆ ŭ ư ư̆ ’".split())  # what the languages around write; until a reference is known
_BLOCKS = {"Laoo": ("\u0e80", "\u0eff"), "Khmr": ("\u1780", "\u17ff")}

FITS, FOREIGN, NO_REFERENCE = "fits", "foreign", "no reference"


@dataclass(frozen=True)
class Check:
    """How a text stands to its language's letters: `level` is one of FITS, FOREIGN, NO_REFERENCE; `letters` are the odd ones."""

    level: str
    letters: tuple[str, ...]


class Key(NamedTuple):
    """One key of the on-page letter palette; equal where a sign has no capital."""

    lower: str
    upper: str


@cache
def _own(code: str) -> tuple[str, ...]:
    """The letters beyond a–z to show for `code`; where no reference is known, what its neighbours write."""
    language = registry.get(code)
    return language.letters_seen if language.has_reference else NEIGHBOURS


@cache
def _allowed(code: str) -> frozenset[str]:
    language = registry.get(code)
    own = {part for letter in (*_own(code), *language.letters_rare) for part in graphemes(letter)}
    return frozenset(VIETNAMESE | own)  # names of people and places keep their Vietnamese letters everywhere


def foreign_letters(text: str, code: str) -> list[str]:
    """The letters of `text`, each once and as typed, that language `code` was not seen to use. Digits and signs are not letters.

    Lao and Khmer may use their whole block; Vietnamese letters pass everywhere, for names.
    """
    first, last = _BLOCKS.get(registry.get(code).script, ("", ""))
    allowed = _allowed(code)
    found: dict[str, None] = {}
    for letter in graphemes(normalise(text)):
        kind = unicodedata.category(letter[0])
        own_block = first <= letter[0] <= last if first else False
        if kind[0] in "LM" and kind != "Lm" and not own_block and letter.lower() not in allowed:
            found[letter] = None
    return list(found)


def check(text: str, code: str) -> Check:
    """`foreign_letters` with its level; a language without a reference spelling never reads as fitting."""
    letters = tuple(foreign_letters(text, code))
    if not registry.get(code).has_reference:
        return Check(NO_REFERENCE, letters)
    return Check(FOREIGN if letters else FITS, letters)


def palette(code: str) -> list[Key]:
    """The letters of `code` that a Vietnamese keyboard lacks, lower and upper: ƀ pairs with Ƀ U+0243, never with Ɓ."""
    if registry.get(code).script != "Latn":
        return []
    missing = [letter for letter in _own(code) if letter not in VIETNAMESE and len(graphemes(letter)) == 1]
    return [Key(letter, letter.upper()) for letter in missing]


def keys(code: str) -> list[Key]:
    """The keys beside a field in `code`: every letter that is not on a plain keyboard, then the breve alone where letters carry one.

    A phone has no Vietnamese keyboard by itself, so these are more than `palette`.
    """
    if not registry.get(code).needs_palette:
        return []
    own = [Key(letter, letter.upper()) for letter in _own(code) if not letter.isascii() and len(graphemes(letter)) == 1]
    return [*own, Key(LOOSE_BREVE, LOOSE_BREVE)]


def stacked(code: str) -> list[tuple[str, str]]:
    """Each letter of `code` with no code point of its own, typed in both orders of its marks, lower and upper: for the font specimen."""
    pairs = []
    for key in palette(code):
        for letter in key:
            base, *marks = list(unicodedata.normalize("NFD", letter))
            if len(marks) > 1:
                pairs.append((base + "".join(marks), base + "".join(reversed(marks))))
    return pairs


# What is typed where a keyboard lacks the letter, and what scanners and other keyboards put in its place.
_TWIN_MARKS = str.maketrans({"\u030c": "\u0306", "\u0311": "\u0306"})  # caron, inverted breve → breve
_TWINS = str.maketrans(
    dict(zip("аеорсухіјАВЕКМНОРСТУХІЈӑӗӐӖ", "aeopcyxijABEKMHOPCTYXIJăĕĂĔ", strict=True))  # Cyrillic
    | dict(zip("ονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpABEZHIKMNOPTYX", strict=True))  # Greek
    | {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ", "ɓ": "ƀ", "Ɓ": "Ƀ", "ı": "i", "ʼ": "’"}
)


def look_alike(letter: str, code: str) -> str | None:
    """The letter of `code` that a foreign one is taken for: ĭ for ǐ, Đ for the Icelandic Ð; None where it resembles none."""
    twin = unicodedata.normalize("NFKC", letter).translate(_TWINS)
    twin = normalise(unicodedata.normalize("NFD", twin).translate(_TWIN_MARKS))
    return twin if twin != letter and twin.lower() in _allowed(code) else None
