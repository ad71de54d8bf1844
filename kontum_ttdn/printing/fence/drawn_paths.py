"""The lines and colours of a drawing, read once.

WeasyPrint 70.0 reads the path data of an SVG anew each time it is drawn, though they are plain numbers that give the same operators at any
size; of a leaflet with a landscape that is a quarter of the writing. This keeps what was written for each data string, and what each colour
was read as. It wraps a private table and a function: WeasyPrint is pinned exactly, and tests/printing/test_shortcuts.py compares the bytes of
sheets made with and without it.
"""

from copy import copy
from functools import lru_cache

from weasyprint import svg

MOST = 1_000  # paths of the house's drawings: about 400
MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
draw_plainly, read_colour = svg.TAGS["path"], svg.color
read_once = lru_cache(MOST)(read_colour)
written: dict[str, bytes] = {}


def draw_from_what_was_written(image, node, font_size) -> None:
    data = node.get("d", "")
    if any(node.get(name) for name in MARKERS):  # these ask for the corners as well
        draw_plainly(image, node, font_size)
        return
    stream = image.stream.stream
    if data in written:
        stream.append(written[data])
        return
    before = len(stream)
    draw_plainly(image, node, font_size)
    if len(written) < MOST and len(stream) > before:
        written[data] = b"\n".join(stream[before:])  # as the stream itself is joined: one piece instead of hundreds of operators


def colour_as_it_was_read(string: str):
    return copy(read_once(string))  # its opacity is changed by whoever asked


def install() -> None:
    svg.color = colour_as_it_was_read
    svg.TAGS["path"] = draw_from_what_was_written
