"""python draw_separation.py FOGRA39L.ti3: draws separation.py, which inks make a colour on coated paper in offset (ISO 12647-2, FOGRA39).

The file holds measured patches (Debian's icc-profiles-free, zlib licence). Every colour of a 9 x 9 x 9 grid is looked for among what they
can print, near in lightness and hue before chroma; black is set by a rule, so that greys are steady; 280 % of ink at most.
"""

import sys
from base64 import b85encode
from itertools import product
from math import atan2, hypot, pi, sin
from pathlib import Path

STEPS = 9
MOST = 2.8  # all four inks together
DARKEST = (0.7, 0.6, 0.6, 0.9)
WHITE = (0.9642, 1.0, 0.8249)
TO_XYZ = ((0.4360747, 0.3850649, 0.1430804), (0.2225045, 0.7168786, 0.0606169), (0.0139322, 0.0971045, 0.7141733))  # sRGB, under D50
LAYERS = (0, 20, 40, 60, 80, 100)  # of black


class Paper:
    """What inks look like: linear between the measured patches, layer by layer of black."""

    def __init__(self, text: str):
        rows = text.partition("BEGIN_DATA\n")[2].partition("END_DATA")[0].splitlines()
        patches = {tuple(float(value) for value in row.split()[1:5]): tuple(float(value) for value in row.split()[8:11]) for row in rows}
        self.layers = {}
        for black in LAYERS:
            measured = {place[:3]: lab for place, lab in patches.items() if place[3] == black}
            for levels in (sorted({place[0] for place in measured}), (0, 20, 40, 70, 100), (0, 40, 100), (0, 100)):
                if all(place in measured for place in product(levels, repeat=3)):
                    break
            self.layers[black] = (tuple(levels), measured)

    def looks(self, inks: tuple[float, ...]) -> tuple[float, ...]:
        """Lab of inks from 0 to 1."""
        *colours, black = (100 * part for part in inks)
        low = min(80, black // 20 * 20)
        share = (black - low) / 20
        lower = self._layer(low, colours)
        return lower if not share else mixed(lower, self._layer(low + 20, colours), share)

    def _layer(self, black: float, colours: list[float]) -> tuple[float, ...]:
        levels, measured = self.layers[black]
        ends, shares = [], []
        for value in colours:
            at = max(0, min(len(levels) - 2, sum(level <= value for level in levels) - 1))
            ends.append((levels[at], levels[at + 1]))
            shares.append((value - levels[at]) / (levels[at + 1] - levels[at]))
        corners = [measured[place] for place in product(*ends)]
        for share in reversed(shares):
            corners = [mixed(one, other, share) for one, other in zip(corners[::2], corners[1::2], strict=True)]
        return corners[0]


def mixed(one, other, share):
    return tuple(first + (second - first) * share for first, second in zip(one, other, strict=True))


def wanted(rgb: tuple[float, ...], paper: Paper) -> tuple[float, ...]:
    """The Lab to print for an sRGB colour: white is the paper, black the darkest the inks can do."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    ground, dark = xyz(paper.looks((0, 0, 0, 0))), xyz(paper.looks(DARKEST))[1]
    relative = [sum(a * b for a, b in zip(row, linear, strict=True)) / white for row, white in zip(TO_XYZ, WHITE, strict=True)]
    return lab([(part * (ground[1] - dark) + dark) / ground[1] * light for part, light in zip(relative, ground, strict=True)])


def xyz(colour) -> list[float]:
    lightness, a, b = colour
    middle = (lightness + 16) / 116
    parts = (middle + a / 500, middle, middle - b / 200)
    return [white * (part**3 if part > 6 / 29 else (part - 4 / 29) * 3 * (6 / 29) ** 2) for white, part in zip(WHITE, parts, strict=True)]


def lab(values) -> tuple[float, ...]:
    parts = [value / white for value, white in zip(values, WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def off(found, want, inks) -> float:
    """How far a colour is from what was wanted; too much ink counts as far."""
    chroma, meant = hypot(*found[1:]), hypot(*want[1:])
    turned = abs((atan2(found[2], found[1]) - atan2(want[2], want[1]) + pi) % (2 * pi) - pi)
    hue = 2 * (chroma * meant) ** 0.5 * sin(turned / 2)
    return (found[0] - want[0]) ** 2 + 0.5 * (chroma - meant) ** 2 + 2 * hue**2 + (1000 * max(0, sum(inks) - MOST)) ** 2


def inks_for(rgb: tuple[float, ...], paper: Paper) -> tuple[float, ...]:
    want = wanted(rgb, paper)
    colours = [1 - part for part in rgb]
    black = 0.93 * min(colours) ** 2
    best = [part * 0.7 for part in colours]
    least, step = off(paper.looks((*best, black)), want, (*best, black)), 0.16
    while step > 0.003:
        moved = False
        for way in product((-step, 0, step), repeat=3):
            tried = [max(0.0, min(1.0, part + more)) for part, more in zip(best, way, strict=True)]
            score = off(paper.looks((*tried, black)), want, (*tried, black))
            if score < least - 1e-9:
                least, best, moved = score, tried, True
        step = step if moved else step / 2
    return (*best, black) if min(rgb) < 1 else (0, 0, 0, 0)


def main() -> None:
    paper = Paper(Path(sys.argv[1]).read_text())
    grid = [index / (STEPS - 1) for index in range(STEPS)]
    table = bytes(round(255 * part) for blue, green, red in product(grid, repeat=3) for part in inks_for((red, green, blue), paper))
    text = b85encode(table).decode()
    lines = [f'    b"{text[at : at + 130]}"' for at in range(0, len(text), 130)]
    head = '"""Drawn by draw_separation.py: the four inks of each colour of a grid, red running fastest; one byte an ink, 255 is full."""'
    (Path(__file__).parent / "separation.py").write_text(f"{head}\n\nSTEPS = {STEPS}\nTABLE = (\n" + "\n".join(lines) + "\n)\n")


if __name__ == "__main__":
    main()
