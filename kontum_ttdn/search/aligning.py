"""A line as it is shown, and under each of its letters what that letter is looked for as. Pure: no database here.

    shown    Đăk Plô, 30 ℃        ຊາຍ|ແດນ ຢູ່|ໜັງສື      (| a break mark)
    sought   dak plo  30 c        ຊາຍ·ແດນ ຢູ່·ໜັງສື

Both have the same length, so where something is found is where it is lit: no spelling is taken apart when somebody asks.
"""

import re
from functools import lru_cache

from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.languages.folding import fold, normalise
from kontum_ttdn.languages.graphemes import graphemes

from .words import INVISIBLE, cut, loose_word

FILLER = "·"  # under a letter or mark that is not looked for; it stands in no word, for no word has it
_PART = re.compile(f"[{INVISIBLE}]*[^{INVISIBLE}]+[{INVISIBLE}]*")
_LETTER = re.compile(f".[\u0300-\u036f{INVISIBLE}]*")


def shown_line(line: str) -> str:
    """A line as readers see it: in one spelling, with the break marks of Lao and Khmer."""
    return with_break_marks(normalise(line))


def sought_line(shown: str) -> str:
    """What stands under a shown line: blanks under all that is no word's. Of two letters that one folds into (ß → ss) the first."""
    kept, at = [], 0
    for piece in cut(shown):
        kept += (" " * (piece.start - at), _run(piece.text) if piece.unspaced else _word(piece.text))
        at = piece.end
    return "".join(kept) + " " * (len(shown) - at)


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    folded = loose_word(word)
    if len(folded) == len(word):
        return folded
    return "".join(loose_word(letter)[: len(letter)].ljust(len(letter), FILLER) for letter in _LETTER.findall(word))


def _run(run: str) -> str:
    """A Lao or Khmer run, word by word: words come again and again, runs do not."""
    return "".join(map(_part, _PART.findall(run)))


@lru_cache(maxsize=20_000)
def _part(part: str) -> str:
    """One word with the break mark after it. What two letters fold into together stands under the first."""
    folded = fold(part)
    if len(folded) == sum(sign not in INVISIBLE for sign in part):
        letters = iter(folded)
        return "".join(FILLER if sign in INVISIBLE else next(letters) for sign in part)
    said, done, end = "", 0, 0
    for letter in graphemes(part):
        end += len(letter)
        reached = max(done, len(fold(part[:end])))
        said += folded[done:reached][: len(letter)].ljust(len(letter), FILLER)
        done = reached
    return said
