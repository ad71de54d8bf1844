"""What is made of a finished PDF without setting it anew: sheets for an office printer, pale grey, the form for a press. By pikepdf alone."""

from kontum_ttdn.printing.layouts.base import Layout

from .booklet import booklet
from .grey import grey
from .pictures import CannotRecolour
from .press import press
from .sheets import as_it_is
from .tiles import on_two, tiles
from .together import together, two_up

__all__ = ["CannotRecolour", "four_up", "in_grey", "office", "press", "two_together"]
OFFICE = {
    "same": lambda pdf, job: as_it_is(pdf),
    "2-up": lambda pdf, job: two_up(pdf),
    "booklet": lambda pdf, job: booklet(pdf),
    "tiles": tiles,
    "halves": lambda pdf, job: tiles(pdf, job, grid_for=on_two),
}


def office(pdf: bytes, layout: Layout, job: str) -> bytes:
    """What one A4 printer can make of it, as the layout says."""
    return OFFICE[layout.office](pdf, job)


def in_grey(pdf: bytes, layout: Layout, job: str) -> bytes:
    """The same, saving ink."""
    return office(grey(pdf), layout, job)


def two_together(pdf: bytes, layout: Layout, job: str) -> bytes:
    """Two sides on an A4."""
    return together(pdf, 2)


def four_up(pdf: bytes, layout: Layout, job: str) -> bytes:
    """Four sides on an A4."""
    return together(pdf, 4)
