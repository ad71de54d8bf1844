"""Pictures: walked through, cut, measured by their header, and only then unpacked, to see that they are whole."""

import io
import warnings
import zipfile

from django.utils.translation import gettext as _
from PIL import ExifTags, Image

from .. import positions
from ..refusal import Refused
from . import Checked

MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
SMUGGLED = (b"%PDF-", b"<script", b"<html", b"<?php", b"<svg", b"<iframe")


def check_picture(data: bytes, media_type: str) -> Checked:
    """The picture without its position tags. Refuses what is cut off, animated, too large, or carries a second file."""
    try:
        cut = positions.CUTTERS[media_type](data)
    except positions.Malformed as error:
        raise Refused(_("The picture is damaged or cut off. Please send it again, or save it again first.")) from error
    if cut.animated:
        raise Refused(_("The picture moves. Please send one still picture."))
    refuse_too_many_pixels(cut.width, cut.height)
    _refuse_smuggled(data, cut.removed)
    width, height = _unpack(cut.kept)
    return Checked("picture", media_type, cut.kept, {"width": width, "height": height})


def refuse_too_many_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Refused(
            _("The picture has %(found)s megapixels (%(width)s × %(height)s); at most %(most)s can be taken. Please make it smaller first.")
            % {"found": -(-width * height // 1_000_000), "width": width, "height": height, "most": MOST_PIXELS // 1_000_000}
        )


def _refuse_smuggled(data: bytes, removed: list[bytes]) -> None:
    """A second file behind or between the pixels. Previews, short films of a phone and the like are cut off without a word."""
    aside = b"\0".join(removed).lower()
    if any(mark.lower() in aside for mark in SMUGGLED) or zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(_("The picture carries a second file inside it. Please open it, save it as a new picture, and send that one."))


def _unpack(data: bytes) -> tuple[int, int]:
    """Width and height as a person sees the picture. `verify` reads check sums but passes a cut-off JPEG; `load` catches that: both are needed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                picture.verify()
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                picture.load()
                turned = picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5
                return picture.size[::-1] if turned else picture.size
    except Exception as error:  # Pillow raises a dozen kinds on bad data
        raise Refused(_("The picture is damaged or cut off. Please send it again, or save it again first.")) from error
