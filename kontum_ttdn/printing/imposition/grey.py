"""Saving ink on an office printer: words black, fields, art and photographs lifted to pale greys in the order of their tones, rules darker.

White words on a dark field become black ones on a pale field. What is drawn in pure black (the QR symbol) stays black.
"""

from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Name
from PIL import Image

from .recolour import RGB, Inks, luminance, recolour
from .sheets import saved

FIELD = 0.75  # the darkest field: black words on it have a contrast of 11:1
PHOTO = 0.6  # the darkest tone of a photograph: 7:1
RULE = 0.3  # the darkest thin line: it has to be darker than a field to be seen at all
LIFTED = [round(255 * PHOTO + (1 - PHOTO) * tone) for tone in range(256)]


def grey(pdf: bytes) -> bytes:
    """`pdf` in pale greys."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        recolour(opened, Inks(Name.DeviceGray, tone, photograph, rule=rule, text=(0.0,)))
        return saved(opened)


@lru_cache(maxsize=4096)
def tone(rgb: RGB) -> tuple[float]:
    return (FIELD + (1 - FIELD) * luminance(rgb) if any(rgb) else 0.0,)


@lru_cache(maxsize=4096)
def rule(rgb: RGB) -> tuple[float]:
    return (RULE + 0.4 * luminance(rgb) if any(rgb) else 0.0,)


def photograph(image: Image.Image) -> Image.Image:
    return image.convert("L").point(LIFTED)
