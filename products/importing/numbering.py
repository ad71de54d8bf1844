"""Numbers that Word shows but does not write: counted here as Word counts them."""

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from .xml_names import attribute, child, name, value

LEVELS = 9
LONGEST_PATTERN = 60  # signs: what a list draws before its paragraphs, as often as there are such
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_KHMER_LAO_ZERO = {"khmerNumbers": 0x17E0, "laoNumbers": 0x0ED0}


@dataclass(frozen=True)
class Numbered:
    """What Word shows before a paragraph: `number` as drawn ("1.", "b)", "Điều 3."), empty for a bullet."""

    number: str
    style: str
    level: int  # from 1

    @property
    def ordered(self) -> bool:
        return self.style not in ("bullet", "none")


class Numbering:
    """The numbering part of one document with its running counts; ask once for each paragraph, in order."""

    def __init__(self, root: etree._Element | None):
        nodes = list(root) if root is not None else []
        kinds = {attribute(node, "abstractNumId"): node for node in nodes if name(node) == "w:abstractNum"}
        lists = {attribute(node, "numId"): node for node in nodes if name(node) == "w:num"}
        self._kind_of = {number_id: value(node, "w:abstractNumId") for number_id, node in lists.items()}
        self._levels = {kind: _by_level(node, "w:lvl") for kind, node in kinds.items()}
        self._overrides = {number_id: _by_level(node, "w:lvlOverride") for number_id, node in lists.items()}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._restarted: set[tuple[str, int]] = set()

    def next(self, number_id: str, level: int) -> Numbered | None:
        """The next number of list `number_id` at `level` (from 0); None where the document defines no such list."""
        if number_id not in self._kind_of or not 0 <= level < LEVELS:
            return None
        counts = self._counts[self._kind_of[number_id]]
        counts[level] = self._count(number_id, level, counts[level])
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        style = value(self._level(number_id, level), "w:numFmt") or "decimal"
        if style in ("bullet", "none"):
            return Numbered("", style, level + 1)
        pattern = value(self._level(number_id, level), "w:lvlText")[:LONGEST_PATTERN] or f"%{level + 1}."
        for upper in range(level + 1):
            if f"%{upper + 1}" in pattern:
                count = counts[upper] if counts[upper] is not None else self._start(number_id, upper)
                shown_as = value(self._level(number_id, upper), "w:numFmt")
                pattern = pattern.replace(f"%{upper + 1}", drawn(count, "decimal" if self._all_digits(number_id, level) else shown_as))
        return Numbered(pattern.strip(), style, level + 1)

    def _count(self, number_id: str, level: int, before: int | None) -> int:
        override = value(self._override(number_id, level), "w:startOverride")
        if override.isdecimal() and len(override) < 6 and (number_id, level) not in self._restarted:
            self._restarted.add((number_id, level))
            return int(override)
        return before + 1 if before is not None else self._start(number_id, level)

    def _start(self, number_id: str, level: int) -> int:
        start = value(self._level(number_id, level), "w:start")
        return int(start) if start.isdecimal() and len(start) < 6 else 1

    def _all_digits(self, number_id: str, level: int) -> bool:
        return child(self._level(number_id, level), "w:isLgl") is not None

    def _override(self, number_id: str, level: int) -> etree._Element | None:
        return self._overrides[number_id].get(str(level))

    def _level(self, number_id: str, level: int) -> etree._Element | None:
        own = child(self._override(number_id, level), "w:lvl")
        return own if own is not None else self._levels.get(self._kind_of[number_id], {}).get(str(level))


def _by_level(node: etree._Element, wanted: str) -> dict[str, etree._Element]:
    return {attribute(found, "ilvl"): found for found in node if name(found) == wanted}


def drawn(count: int, style: str) -> str:
    """`count` as Word draws it in `style` (w:numFmt); an unknown style is drawn in digits."""
    if style in ("lowerLetter", "upperLetter") and count > 0:
        times, at = divmod(count - 1, 26)
        letters = chr(ord("a") + at) * min(times + 1, 20)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        letters = roman(count)
        return letters.upper() if style == "upperRoman" else letters
    if style == "decimalZero":
        return f"{count:02}"
    if style in _KHMER_LAO_ZERO:
        return "".join(chr(_KHMER_LAO_ZERO[style] + int(digit)) for digit in str(count))
    return str(count)


def roman(count: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        letters += sign * times
    return letters
