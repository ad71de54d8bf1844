"""The form for a printing house: all colours as ink, and around the bleed what its people need to cut, fold, register and name the job.

Trim as the layout says, 3 mm of bleed, 10 mm of slug outside it. Lengths in mm, counted from the trim outwards.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from kontum_ttdn.printing.layouts.base import Layout

from .cmyk import INKS
from .lettering import MM, Lettering
from .recolour import recolour
from .sheets import line, number, points, saved

BLEED, SLUG = 3, 10
NEAR, FAR = BLEED + 1, BLEED + 7  # where crop marks begin and end
FOLD_END = BLEED + 5
REGISTER, RADIUS, ARM = BLEED + 4.8, 1.5, 2.6
JOB, JOB_SIZE = BLEED + 9.2, 6.5  # mm out, points
PATCH = 4
PATCHES = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 0, 0, 0.5))
ALL_INKS = "/All"
CONDITION, REGISTRY = "FOGRA39", "http://www.color.org"
CONDITION_SAYS = "Offset on coated paper, ISO 12647-2 (FOGRA39)"


def press(pdf: bytes, layout: Layout, job: str) -> bytes:
    """`pdf`, rendered with bleed, in ink and with its marks."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        recolour(opened, INKS)
        lettering = Lettering(opened)
        for side, page in enumerate(opened.pages, 1):
            told = f"{job} · mặt {side}/{len(opened.pages)}"
            _dress(opened, page, lettering, folds_on(layout, side), told)
        lettering.finish()
        opened.Root.OutputIntents = Array([_intent()])
        return saved(opened)


def _intent() -> Dictionary:
    """The printing condition that the inks are meant for, by its name in the registry of the ICC; such a condition needs no profile
    in the file (ISO 32000-1, 14.11.5). It is what separation.py was drawn from, and no claim to be PDF/X."""
    return Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=CONDITION, RegistryName=REGISTRY, Info=CONDITION_SAYS
    )


def folds_on(layout: Layout, side: int) -> list[float]:
    """Where the sheet is folded, in mm from the left of side 1, 2 …: its back is its front mirrored."""
    return [fold if side % 2 else layout.sheet[0] - fold for fold in layout.folds]


def _dress(pdf: pikepdf.Pdf, page: pikepdf.Page, lettering: Lettering, folds: list[float], told: str) -> None:
    left, bottom, right, top = (float(edge) / MM for edge in page.trimbox)
    page.bleedbox, page.mediabox = _around(left, bottom, right, top, BLEED), _around(left, bottom, right, top, BLEED + SLUG)
    page.cropbox = page.mediabox
    across, up = right - left, top - bottom
    bounded = b"q %s re W n 0 0 0 1 k 0 0 0 1 K" % points(left - BLEED, bottom - BLEED, across + 2 * BLEED, up + 2 * BLEED)
    page.contents_add(pdf.make_stream(bounded), prepend=True)
    marks = [b"Q q 1 0 0 1 %s cm %s CS 1 SCN .25 w" % (points(left, bottom), ALL_INKS.encode())]
    marks += [
        *crop_marks(across, up),
        *fold_marks(folds, up),
        *register_marks(across, up, folds),
        b"Q q 1 0 0 1 %s cm" % points(left, bottom),
    ]
    marks += [*patches(), b"0 0 0 1 k", lettering.line(told, BLEED, -JOB, JOB_SIZE), b"Q"]
    page.contents_add(pdf.make_stream(b"\n".join(marks)))
    page.obj.Resources.ColorSpace = Dictionary({ALL_INKS: _all_inks(pdf)})
    page.obj.Resources.Font = page.obj.Resources.get("/Font", Dictionary())
    page.obj.Resources.Font.L = lettering.font


def crop_marks(across: float, up: float) -> Iterator[bytes]:
    """Two lines at each corner of the trim, outside the bleed."""
    for x in (0, across):
        yield line(x, -NEAR, x, -FAR)
        yield line(x, up + NEAR, x, up + FAR)
    for y in (0, up):
        yield line(-NEAR, y, -FAR, y)
        yield line(across + NEAR, y, across + FAR, y)


def fold_marks(folds: list[float], up: float) -> Iterator[bytes]:
    """Broken lines above and below where the sheet is folded."""
    yield b"[%s] 0 d" % points(0.8, 0.6)
    for x in folds:
        yield line(x, -NEAR, x, -FOLD_END)
        yield line(x, up + NEAR, x, up + FOLD_END)
    yield b"[] 0 d"


def register_marks(across: float, up: float, folds: list[float]) -> Iterator[bytes]:
    """A cross in a circle at the middle of each edge, aside of a fold."""
    middle = across / 2 + (12 if any(abs(fold - across / 2) < 6 for fold in folds) else 0)
    for x, y in ((middle, -REGISTER), (middle, up + REGISTER), (-REGISTER, up / 2), (across + REGISTER, up / 2)):
        yield line(x - ARM, y, x + ARM, y)
        yield line(x, y - ARM, x, y + ARM)
        yield _circle(x, y)


def patches() -> Iterator[bytes]:
    """A patch of each ink, up the left edge, to look at the inks by."""
    for at, ink in enumerate(PATCHES):
        yield b"%s k %s re f" % (b" ".join(number(part) for part in ink), points(-BLEED - 3 - PATCH, 20 + at * PATCH, PATCH, PATCH))


def _circle(x: float, y: float) -> bytes:
    bend = RADIUS * 0.5523
    arcs = ((RADIUS, bend, bend, RADIUS, 0, RADIUS), (-bend, RADIUS, -RADIUS, bend, -RADIUS, 0))
    arcs += tuple(tuple(-value for value in arc) for arc in arcs)
    curves = b" ".join(b"%s c" % points(*(value + (y if at % 2 else x) for at, value in enumerate(arc))) for arc in arcs)
    return b"%s m %s s" % (points(x + RADIUS, y), curves)


def _around(left: float, bottom: float, right: float, top: float, more: float) -> list[float]:
    return [round(edge * MM, 4) for edge in (left - more, bottom - more, right + more, top + more)]


def _all_inks(pdf: pikepdf.Pdf) -> Array:
    """The colour that is printed in every ink of the job, whichever they are."""
    full = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pdf.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, full]))
