"""A file that came back, line by line against what stands here now. Nothing is decided here: what is doubtful is said and left to a person."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kontum_ttdn.languages.legacy import Legacy, detect
from products.content import text_hash

from .lines import Line, Sent, writable


class Outcome(StrEnum):
    """What becomes of a line."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"  # the file says nothing new
    MOVED = "moved"  # the source changed since the file went out
    CHANGED_HERE = "changed_here"  # other words were saved here meanwhile
    EMPTIED = "emptied"
    GONE = "gone"  # no longer in the source
    FOREIGN = "foreign"  # never was a segment of this product
    DOUBLE = "double"  # stands in the file more than once, with different words
    FAULTY = "faulty"  # a formula, a date, joined cells
    MISSING = "missing"  # went out and did not come back
    NEW_HERE = "new_here"  # came into the source after the file went out


ASKED = (Outcome.CHANGED_HERE, Outcome.MOVED, Outcome.EMPTIED)  # taken only if a person says so


@dataclass(frozen=True)
class Here:
    """One segment as it stands here now."""

    key: str
    number: int
    about: str
    source: str
    source_hash: str
    text: str
    version: int


@dataclass(frozen=True)
class Answer:
    """What becomes of one line, or of one segment that no line speaks of. `made_from`: hash of the source that the words translate."""

    outcome: Outcome
    here: Here | None
    line: Line | None
    made_from: str = ""
    source_moved: bool = False
    legacy: Legacy | None = None

    @property
    def number(self) -> int:
        return self.here.number if self.here else self.line.number

    @property
    def can_be_taken(self) -> bool:
        return self.outcome == Outcome.TAKEN or self.outcome in ASKED


@dataclass(frozen=True)
class Merged:
    """The whole file, answered. Answers stand in the order of the product, lines without a place at the end."""

    answers: list[Answer]

    @property
    def counts(self) -> Counter:
        return Counter(answer.outcome for answer in self.answers)

    @property
    def says_nothing_new(self) -> bool:
        return not any(answer.can_be_taken for answer in self.answers)

    @property
    def fingerprint(self) -> str:
        """Names what a person saw: another edit in between, here or in the rules, makes another one."""
        said = (
            f"{one.outcome} {one.here.key if one.here else ''} {one.here.version if one.here else ''} {text_hash(one.line.target) if one.line else ''}"
            for one in self.answers
        )
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]

    def of(self, outcome: Outcome) -> list[Answer]:
        """Those of one outcome; words of an old font stand apart, in `in_old_fonts`."""
        return [answer for answer in self.answers if answer.outcome == outcome and not answer.legacy]

    @property
    def in_old_fonts(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.legacy]


def merge(segments: Iterable[Here], sent: Sent, *, ended: Collection[str], went_out: Collection[str]) -> Merged:
    """`ended`: keys of the product's blocks that are no longer in its source; `went_out`: keys that the file had when it was made."""
    here = {one.key: one for one in segments}
    told = _Told(here)
    by_key: dict[str, list[Line]] = defaultdict(list)
    astray = []
    for line in sent.lines:
        key = told.key_of(line)
        if key in here:
            by_key[key].append(line)
        else:
            astray.append(Answer(Outcome.GONE if line.key in ended else Outcome.FOREIGN, None, line))
    answers = [_answer(one, by_key.get(key, []), key in went_out) for key, one in here.items()]
    return Merged([*answers, *astray])


class _Told:
    """Finding the segment of a line whose token was lost: by its number and its source together, never by one alone."""

    def __init__(self, here: dict[str, Here]):
        self._here = here
        self._by_words = {(one.number, _bare(one.source)): key for key, one in here.items()}

    def key_of(self, line: Line) -> str:
        return line.key or self._by_words.get((line.number, _bare(line.source)), "")


def _answer(here: Here, lines: list[Line], went_out: bool) -> Answer:
    if not lines:
        return Answer(Outcome.MISSING if went_out else Outcome.NEW_HERE, here, None)
    line = lines[0]
    if len({_bare(other.target) for other in lines}) > 1:
        return Answer(Outcome.DOUBLE, here, line)
    if line.fault:
        return Answer(Outcome.FAULTY, here, line)
    return _compared(here, line)


def _compared(here: Here, line: Line) -> Answer:
    said, stands = text_hash(line.target), text_hash(writable(here.text))
    made_from = _made_from(here, line)
    moved = made_from != here.source_hash
    unchanged = Answer(Outcome.UNCHANGED, here, line, made_from, moved)
    if said in (stands, line.target_hash):  # nothing else than is here, or nothing else than went out
        return unchanged
    legacy = detect(line.target)
    if legacy and text_hash(legacy.convert(line.target)) == stands:  # taken before, with its letters turned
        return unchanged
    if stands != line.target_hash:
        outcome = Outcome.CHANGED_HERE
    elif not said:
        outcome = Outcome.EMPTIED
    else:
        outcome = Outcome.MOVED if moved else Outcome.TAKEN
    return Answer(outcome, here, line, made_from, moved, legacy)


def _made_from(here: Here, line: Line) -> str:
    """The source that stood before the translator's eyes: the file's own words are asked, its hash only where they are not there."""
    if not line.source.strip():
        return line.source_hash
    if _bare(line.source) == _bare(writable(here.source)):
        return here.source_hash
    return line.source_hash if line.source_hash not in ("", here.source_hash) else text_hash(line.source)


def _bare(text: str) -> str:
    """Without what office programs change unasked: which blanks stand where."""
    return " ".join(text.split())
