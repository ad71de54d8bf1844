"""A stretch of text as HarfBuzz shapes it with one font file: its glyphs, where they stand, and their ink, drawn by HarfBuzz itself.

What a reader would call wrong is said here in ink, not in bearings. Of one letter with all its marks: a glyph is *missing*; a mark *collides*
where it covers other ink of its letter; it *slides* where its middle stands beside the body of its letter; it *crowds* where it covers ink of
the next letter.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb
from PIL import Image, ImageChops

EM = 100  # pixels an em in pictures of ink
MARGIN = EM  # empty pixels around them
MARK = 3  # GDEF's class of glyphs
TOUCH = (
    0.1  # the share of a mark's ink that may cover other ink: in the faces of the house it is 0.053 at most, in DejaVu Sans 0.4 and more
)
NEIGHBOURS = {"Latn": "o", "Laoo": "ກ", "Khmr": "ក"}


@dataclass(frozen=True)
class Glyph:
    number: int
    cluster: int  # the place in the text of the letter that it belongs to
    x: int  # font units
    y: int
    is_mark: bool


@dataclass(frozen=True)
class Shaped:
    """The glyphs of `text` from left to right; `advance` in ems."""

    text: str
    glyphs: tuple[Glyph, ...]
    file: Path
    advance: float

    @property
    def missing(self) -> bool:
        return any(glyph.number == 0 for glyph in self.glyphs)

    def ink(self, *chosen: Glyph) -> Image.Image:
        """The picture of the `chosen` glyphs, all where none is named, on the one canvas of this text: 255 is ink."""
        font, draw = _font(self.file), hb.RasterDraw()
        scale = EM / font.face.upem
        draw.extents = hb.RasterExtents(-MARGIN, -EM, round(self.advance * EM) + 2 * MARGIN, 3 * EM)
        for glyph in chosen or self.glyphs:
            draw.transform = (scale, 0, 0, scale, glyph.x * scale, glyph.y * scale)
            draw.draw_glyph(font, glyph.number)
        made = draw.render()
        where = made.extents
        return Image.frombytes("L", (where.width, where.height), bytes(made.buffer), "raw", "L", where.stride, -1)


@cache
def _font(file: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(file))))


def shape(text: str, file: Path, tag: str = "") -> Shaped:
    """`text` in the face of `file`, in the language of BCP 47 `tag`."""
    font, buffer = _font(file), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if tag:
        buffer.language = tag
    hb.shape(font, buffer)
    glyphs, pen = [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        is_mark = font.face.get_layout_glyph_class(info.codepoint) == MARK
        glyphs.append(Glyph(info.codepoint, info.cluster, pen + place.x_offset, place.y_offset, is_mark))
        pen += place.x_advance
    return Shaped(text, tuple(glyphs), file, pen / font.face.upem)


def faults(letter: str, file: Path, script: str) -> list[str]:
    """What is wrong with `letter`, one letter with all its marks, in the face of `file`: some of missing, collides, slides, crowds."""
    alone = shape(letter, file)
    if alone.missing:
        return ["missing"]
    found = [fault for mark in _marks(alone) for fault in _of_mark(mark, alone)]
    beside = shape(NEIGHBOURS[script] + letter + NEIGHBOURS[script], file)
    neighbours = [glyph for glyph in beside.glyphs if glyph.cluster in (0, len(letter) + 1)]
    found += ["crowds" for mark in _marks(beside) if _covers(beside, mark, neighbours)]
    return list(dict.fromkeys(found))


def _marks(shaped: Shaped) -> list[Glyph]:
    return [glyph for glyph in shaped.glyphs if glyph.is_mark]


def _of_mark(mark: Glyph, letter: Shaped) -> list[str]:
    found = []
    if _covers(letter, mark, [glyph for glyph in letter.glyphs if glyph is not mark]):
        found.append("collides")
    body = [glyph for glyph in letter.glyphs if not glyph.is_mark]
    box, around = letter.ink(mark).getbbox(), letter.ink(*body).getbbox() if body else None
    if box and around and not around[0] <= (box[0] + box[2]) / 2 <= around[2]:
        found.append("slides")
    return found


def _covers(shaped: Shaped, mark: Glyph, others: list[Glyph]) -> bool:
    others = [glyph for glyph in others if glyph is not mark]
    if not others:
        return False
    drawn = shaped.ink(mark)
    return ink(ImageChops.darker(drawn, shaped.ink(*others))) > TOUCH * ink(drawn)


def ink(picture: Image.Image) -> float:
    """How much ink a picture holds, in full pixels."""
    return sum(value * pixels for value, pixels in enumerate(picture.histogram())) / 255
