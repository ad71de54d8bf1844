"""Where a Lao or Khmer line may end, as U+200B put in when a page is rendered and never stored.

ICU finds the words; four of its habits are mended here, as measured over the whole Universal Declaration in both scripts.
"""

import re
from functools import lru_cache
from itertools import accumulate

from icu4py.breakers import LineBreaker

MAY_BREAK, NO_BREAK = "\u200b", "\u2060"

# Words that ICU cuts wrongly, as a reader of the language cut them; found without their marks, written with them.
MENDED = ("ជា\u200bស\u2060កល", "ជា\u200bសមាគម", "ជា\u200bសមាជិក", "ឬ\u200bសាសនា")

RUN = re.compile("[\u0e80-\u0eff\u1780-\u17ff\u19e0-\u19ff]+")
# What no line may begin with: Lao vowels and tones that follow, ໆ; Khmer vowels, signs and stops, a letter whose sign closes a syllable,
# and one that stands over its own like.
NEVER_FIRST = re.compile("[\u0eb0-\u0ebd\u0ec6\u0ec8-\u0ece\u17b4-\u17da\u17dd]|[\u1780-\u17a2][\u17cb\u17cd]|([\u1780-\u17a2])\u17d2\\1")
# What no line may end with: Lao vowels written before their consonant; the Khmer mark that binds the next letter under this one.
NEVER_LAST = frozenset("ເແໂໃໄ\u17d2")

_KNOWN = {word.replace(MAY_BREAK, "").replace(NO_BREAK, ""): word for word in MENDED}
_KNOWN_WORD = re.compile("|".join(sorted(_KNOWN, key=len, reverse=True)))
_FIRST_KHMER = "\u1780"
# Letters under another that look alike and are typed for one another; ICU knows most words in one spelling alone.
_UNDER_DA, _UNDER_TA = "\u17d2\u178a", "\u17d2\u178f"


def with_break_marks(text: str) -> str:
    """`text` with U+200B between the words of its Lao and Khmer; all else stays, a typed U+200B or U+2060 too.

    Doing it twice changes nothing.
    """
    if not RUN.search(text):
        return text
    return RUN.sub(lambda run: MAY_BREAK.join(pieces(run.group())), mend(text))


def mend(text: str) -> str:
    """`text` with the words of MENDED cut where a reader cuts them."""
    return _KNOWN_WORD.sub(lambda word: _KNOWN[word.group()], text)


def pieces(run: str) -> list[str]:
    """The parts of one unbroken Lao or Khmer run between which a line may end; none can be cut further."""
    parts = _glued(run)
    if len(parts) == 1:
        return parts
    return [piece for part in parts for piece in _pieces_of_word(part)]


@lru_cache(maxsize=20_000)
def _pieces_of_word(part: str) -> tuple[str, ...]:
    """A word that ICU found, cut further where it can be: words come again and again, runs do not."""
    return tuple(pieces(part))


def _glued(run: str) -> list[str]:
    kept: list[str] = []
    for piece in _words(run):
        if kept and _belong_together(kept[-1], piece):
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _words(run: str) -> list[str]:
    """What ICU takes for words; of two spellings that look alike, wherever they differ, the one that it cuts less."""
    if run[0] < _FIRST_KHMER:
        return list(LineBreaker(run, "lo"))
    ends = _ends(run)
    other = _ends(run.replace(_UNDER_DA, _UNDER_TA)) if _UNDER_DA in run else ends
    if other != ends:
        both = sorted({*ends} & {*other})
        spans = zip([0, *both[:-1]], both, strict=True)
        ends = [end for first, last in spans for end in min(_between(ends, first, last), _between(other, first, last), key=len)]
    return [run[first:last] for first, last in zip([0, *ends[:-1]], ends, strict=True)]


def _ends(run: str) -> list[int]:
    return list(accumulate(map(len, LineBreaker(run, "km"))))


def _between(ends: list[int], first: int, last: int) -> list[int]:
    return [end for end in ends if first < end <= last]


def _belong_together(before: str, after: str) -> bool:
    return bool(NEVER_FIRST.match(after)) or before[-1] in NEVER_LAST or len(before) == 1 or len(after) == 1
