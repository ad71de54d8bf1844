"""Colours as ink. Words and other greys are black alone, the house colours are as the house says, all else is looked up in a measured table.

The table (separation.py) says what prints an sRGB colour on coated paper in offset (FOGRA39), which press.py names as the output intent. No
profile is embedded. At most 281 % of ink.
"""

from base64 import b85decode
from functools import cache, lru_cache
from itertools import product

from pikepdf import Name
from PIL import Image, ImageFilter

from .recolour import RGB, Ink, Inks
from .separation import STEPS, TABLE

HOUSE = {  # the names of house.css
    "221d1a": (0, 0, 0, 1),  # ink
    "6a5f57": (0, 0, 0, 0.68),  # quiet
    "fbf4e6": (0, 0.02, 0.09, 0.01),  # cotton
    "cdbfae": (0, 0.05, 0.12, 0.22),  # hairline
    "9a3a26": (0.1, 0.85, 0.9, 0.3),  # basalt
    "6d2418": (0.2, 0.9, 0.95, 0.5),
    "f6e4d9": (0, 0.1, 0.13, 0.02),
    "24584a": (0.8, 0.3, 0.65, 0.45),  # forest
    "15392f": (0.85, 0.4, 0.75, 0.65),
    "e4eee2": (0.1, 0, 0.12, 0.03),
    "2b376f": (0.95, 0.85, 0.2, 0.2),  # indigo
    "1a2149": (1, 0.9, 0.3, 0.45),
    "e5e7f2": (0.1, 0.08, 0, 0.02),
    "dfa63c": (0.05, 0.35, 0.85, 0.05),  # straw
    "f9ebc9": (0, 0.06, 0.22, 0.01),
}


@lru_cache(maxsize=4096)
def ink(rgb: RGB) -> Ink:
    """Cyan, magenta, yellow and black for a colour of the page."""
    name = "".join(f"{round(255 * part):02x}" for part in rgb)
    if name in HOUSE:
        return HOUSE[name]
    if name[:2] == name[2:4] == name[4:]:
        return 0, 0, 0, 1 - rgb[0]
    return separated(rgb)


def separated(rgb: RGB) -> Ink:
    """The same by the table alone, between its colours in proportion."""
    ends, shares = [], []
    for part in rgb:
        at = min(STEPS - 2, int(part * (STEPS - 1)))
        ends.append((at, at + 1))
        shares.append(part * (STEPS - 1) - at)
    parts = [0.0] * 4
    for red, green, blue in product((0, 1), repeat=3):
        weight = 1.0
        for share, far in zip(shares, (red, green, blue), strict=True):
            weight *= share if far else 1 - share
        at = 4 * (ends[0][red] + STEPS * (ends[1][green] + STEPS * ends[2][blue]))
        parts = [sum_ + weight * value for sum_, value in zip(parts, _table()[at : at + 4], strict=True)]
    return tuple(parts)


@cache
def _table() -> list[float]:
    return [value / 255 for value in b85decode(TABLE)]


@cache
def _cube() -> ImageFilter.Color3DLUT:
    return ImageFilter.Color3DLUT(STEPS, _table(), channels=4, target_mode="CMYK")


def photograph(image: Image.Image) -> Image.Image:
    """A picture in the four inks; one that has but black stays so."""
    if image.mode == "CMYK":
        return image
    if image.mode == "L":
        none = Image.new("L", image.size)
        return Image.merge("CMYK", (none, none, none, image.point([255 - tone for tone in range(256)])))
    return image.filter(_cube())


INKS = Inks(Name.DeviceCMYK, ink, photograph, keep_cmyk=True)
