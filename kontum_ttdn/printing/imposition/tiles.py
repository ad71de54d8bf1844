"""A poster on A4 sheets to be cut and glued together: in full size on as many as it takes, or on two, as large as they hold it.

Every sheet shows an equal part; neighbours share OVERLAP. The right and lower edge of a sheet are glued under the next one, so its left and
upper edge are cut. Lengths in mm, on the paper.
"""

from itertools import product
from math import ceil
from typing import NamedTuple

from .lettering import width as width_of
from .sheets import A4, ONE_SIDED, Part, Sheets, line, points

MARGIN = 8  # what a printer leaves white
OVERLAP = 10
LABEL = 6  # the strip of the label, at the foot or along the right edge
SIZE, LEAST_SIZE = 8, 5  # points
HOW = "cắt nét liền, dán đến nét đứt"


class Grid(NamedTuple):
    paper: tuple[float, float]
    columns: int
    rows: int
    scale: float
    upright: bool  # whether the label runs up the right edge
    window: tuple[float, float]  # what each sheet shows

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def corner(self) -> tuple[float, float]:
        """The lower left corner of the window, in the middle of what can be printed."""
        across, down = room(self.paper, self.upright)
        foot = 0 if self.upright else LABEL
        return MARGIN + (across - self.window[0]) / 2, MARGIN + foot + (down - self.window[1]) / 2


def room(paper: tuple[float, float], upright: bool) -> tuple[float, float]:
    """Width and height of a sheet that are left for the poster."""
    return paper[0] - 2 * MARGIN - (LABEL if upright else 0), paper[1] - 2 * MARGIN - (0 if upright else LABEL)


def full_size(width: float, height: float) -> Grid:
    """The fewest A4 sheets that hold a poster of width x height."""
    grids = []
    for paper, upright in product((A4, A4[::-1]), (False, True)):
        across, down = room(paper, upright)
        columns, rows = (max(1, ceil((size - OVERLAP) / (most - OVERLAP))) for size, most in ((width, across), (height, down)))
        grids.append(Grid(paper, columns, rows, 1, upright, shown(width, height, columns, rows)))
    return min(grids, key=lambda grid: grid.count)


def on_two(width: float, height: float) -> Grid:
    """Two A4 sheets that hold it as large as they can: an A3 poster at 90 %."""
    grids = []
    for paper, upright, (columns, rows) in product((A4, A4[::-1]), (False, True), ((1, 2), (2, 1))):
        across, down = room(paper, upright)
        scale = min(1, (across * columns - OVERLAP * (columns - 1)) / width, (down * rows - OVERLAP * (rows - 1)) / height)
        grids.append(Grid(paper, columns, rows, scale, upright, shown(width * scale, height * scale, columns, rows)))
    return max(grids, key=lambda grid: grid.scale)


def shown(width: float, height: float, columns: int, rows: int) -> tuple[float, float]:
    """The part of width x height that each of columns x rows sheets shows."""
    return (width + OVERLAP * (columns - 1)) / columns, (height + OVERLAP * (rows - 1)) / rows


def tiles(pdf: bytes, job: str, *, grid_for=full_size) -> bytes:
    """Every side of `pdf` on A4 sheets, row by row from the top left, each with its label: `job` names what it is of."""
    made = Sheets(pdf)
    for side, size in enumerate(made.sizes):
        grid = grid_for(*size)
        for row, column in product(range(grid.rows), range(grid.columns)):
            part = _part(side, size[1] * grid.scale, grid, row, column)
            named = (f"mặt {side + 1} · {job}" if made.sizes[1:] else job) + f" · {HOW}"
            made.add(grid.paper, [part], _cut_and_glue(grid, row, column) + b" " + _label(made, grid, row, column, named))
    return made.save(ONE_SIDED)


def _part(side: int, height: float, grid: Grid, row: int, column: int) -> Part:
    (x, y), (across, down) = grid.corner, grid.window
    top = y + down + row * (down - OVERLAP)  # of the poster, counted on this sheet
    return Part(side, x - column * (across - OVERLAP), top - height, grid.scale, (x, y, across, down))


def _cut_and_glue(grid: Grid, row: int, column: int) -> bytes:
    """Whole lines to cut along; broken ones up to where the next sheet is glued over this one."""
    (left, foot), (across, down) = grid.corner, grid.window
    right, top = left + across, foot + down
    cut = [line(left, foot, left, top), line(left, top, right, top)]
    glue = []
    hidden = 0.15  # inside the strip, so that the sheet glued over it covers the line
    if column < grid.columns - 1:
        glue.append(line(right - OVERLAP + hidden, foot, right - OVERLAP + hidden, top))
    else:
        cut.append(line(right, foot, right, top))
    if row < grid.rows - 1:
        glue.append(line(left, foot + OVERLAP - hidden, right, foot + OVERLAP - hidden))
    else:
        cut.append(line(left, foot, right, foot))
    broken = points(2, 1.5)
    return b"q .4 w 1 G %s 0 G [%s] 0 d %s [] 0 d .45 G %s Q" % (b" ".join(glue), broken, b" ".join(glue), b" ".join(cut))


def _label(made: Sheets, grid: Grid, row: int, column: int, named: str) -> bytes:
    text = f"tờ {row * grid.columns + column + 1}/{grid.count} · hàng {row + 1}, cột {column + 1} · {named}"
    (width, height), (left, foot) = grid.paper, grid.corner
    length = height - MARGIN - foot if grid.upright else width - MARGIN - left
    size = max(LEAST_SIZE, min(SIZE, SIZE * length / width_of(text, SIZE)))
    if grid.upright:
        return made.lettering.line(text, width - MARGIN - 1.5, foot, size, turned=True)
    return made.lettering.line(text, left, MARGIN + 1.5, size)
