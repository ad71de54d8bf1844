"""A body parted into the panels of a folded sheet: where its author says so, and where that is too seldom, evenly at headings."""

from dataclasses import replace
from itertools import accumulate, combinations, pairwise
from math import ceil

from .flow import Part
from .letters import visible_length

LISTS = ("steps", "numbered", "points")
AIR = {"heading": 1.5, "callout": 2.0, "picture": 9.0, "steps": 0.9, "table": 1.0}  # lines, beside those of the words
UNEVEN = 1.5  # times the even share: so much may a panel hold for the sake of a heading
MOST_CUTS = 120  # places that are tried; a text with more of them fits no panel however it is parted


def parted(parts: list[Part], panels: int, line: int) -> list[list[Part]]:
    """`parts` in `panels` contiguous groups, none empty; in one more where its author set a break more, for a panel outside.

    Parts of kind panel_break divide and are left out. Where they make fewer groups than panels, the missing cuts are set before headings,
    so that the groups are as even as can be. With too few headings, or where one panel would hold half as much again as its share, they
    are set between any two things or steps, never after a heading; with too few things there are fewer groups. Where breaks are more than
    one too many, they were set for another sheet: the evenest of them are kept. `line`: the letters in a line of a panel.
    """
    breaks, pieces = set(), []
    for part in parts:
        if part.kind == "panel_break":
            breaks.add(len(pieces))
        else:
            pieces += _pieces(part)
    ends = [0, *sorted(_cuts(pieces, breaks - {0, len(pieces)}, panels - 1, line)), len(pieces)]
    return [_joined(pieces[start:end]) for start, end in pairwise(ends)] if pieces else []


def weight(part: Part, line: int) -> float:
    """How many lines of so many letters the part takes, about."""
    words = [text for item in part.items for text in (item.heading, item.text, *item.notes)]
    lines = sum(ceil(visible_length(stretch) / line) for text in words for stretch in text.split("\n"))
    rows = sum(max(ceil(len(row) * visible_length(cell.text) / line) for cell in row) for row in part.rows)
    return lines + rows + AIR.get(part.kind, 0.5)


def _cuts(pieces: list[Part], breaks: set[int], wanted: int, line: int) -> set[int]:
    above = [0, *accumulate(weight(piece, line) for piece in pieces)]  # lines above each place

    def groups(cuts: set[int]) -> list[float]:
        return [above[end] - above[start] for start, end in pairwise(sorted({0, *cuts, len(pieces)}))]

    def evenest(places: list[int], kept: set[int] = frozenset()) -> set[int]:
        """`kept`, and so many of the places that there are as many cuts as wanted, or all places where they are too few."""
        tried = places[:: 1 + len(places) // MOST_CUTS]
        ways = (kept | set(more) for more in combinations(tried, min(wanted - len(kept), len(tried))))
        return min(ways, key=lambda cuts: sum(lines**2 for lines in groups(cuts)))

    if len(breaks) > wanted + 1:
        return evenest(sorted(breaks))
    if len(breaks) >= wanted:
        return breaks
    places = [at for at in range(1, len(pieces)) if at not in breaks and pieces[at - 1].kind != "heading"]
    at_headings = evenest([at for at in places if pieces[at].kind == "heading"], breaks)
    even = len(at_headings) == wanted and max(groups(at_headings)) <= UNEVEN * above[-1] / (wanted + 1)
    return at_headings if even else evenest(places, breaks)


def _pieces(part: Part) -> list[Part]:
    """The steps of a list one by one, for a fold may come between them; anything else is whole."""
    return [replace(part, items=[item]) for item in part.items] if part.kind in LISTS else [part]


def _joined(pieces: list[Part]) -> list[Part]:
    """The pieces with the steps of one list together again."""
    found: list[Part] = []
    for piece in pieces:
        if found and piece.kind in LISTS and found[-1].kind == piece.kind:
            found[-1] = replace(found[-1], items=found[-1].items + piece.items)
        else:
            found.append(piece)
    return found
