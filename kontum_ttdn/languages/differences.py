"""What changed between two wordings, word by word, in any of the scripts: Lao and Khmer words are found by ICU, since no blank parts them."""

import re
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq

from .breaking import RUN, pieces
from .folding import normalise

SAME, GONE, NEW = "same", "gone", "new"
MOST = 5_000  # words: longer texts are compared line by line, those of more lines as wholes, so that no text keeps anybody waiting

_WORD = re.compile(r"\s+|\w[\w\u0300-\u036f’'-]*|.", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A stretch of words that stayed, went or came: `kind` is SAME, GONE or NEW."""

    kind: str
    text: str


def words(text: str) -> list[str]:
    """`text` cut into words, blanks and signs; joined again they are `text`."""
    found: list[str] = []
    at = 0
    for run in RUN.finditer(text):
        found += _WORD.findall(text[at : run.start()])
        found += pieces(run.group())
        at = run.end()
    return found + _WORD.findall(text[at:])


def differences(before: str, after: str) -> list[Part]:
    """The way from `before` to `after` as stretches in reading order, what went before what came in its place.

    GONE and SAME joined are `before`, SAME and NEW joined are `after`, both as they are stored (normalised).
    """
    old, new = _cut(normalise(before), normalise(after))
    steps: list[tuple[str, list[str], list[str]]] = []
    for step in LCSseq.opcodes(old, new):
        said = old[step.src_start : step.src_end]
        kind = SAME if step.tag == "equal" and not _joins(steps, said, step.src_end == len(old)) else GONE
        steps.append((kind, said, new[step.dest_start : step.dest_end]))
    parts: list[Part] = []
    blank = ""  # on which both sides of a change end: it stayed
    for kind, group in groupby(steps, key=lambda step: step[0]):
        stretches = list(group)
        gone, came = ("".join(word for step in stretches for word in step[side]) for side in (1, 2))
        if kind == SAME:
            parts.append(Part(SAME, blank + gone))
            blank = ""
            continue
        blank = _blank_end(gone) if _blank_end(gone) == _blank_end(came) else ""
        parts += [Part(name, text) for name, text in ((GONE, gone.removesuffix(blank)), (NEW, came.removesuffix(blank))) if text]
    return [*parts, Part(SAME, blank)] if blank else parts


def _blank_end(text: str) -> str:
    return text[len(text.rstrip()) :]


def _cut(before: str, after: str) -> tuple[list[str], list[str]]:
    """Both in the smallest pieces of which neither has too many."""
    for cut in (words, lambda text: text.splitlines(keepends=True)):
        old, new = cut(before), cut(after)
        if max(len(old), len(new)) <= MOST:
            return old, new
    return [before], [after]


def _joins(steps: list, same: list[str], is_end: bool) -> bool:
    """Whether what stayed is but a blank between two changes: read as one change, it is understood at a glance."""
    return bool(steps) and steps[-1][0] != SAME and not is_end and not "".join(same).strip()
