"""A booklet by saddle stitch: two sides beside each other on A4 landscape, printed on both sides of the paper, folded, stapled in the fold."""

from itertools import pairwise

from .sheets import A4, SHORT_EDGE, Part, Sheets

PAPER = (A4[1], A4[0])
CREEP = 0.1  # mm a sheet: the thickness of 80 g paper, by which each sheet pushes the one inside it outwards
MOST = 16  # sheets that can be folded and stapled as one
Pair = tuple[int | None, int | None]


def sections(sides: int) -> list[list[Pair]]:
    """Left and right of each A4 side as printed: front, back, front, back …; counted from 0, None stays blank.

    The number is filled to a multiple of four with blank sides before the last, which stays the back cover. One section is folded as one;
    a thick book is several of nearly the same thickness, laid on each other.
    """
    pages: list[int | None] = list(range(sides))
    pages[max(1, sides - 1) : max(1, sides - 1)] = [None] * (-sides % 4)
    sheets = len(pages) // 4
    count = -(-sheets // MOST)
    ends = [4 * (sheets * number // count) for number in range(count + 1)]
    return [_nested(pages[start:end]) for start, end in pairwise(ends)]


def _nested(pages: list[int | None]) -> list[Pair]:
    """One section: the outermost sheet first."""
    outer = [(pages[-1 - at], pages[at]) for at in range(len(pages) // 2)]
    return [(right, left) if at % 2 else (left, right) for at, (left, right) in enumerate(outer)]


def booklet(pdf: bytes, *, creep: float = CREEP) -> bytes:
    """`pdf` as a booklet of folded A4 sheets. `creep`: mm by which every further sheet is set closer to the fold."""
    made = Sheets(pdf)
    for section in sections(len(made.forms)):
        for number, pair in enumerate(section):
            closer = creep * (number // 2)
            made.add(PAPER, [_half(made, side, place, closer) for place, side in enumerate(pair) if side is not None])
    return made.save(SHORT_EDGE)


def _half(made: Sheets, side: int, place: int, closer: float) -> Part:
    """A side in the left (0) or right (1) half, at the fold."""
    (width, height), half = made.sizes[side], PAPER[0] / 2
    scale = min(1, half / width, PAPER[1] / height)
    x = half - closer if place else half - width * scale + closer
    return Part(side, x, (PAPER[1] - height * scale) / 2, scale, (place * half, 0, half, PAPER[1]))
