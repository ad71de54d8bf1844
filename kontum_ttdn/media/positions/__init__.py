"""Position tags are cut before anything is stored: where our posts stand is not ours to keep.

The cut is lossless: compressed pixels pass byte for byte. It works by a list of what may stay (pixels, colour, which way is up, when, whose),
not of what must go, so that a maker's private tag with a position in it goes too. No Django here: the fenced PDF child uses it as well.
"""

from .container import Cut, Malformed
from .jpeg import cut_jpeg
from .png import cut_png
from .webp import cut_webp

CUTTERS = {"image/jpeg": cut_jpeg, "image/png": cut_png, "image/webp": cut_webp}

__all__ = ["CUTTERS", "Cut", "Malformed", "cut_jpeg", "cut_png", "cut_webp"]
