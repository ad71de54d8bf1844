"""Columns of a chart in figures that SVG takes: no database, no markup. Each part has a pattern of its own, so that grey paper tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 180  # of the drawing, in units of its own
LEFT, TOP, BOTTOM = 46, 10, 24  # room for figures at the side, air above, days below
PARTS = ("approved", "behind", "missing")  # from the ground up


@dataclass(frozen=True)
class Bar:
    """One part of one column."""

    part: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Mark:
    """A word beside an axis, or a line across the chart at its height."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """A drawing: bars, the lines across, the days below. `width` and `height` are those of its view box."""

    bars: list[Bar]
    lines: list[Mark]
    days: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def right(self) -> int:
        return self.width

    @property
    def left(self) -> int:
        return LEFT


def columns(values: Sequence[dict[str, int] | None], labels: Sequence[str], top: int, *, parts: Sequence[str] = PARTS) -> Chart:
    """A column for each of `values` (None: nobody wrote that day down), its parts on one another; `top` is the highest that fits."""
    step = (WIDTH - LEFT) / max(1, len(values))
    ground, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    scale = room / max(1, top)
    bars: list[Bar] = []
    for place, value in enumerate(values):
        bars += _column(value or {}, parts, LEFT + place * step + step * 0.15, step * 0.7, ground, scale)
    lines = [Mark(str(figure), LEFT - 4, round(ground - figure * scale, 1)) for figure in _steps(top)]
    every = max(1, -(-len(labels) // 6))  # no more than six words stand below
    days = [Mark(text, round(LEFT + (place + 0.5) * step, 1), HEIGHT - 6) for place, text in enumerate(labels) if not place % every]
    return Chart(bars, lines, days)


def _column(value: dict[str, int], parts: Sequence[str], x: float, width: float, ground: float, scale: float) -> list[Bar]:
    made, at = [], ground
    for part in parts:
        height = value.get(part, 0) * scale
        if height:
            at -= height
            made.append(Bar(part, round(x, 1), round(at, 1), round(width, 1), round(height, 1)))
    return made


def _steps(top: int) -> list[int]:
    """Ground, middle and top in whole figures."""
    return sorted({0, top // 2, top}) if top > 1 else [0, max(top, 1)]
