"""How many lines words will take, told before they are set from the widths of their letters: a layout picks its sizes by it."""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings

from kontum_ttdn.languages.typeset import typeset
from kontum_ttdn.printing import fonts

DISPLAY, BODY = ("House Serif", 700), ("House Sans", 400)
PIECE = re.compile("[^ \u200b-]+[ \u200b-]?|[ \u200b-]")
SUBSCRIPT = re.compile("\u17d2.")  # a Khmer letter under another takes no room
# What house.css says of each script: --script-size, and the leading of titles and of text. A Lao line is a little higher than its leading
# (measured): the faces before it in the family have another ascent.
SCRIPT_SIZE = {"lo": 1.06, "km": 1.04}
LEADING = {DISPLAY: {"lo": 1.465, "km": 1.52, "": 1.14}, BODY: {"lo": 1.71, "km": 1.78, "": 1.46}}
USUAL = 0.6  # em: a letter that the faces lack
SURE = 0.985  # of a column's width is counted on: rather a line too many than one too few


@dataclass(frozen=True)
class Fit:
    """The chosen size: its place in the list, in millimetres, how many lines the words take and how high those are, in millimetres."""

    step: int
    size: float
    lines: int
    height: float


def breadth(text: str, face=BODY) -> float:
    """How wide `text` is when set in one line, in em: widths summed, without kerning."""
    widths = fonts.advances(settings.FONTS_DIR, *face)
    letters = SUBSCRIPT.sub("", unicodedata.normalize("NFC", text))
    return sum(widths.get(letter, USUAL) for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))


def count(text: str, width: float, face=BODY) -> int:
    """The lines of `text` in a column `width` em wide. A word wider than the column counts as so many lines as it is columns wide."""
    lines, width = 0, width * SURE
    for paragraph in typeset(text).split("\n"):
        lines, used = lines + 1, 0.0
        for piece in PIECE.findall(paragraph):
            wide = breadth(piece.rstrip(" "), face)
            if used and used + wide > width:
                lines, used = lines + 1, 0.0
            lines, used = lines + int(wide // width), used + breadth(piece, face)
    return lines


def longest(text: str, face=BODY) -> float:
    """The widest part of `text` that no line may break, in em."""
    return max((breadth(piece.rstrip(" "), face) for piece in PIECE.findall(typeset(text).replace("\n", " "))), default=0.0)


def height(text: str, language: str, size: float, width: float, face=BODY) -> float:
    """How high `text` stands in type of `size` in a column of `width`, all in millimetres."""
    size *= SCRIPT_SIZE.get(language, 1)
    return count(text, width / size, face) * size * leading(language, face)


def leading(language: str, face=BODY) -> float:
    return LEADING[face].get(language, LEADING[face][""])


def fit(text: str, language: str, sizes: tuple[tuple[float, int], ...], width: float, room: float, face=DISPLAY) -> Fit:
    """The largest of `sizes` (millimetres, most lines) at which the words stand in `width` × `room` millimetres; the last where none does."""
    for step, (named, most) in enumerate(sizes, 1):
        size = named * SCRIPT_SIZE.get(language, 1)
        lines = count(text, width / size, face)
        found = Fit(step, named, lines, lines * size * leading(language, face))
        if lines <= most and found.height <= room + 0.1 and longest(text, face) * size <= width:
            break
    return found
