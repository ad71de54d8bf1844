"""The drawing of a geographic layer: exactly the features of its file in flat kilometres, a scale bar, the way north, and nothing below them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from border_db.geo_file import Feature, Path, Position, Thing

WIDTH, TALLEST = 320, 440  # units of the drawing: a phone's width, so that letters stay readable there
EDGE, FOOT = 36, 40  # room around what is drawn, and for scale and arrow below it
LETTER, LINE_OF_TEXT, LONGEST_LABEL = 7.0, 13, 16  # units a letter and a line take; letters of a label
LONGEST_BAR = 110
SQUARE = 3  # units of the grid in which labels look for room
DEGREE = 111.195  # km of a degree of latitude, on a sphere of 6371.0088 km
LEAST = 0.2  # km: a single point has no width
MOST_PLACES = 20  # places told of one feature

Spot = tuple[float, float]  # on the drawing
Cell = tuple[int, int]


@dataclass(frozen=True)
class Sign:
    """A marker, gate or crossing: where its sign stands, and its label where there was room for one."""

    kind: str
    x: float
    y: float
    text: str
    label_x: float = 0
    label_y: float = 0
    anchor: str = ""  # none: no label


@dataclass(frozen=True)
class Place:
    """Kilometres east and north of the lower left corner of what the layer shows."""

    east: float
    north: float


@dataclass(frozen=True)
class Told:
    """A feature in words, for who cannot see the drawing: its places, or where its line begins and ends and how long it is."""

    feature: Feature
    places: list[Place]
    more: int = 0  # places that are not told
    km: float | None = None


@dataclass(frozen=True)
class Drawing:
    height: int
    signs: list[Sign]
    lines: list[str]  # the `d` of a path, one a feature
    bar: float  # how long the scale bar is
    bar_km: float
    told: list[Told] = field(default_factory=list)

    @property
    def unlabelled(self) -> int:
        return sum(not sign.anchor for sign in self.signs)

    @property
    def foot(self) -> int:
        return self.height - FOOT

    @property
    def edge(self) -> int:
        return EDGE


class _Flat:
    """Equirectangular at the middle latitude: within three degrees no length is wrong by more than 1.5 %."""

    def __init__(self, features: Iterable[Feature]):
        positions = [position for feature in features for path in feature.paths for position in path]
        self.west, east = min(x for x, _y in positions), max(x for x, _y in positions)
        self.south, north = min(y for _x, y in positions), max(y for _x, y in positions)
        self.narrowing = math.cos(math.radians((self.south + north) / 2))
        self.wide, self.tall = self.km((east, north))

    def km(self, position: Position) -> tuple[float, float]:
        """East and north of the lower left corner."""
        return (position[0] - self.west) * DEGREE * self.narrowing, (position[1] - self.south) * DEGREE


def draw(features: list[Feature], numbers: dict[int, str]) -> Drawing:
    """`numbers`: of features that are in a register, by their place in the file. Beside a sign stands its number, or its name where it has none."""
    flat = _Flat(features)
    scale = min((WIDTH - 2 * EDGE) / max(flat.wide, LEAST), (TALLEST - 2 * EDGE) / max(flat.tall, LEAST))  # units a km
    left = (WIDTH - flat.wide * scale) / 2
    bottom = EDGE + flat.tall * scale

    def spot(position: Position) -> Spot:
        east, north = flat.km(position)
        return round(left + east * scale, 1), round(bottom - north * scale, 1)

    signs = [
        Sign(feature.kind, *spot(path[0]), _short(feature.number or numbers.get(feature.place) or feature.name))
        for feature in features
        if not feature.is_line
        for path in feature.paths
    ]
    strokes = [[_once([spot(each) for each in path]) for path in feature.paths] for feature in features if feature.is_line]
    crossed = {cell for paths in strokes for path in paths for cell in _under(path)}
    bar_km = _round_km(LONGEST_BAR / scale)
    height = math.ceil(bottom + EDGE) + FOOT
    return Drawing(
        height,
        _labelled(signs, crossed, height - FOOT),
        ["".join("M" + "L".join(f"{x:g} {y:g}" for x, y in path) for path in paths) for paths in strokes],
        round(bar_km * scale, 1),
        bar_km,
        [_told(each, flat) for each in features],
    )


def _once(spots: list[Spot]) -> list[Spot]:
    """Spots that fall together are drawn once: a long line stays light on a phone."""
    kept = [spot for at, spot in enumerate(spots) if not at or spot != spots[at - 1]]
    return kept if len(kept) > 1 else kept * 2


def _under(path: list[Spot]) -> set[Cell]:
    """The squares that a line runs through."""
    found = set()
    for (x, y), (to_x, to_y) in zip(path, path[1:], strict=False):
        steps = math.ceil(max(abs(to_x - x), abs(to_y - y)) / SQUARE) or 1
        found |= {
            (int((x + (to_x - x) * step / steps) // SQUARE), int((y + (to_y - y) * step / steps) // SQUARE)) for step in range(steps + 1)
        }
    return found


def _round_km(most: float) -> float:
    """The longest of 1, 2, 5, 10 … km that is not longer than `most`."""
    power = 10 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most or step == 1)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"


def _labelled(signs: list[Sign], crossed: set[Cell], foot: int) -> list[Sign]:
    """Each label right of its sign, left, above or below: where it covers no sign and no other label, and stays on the drawing; else nowhere.

    A place that no line runs through comes before one that is `crossed`.
    """
    taken = {cell for sign in signs for cell in _cells(sign.x - 6, sign.y - 6, sign.x + 6, sign.y + 6)}
    done = []
    for sign in signs:
        wide = len(sign.text) * LETTER
        free = []
        for anchor, x, y in (
            ("start", sign.x + 9, sign.y + 4),
            ("end", sign.x - 9, sign.y + 4),
            ("middle", sign.x, sign.y - 12),
            ("middle", sign.x, sign.y + 19),
        ):
            start = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (start, y - LINE_OF_TEXT + 3, start + wide, y + 3)
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= foot
            if inside and taken.isdisjoint(cells := _cells(*box)):
                free.append((not crossed.isdisjoint(cells), anchor, x, y, cells))
        placed = sign
        if free:
            _crossed, anchor, x, y, cells = min(free, key=lambda place: place[0])  # the first of the better ones
            taken.update(cells)
            placed = replace(sign, label_x=round(x, 1), label_y=round(y, 1), anchor=anchor)
        done.append(placed)
    return done


def _cells(left: float, top: float, right: float, bottom: float) -> list[Cell]:
    """The squares that a box touches."""
    across = range(int(left // SQUARE), int(right // SQUARE) + 1)
    down = range(int(top // SQUARE), int(bottom // SQUARE) + 1)
    return [(column, row) for column in across for row in down]


def _told(feature: Feature, flat: _Flat) -> Told:
    if feature.kind == Thing.LINE:
        ends = [position for path in feature.paths for position in (path[0], path[-1])]
        km = sum(_length(path, flat) for path in feature.paths)
    else:
        ends, km = [path[0] for path in feature.paths], None
    return Told(feature, [Place(*flat.km(each)) for each in ends[:MOST_PLACES]], max(0, len(ends) - MOST_PLACES), km)


def _length(path: Path, flat: _Flat) -> float:
    spots = [flat.km(position) for position in path]
    return sum(math.dist(one, other) for one, other in zip(spots, spots[1:], strict=False))
