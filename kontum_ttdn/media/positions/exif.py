"""A fresh EXIF block of the few tags that may stay: which way is up, when, whose. Everything else goes, positions first.

Tag numbers from EXIF 3.0 (CIPA DC-008-2023). Author and copyright stay because removing them is itself an offence against the author.
"""

import warnings

from PIL import Image

ORIENTATION, DATE_TIME, ARTIST, COPYRIGHT, EXIF_IFD = 0x0112, 0x0132, 0x013B, 0x8298, 0x8769
DATE_TIME_ORIGINAL = 0x9003
TEXTS = (DATE_TIME, ARTIST, COPYRIGHT)
LONGEST_TEXT = 200
LARGEST_BLOCK = 1024 * 1024  # in a JPEG it cannot pass 64 KB


def reduced(block: bytes) -> bytes:
    """The TIFF block to keep, without the "Exif" heading; empty where nothing may stay or the block cannot be read."""
    if len(block) > LARGEST_BLOCK:
        return b""
    found, fresh = Image.Exif(), Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found.load(block)
            original = found.get_ifd(EXIF_IFD).get(DATE_TIME_ORIGINAL)
            stay = {tag: found.get(tag) for tag in (ORIENTATION, *TEXTS)}
    except Exception:  # Pillow raises many kinds on a damaged block; the picture itself may be sound
        return b""
    if isinstance(stay[ORIENTATION], int) and 1 < stay[ORIENTATION] <= 8:
        fresh[ORIENTATION] = stay[ORIENTATION]
    for tag in TEXTS:
        if _is_short_text(stay[tag]):
            fresh[tag] = stay[tag].encode("latin-1")  # byte for byte as it came: mostly UTF-8, which Pillow would write as "?"
    if _is_short_text(original):
        fresh[EXIF_IFD] = {DATE_TIME_ORIGINAL: original}
    return fresh.tobytes().removeprefix(b"Exif\0\0") if len(fresh) else b""


def _is_short_text(value) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT
