"""How alike two texts are, word by word, and the few words by which all that is alike enough is surely found. Pure: no database here.

The score is 100 × (words that need no change) / (words of the longer text), rounded down, as `Levenshtein` counts changes of words. Tones,
accents and letters count; capitals and punctuation do not. Texts of the same words that differ in those reach 99, the same wording 100.

What makes the memory both quick and complete: two texts of n and m words with a score of LEAST or more have at least `needed(n)` and
`needed(m)` words in common (folded, each occurrence for itself). Put the words of both in one order, whatever it is: then the first
SHARED words they have in common stand among the first `looked_for(n)` words of the one and the first `looked_for(m)` of the other
(the prefix filter of similarity joins: Chaudhuri, Ganti, Kaushik 2006; with more than one shared word: Wang, Li, Feng 2012). So a text is
kept under those words alone, and with the rarest words first hardly any text is kept under a common one.

A text of more than LONGEST words is found by its very same wording alone: it is a chapter, and who changes a chapter starts from sentences.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from rapidfuzz.distance import Levenshtein

from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.languages.folding import APOSTROPHES, fold, normalise

LEAST = 70  # below this nobody gains by starting from the remembered words
LONGEST = 2000  # words of a text that is compared with others
SHARED = 2  # so many of the words under which texts are kept have to meet; one fetches ten times as many texts to compare

_WORD = re.compile("[\\w'\u0300-\u036f\u0e80-\u0eff\u1780-\u17d3\u17dd]+")
_PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("\u00ad\u200c\u200d\u2060\ufeff"))


def words(text: str) -> list[str]:
    """The words of `text` in lower case, without punctuation; Lao and Khmer are cut where a line may break. Never empty but for no text."""
    text = with_break_marks(normalise(text)).translate(_PLAIN).casefold()
    return _WORD.findall(text) or text.split()


@lru_cache(100_000)
def folded(word: str) -> str:
    """One word as search compares it; never empty, so that words stay counted."""
    return fold(word).replace(" ", "") or "-"


def as_sought(text: str) -> str:
    """`text` as lists are searched by it and pairs are remembered: its folded words, one blank between."""
    return " ".join(folded(word) for word in words(text))


def score(one: Sequence[str], other: Sequence[str]) -> int:
    """0–100, over words; 0 stands for anything below LEAST."""
    most = max(len(one), len(other))
    if not most:
        return 100
    changes = Levenshtein.distance(one, other, score_cutoff=most - needed(most))
    alike = 100 * (most - changes) // most
    return alike if alike >= LEAST else 0


def needed(count: int) -> int:
    """How many words a text of `count` words has in common with any that reaches LEAST and is not longer."""
    return -(-LEAST * count // 100)


def lengths(count: int) -> tuple[int, int]:
    """The fewest and the most words of a text that can reach LEAST beside one of `count` words."""
    return needed(count), count * 100 // LEAST


def looked_for(count: int) -> int:
    """Under how many of its words, in the common order, a text is kept and looked for."""
    return min(count, count - needed(count) + SHARED)


def longest(count: int, place: int) -> int:
    """The most words of a text that can reach LEAST and meets one of `count` words first, or second, in the word at `place` of its order."""
    return min(count, count - place + SHARED - 1) * 100 // LEAST


def keys(folded_words: Sequence[str], languages: str) -> list[int]:
    """A number for each word, the second time it comes another one; `languages` keeps the pairs of languages apart."""
    seen: dict[str, int] = {}
    found = []
    for word in folded_words:
        seen[word] = seen.get(word, 0) + 1
        found.append(_key(languages, word, seen[word]))
    return found


@lru_cache(200_000)
def _key(languages: str, word: str, occurrence: int) -> int:
    """64 bits; should two words ever meet in one number, one text more is compared and none is lost."""
    return int.from_bytes(blake2b(f"{languages} {word} {occurrence}".encode(), digest_size=8).digest(), "big", signed=True)


def rarest(found: Collection[int], common: Mapping[int, int]) -> list[int]:
    """The keys under which a text is kept, rarest first; `common` says of how many texts the common ones are."""
    return sorted(found, key=lambda key: (common.get(key, 0), key))[: looked_for(len(found))]
