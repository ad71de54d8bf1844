"""Words on sheets that the layout did not set: labels, job lines. The letters of House Sans as a small font of drawn outlines (Type 3).

The standard Helvetica cannot say Vietnamese, and cutting a real face costs more than the whole imposition.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from unicodedata import normalize

import pikepdf
from django.conf import settings
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

MM = 72 / 25.4  # points
SEPARATOR = " · "


@dataclass(frozen=True)
class Letter:
    advance: int
    drawn: bytes


class Lettering:
    """The face of one PDF; it holds just the letters that were written with it."""

    def __init__(self, pdf: pikepdf.Pdf):
        self.pdf = pdf
        self.font = pdf.make_indirect(Dictionary())
        self.codes: dict[str, int] = {}

    def line(self, text: str, x: float, y: float, size: float, *, turned: bool = False) -> bytes:
        """`text` from x, y (mm) on in `size` points; `turned` runs it upwards. At most 255 different letters a file."""
        codes = bytes(self.codes.setdefault(letter, len(self.codes) + 1) for letter in sayable(text))
        way = b"0 1 -1 0" if turned else b"1 0 0 1"
        return b"BT /L %.2f Tf %s %.3f %.3f Tm <%s> Tj ET" % (size, way, x * MM, y * MM, codes.hex().encode())

    def finish(self) -> None:
        """Put the letters written so far into the font, which nothing names where there are none."""
        units, letters = _units(), {letter: _drawn(letter) for letter in self.codes}
        names = {letter: Name(f"/g{code}") for letter, code in self.codes.items()}
        drawings = Dictionary({str(names[letter]): self.pdf.make_stream(known.drawn) for letter, known in letters.items()})
        made = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 0, 0], FontMatrix=[1 / units, 0, 0, 1 / units, 0, 0], CharProcs=drawings,
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names.values()])), FirstChar=1, LastChar=len(letters),
            Widths=Array([known.advance for known in letters.values()]), ToUnicode=self.pdf.make_stream(self._to_unicode()),
            Resources=Dictionary(),
        )  # fmt: skip
        for key, value in made.items():
            self.font[key] = value

    def _to_unicode(self) -> bytes:
        rows = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in self.codes.items())
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /House def /CMapType 2 def "
            "1 begincodespacerange <00> <ff> endcodespacerange\n"
            f"{len(self.codes)} beginbfchar\n{rows}\nendbfchar endcmap end end"
        ).encode()


def width(text: str, size: float) -> float:
    """mm that the line takes in `size` points."""
    return sum(_drawn(letter).advance for letter in sayable(text)) / _units() * size / MM


def sayable(text: str) -> str:
    """`text` without those of its parts (between dots) that the Latin face has no letter for: an autonym in Lao or Khmer."""
    known = _face().getBestCmap()
    parts = normalize("NFC", text).split(SEPARATOR)
    return SEPARATOR.join(part for part in parts if all(ord(letter) in known for letter in part))


@cache
def _face() -> TTFont:
    return TTFont(BytesIO((settings.FONTS_DIR / "print" / "sans-latin-Regular.ttf").read_bytes()), lazy=False)


@cache
def _units() -> int:
    return _face()["head"].unitsPerEm


@cache
def _drawn(letter: str) -> Letter:
    """The outline as a glyph description of a Type 3 font, which takes the colour of the line."""
    face = _face()
    name = face.getBestCmap()[ord(letter)]
    advance, pen = face["hmtx"][name][0], _Outline(face.getGlyphSet())
    pen.glyphSet[name].draw(pen)
    box = face["glyf"][name]
    bounds = [getattr(box, edge, 0) for edge in ("xMin", "yMin", "xMax", "yMax")]
    return Letter(advance, b"%d 0 %d %d %d %d d1\n%s\nf" % (advance, *bounds, b"\n".join(pen.path)))


class _Outline(BasePen):
    """A glyph's outline as PDF paths; quadratic curves come as cubic ones."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.path: list[bytes] = []

    def _moveTo(self, to):
        self.path.append(b"%g %g m" % to)

    def _lineTo(self, to):
        self.path.append(b"%g %g l" % to)

    def _curveToOne(self, first, second, to):
        self.path.append(b"%.1f %.1f %.1f %.1f %.1f %.1f c" % (*first, *second, *to))

    def _closePath(self):
        self.path.append(b"h")
