"""New sheets made from the sides of a PDF: each side becomes a form that is placed, scaled and cut. Nothing is rasterised.

Links, outlines and tags do not survive it: the reading PDF is the master, what is made here is derived. Lengths in mm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from .lettering import MM, Lettering

A4 = (210.0, 297.0)
OF_THE_READER = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Metadata", "/Names", "/Dests", "/PageLabels")
SHORT_EDGE, LONG_EDGE, ONE_SIDED = Name.DuplexFlipShortEdge, Name.DuplexFlipLongEdge, Name.Simplex


@dataclass(frozen=True)
class Part:
    """Side number `side` with its lower left corner at x, y of the sheet, seen through `window` (x, y, width, height)."""

    side: int
    x: float
    y: float
    scale: float
    window: tuple[float, float, float, float]


class Sheets:
    """The sheets of one derived file, made inside the file of its master, so that fonts and pictures stay where they are."""

    def __init__(self, pdf: bytes):
        self.pdf = pikepdf.open(BytesIO(pdf))
        self.forms = [page.as_form_xobject() for page in self.pdf.pages]  # each bounded by its trim
        self.sizes = [_size(page.trimbox) for page in self.pdf.pages]
        self.lettering = Lettering(self.pdf)

    def add(self, size: tuple[float, float], parts: Iterable[Part], marks: bytes = b"") -> None:
        """One more sheet of `size`, with `parts` and then `marks` (drawn in points)."""
        page = self.pdf.add_blank_page(page_size=(size[0] * MM, size[1] * MM))
        shown, content = Dictionary(), []
        for part in parts:
            shown[f"/P{part.side}"] = self.forms[part.side]
            content.append(self._placed(part))
        page.obj.Resources = Dictionary(XObject=shown)
        if self.lettering.codes:
            page.obj.Resources.Font = Dictionary(L=self.lettering.font)
        page.obj.Contents = self.pdf.make_stream(b"\n".join([*content, marks]))

    def _placed(self, part: Part) -> bytes:
        left, bottom = (float(edge) for edge in self.forms[part.side].BBox[:2])
        x, y = part.x * MM - left * part.scale, part.y * MM - bottom * part.scale
        scale = b"%.6f" % part.scale
        return b"q %s re W n %s 0 0 %s %s %s cm /P%d Do Q" % (points(*part.window), scale, scale, number(x), number(y), part.side)

    def save(self, duplex: Name) -> bytes:
        """The file with the new sheets alone; `duplex` tells the printer's dialogue how the paper is turned."""
        for _side in self.forms:
            del self.pdf.pages[0]
        _tell(self.pdf, duplex)
        self.lettering.finish()
        return saved(self.pdf)


def as_it_is(pdf: bytes) -> bytes:
    """The reading file itself, with a word to the printer's dialogue: in full size, and how the paper is turned."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        width, height = _size(opened.pages[0].trimbox)
        turned = SHORT_EDGE if width > height else LONG_EDGE
        _tell(opened, turned if opened.pages[1:] else ONE_SIDED)
        return _bytes_of(opened)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a derived file: the same from the same master, on any host; what only the reading PDF keeps is left out."""
    drop(pdf.Root, *OF_THE_READER)
    return _bytes_of(pdf)


def _bytes_of(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _tell(pdf: pikepdf.Pdf, duplex: Name) -> None:
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=duplex)


def drop(owner: pikepdf.Object, *keys: str) -> None:
    """Take `keys` out, where they are in."""
    for key in keys:
        if key in owner:
            del owner[key]


def number(value: float) -> bytes:
    """As PDF writes it."""
    return b"%g" % round(value, 4) if abs(value) < 100 else b"%.3f" % value


def points(*lengths: float) -> bytes:
    """Lengths in mm as numbers in points."""
    return b" ".join(number(length * MM) for length in lengths)


def line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return b"%s m %s l S" % (points(x1, y1), points(x2, y2))


def _size(box: Array) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in box)
    return (right - left) / MM, (top - bottom) / MM
