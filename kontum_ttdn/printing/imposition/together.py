"""Several small sides on one A4, with marks to cut them apart: two or four leaves, printed on both sides, come in order when stacked."""

from io import BytesIO
from itertools import product
from typing import NamedTuple

import pikepdf

from .booklet import booklet
from .sheets import A4, LONG_EDGE, ONE_SIDED, SHORT_EDGE, Part, Sheets, line

TICK = 9  # mm from the edge of the paper: a printer leaves the first four or five white
Leaf = tuple[int, int | None]  # a side and what is on its back


class Grid(NamedTuple):
    paper: tuple[float, float]
    columns: int
    rows: int
    scale: float

    @property
    def cell(self) -> tuple[float, float]:
        return self.paper[0] / self.columns, self.paper[1] / self.rows


def two_up(pdf: bytes) -> bytes:
    """A leaf of one or two sides twice on a sheet, to be cut into two; more sides become a folded booklet."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        sides = len(opened.pages)
    return together(pdf, 2) if sides <= 2 else booklet(pdf)


def together(pdf: bytes, count: int) -> bytes:
    """`count` (2 or 4) leaves on each A4 sheet: a few leaves are repeated to fill it, many follow each other."""
    made = Sheets(pdf)
    grid = grid_of(*made.sizes[0], count)
    sides = len(made.forms)
    leaves: list[Leaf] = [(side, side + 1 if side + 1 < sides else None) for side in range(0, sides, 2)]
    leaves *= max(1, count // len(leaves))
    for at in range(0, len(leaves), count):
        sheet = leaves[at : at + count]
        made.add(grid.paper, _parts(made, grid, [front for front, _back in sheet], mirrored=False), marks(grid))
        if sides > 1:
            made.add(grid.paper, _parts(made, grid, [back for _front, back in sheet], mirrored=True), marks(grid))
    turned = SHORT_EDGE if grid.paper[0] > grid.paper[1] else LONG_EDGE
    return made.save(turned if sides > 1 else ONE_SIDED)


def grid_of(width: float, height: float, count: int) -> Grid:
    """How `count` sides of width x height stand largest on A4, never larger than they are."""
    grids = []
    for paper, columns in product((A4, A4[::-1]), (count // 2, 2)):
        rows = count // columns
        grids.append(Grid(paper, columns, rows, min(1, paper[0] / columns / width, paper[1] / rows / height)))
    return max(grids, key=lambda grid: grid.scale)


def _parts(made: Sheets, grid: Grid, sides: list[int | None], *, mirrored: bool) -> list[Part]:
    """Row by row from the top left; on the back from the top right, so that a leaf's two sides meet."""
    found, (across, down) = [], grid.cell
    for place, side in enumerate(sides):
        if side is None:
            continue
        row, column = divmod(place, grid.columns)
        x = (grid.columns - 1 - column if mirrored else column) * across
        y = (grid.rows - 1 - row) * down
        width, height = (length * grid.scale for length in made.sizes[side])
        found.append(Part(side, x + (across - width) / 2, y + (down - height) / 2, grid.scale, (x, y, across, down)))
    return found


def marks(grid: Grid) -> bytes:
    """Short lines at the edges where the paper is cut, black on white, so that they show on any ground."""
    (width, height), lines = grid.paper, []
    for column in range(1, grid.columns):
        x = width * column / grid.columns
        lines += [line(x, 0, x, TICK), line(x, height - TICK, x, height)]
    for row in range(1, grid.rows):
        y = height * row / grid.rows
        lines += [line(0, y, TICK, y), line(width - TICK, y, width, y)]
    drawn = b" ".join(lines)
    return b"q 1 G 1 w %s 0 G .3 w %s Q" % (drawn, drawn)
