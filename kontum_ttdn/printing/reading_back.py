"""A place of a printed page as a camera sees it: the QR symbol read back from pixels, and the empty space around it."""

import threading
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw

DOTS = 300  # per inch
POINT = 25.4 / 72  # mm
EDGE = 2  # pixels that may be half of what lies beside
WHITE = 170  # of 255: paper, or a tint so light that a camera takes it for paper
ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe in two threads


@dataclass(frozen=True)
class Reading:
    """What a camera reads at a place, nothing where it reads nothing; and whether the space around the symbol is empty."""

    text: str
    quiet: bool


def read_back(pdf: bytes, place: dict, share: float) -> Reading:
    """Read the symbol at `place` (page from 1; left, top, width, height in mm from the corner of the trimmed page).

    `share`: how much of the width its quiet zone takes on each side.
    """
    picture = seen(pdf, place)
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False)
    return Reading(found[0].text if found else "", has_quiet_zone(picture, share))


def has_quiet_zone(picture: Image.Image, share: float) -> bool:
    """Whether the outer `share` of the picture is empty on all four sides."""
    width, height = picture.size
    left, top = width * share - EDGE, height * share - EDGE
    ring = picture.copy()
    ImageDraw.Draw(ring).rectangle((left, top, width - left, height - top), fill=255)
    darkest, _lightest = ring.crop((EDGE, EDGE, width - EDGE, height - EDGE)).getextrema()
    return darkest >= WHITE


def seen(pdf: bytes, place: dict) -> Image.Image:
    """The place in grey, at 300 dots per inch."""
    with ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        page = document[place["page"] - 1]
        left, bottom, right, top = page.get_cropbox()
        trim = page.get_trimbox()
        x, y = trim[0] - left + place["left"] / POINT, top - trim[3] + place["top"] / POINT
        wide, high = place["width"] / POINT, place["height"] / POINT
        crop = (x, top - bottom - y - high, right - left - x - wide, y)
        return page.render(scale=DOTS / 72, crop=tuple(max(0, edge) for edge in crop), grayscale=True).to_pil().convert("L")
