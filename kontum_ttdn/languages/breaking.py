"""Where a Lao or Khmer line may end, as U+200B put in when a page is rendered and never stored.

ICU finds the words; three of its habits are mended here, as measured over the whole Universal Declaration in both scripts.
"""

import re

from icu4py.breakers import LineBreaker

MAY_BREAK, NO_BREAK = "\u200b", "\u2060"

# Words that ICU cuts wrongly, as a reader of the language cut them; found without their marks, written with them.
MENDED = ("ជា\u200bស\u2060កល",)

RUN = re.compile("[\u0e80-\u0eff\u1780-\u17ff\u19e0-\u19ff]+")
# What no line may begin with: Lao vowels and tones that follow, ໆ; Khmer vowels, signs and stops.
NEVER_FIRST = re.compile("[\u0eb0-\u0ebd\u0ec6\u0ec8-\u0ece\u17b4-\u17da\u17dd]")
# What no line may end with: Lao vowels written before their consonant; the Khmer mark that binds the next letter under this one.
NEVER_LAST = frozenset("ເແໂໃໄ\u17d2")

_KNOWN = {word.replace(MAY_BREAK, "").replace(NO_BREAK, ""): word for word in MENDED}
_KNOWN_WORD = re.compile("|".join(sorted(_KNOWN, key=len, reverse=True)))
_FIRST_KHMER = "\u1780"


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
    return [piece for part in parts for piece in pieces(part)]


def _glued(run: str) -> list[str]:
    kept: list[str] = []
    for piece in LineBreaker(run, "km" if run[0] >= _FIRST_KHMER else "lo"):
        if kept and _belong_together(kept[-1], piece):
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _belong_together(before: str, after: str) -> bool:
    return bool(NEVER_FIRST.match(after)) or before[-1] in NEVER_LAST or len(before) == 1 or len(after) == 1
