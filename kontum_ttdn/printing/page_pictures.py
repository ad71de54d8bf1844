"""Pictures of a printed file's pages, for looking at in the browser; and the order in which a reader meets them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from django.utils.translation import gettext as _
from PIL import Image

from kontum_ttdn.media.storage import put

from .layouts.base import Layout
from .models import PagePicture, PrintedFile
from .reading_back import ONE_AT_A_TIME

WIDEST = 900  # pixels
MOST = 64  # pages of one file


@dataclass(frozen=True)
class Spread:
    """What lies open before the reader at once: the numbers of its pages, and what it is called."""

    title: str
    pages: tuple[int, ...]


def make_pictures(printed: PrintedFile) -> int:
    """Draw the pages that have no picture yet, at most the first 64; returns how many were drawn. Safe to run twice."""
    known = set(printed.pictures.values_list("number", flat=True))
    wanted = [number for number in range(1, min(printed.pages, MOST) + 1) if number not in known]
    if not wanted:
        return 0
    with printed.file.open("rb") as file:
        pdf = file.read()
    made = [_kept(printed, number, picture) for number, picture in _drawn(pdf, wanted)]
    PagePicture.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _drawn(pdf: bytes, numbers: list[int]) -> Iterator[tuple[int, Image.Image]]:
    with ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        for number in numbers:
            page = document[number - 1]
            yield number, page.render(scale=WIDEST / page.get_width()).to_pil().convert("RGB")


def _kept(printed: PrintedFile, number: int, picture: Image.Image) -> PagePicture:
    picture.thumbnail((WIDEST, 4 * WIDEST))  # scaling rounds up by a pixel
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True, progressive=True)  # Safari 14 on older computers knows no WebP
    name, sha256, size = put(out.getvalue(), folder="pages", media_type="image/jpeg")
    return PagePicture(printed=printed, number=number, width=picture.width, height=picture.height, file=name, sha256=sha256, bytes=size)


def spreads(layout: Layout | None, pages: int) -> list[Spread]:
    """The pages in the order of meeting: a folded sheet outside, then inside; a bound one cover, then two by two; others one by one."""
    shown = min(pages, MOST)
    if layout and layout.folds and pages == 2:
        return [Spread(_("Outside"), (1,)), Spread(_("Inside"), (2,))]
    if layout is None or layout.office != "booklet":
        return [Spread(str(number), (number,)) for number in range(1, shown + 1)]
    pairs = [tuple(number for number in (left, left + 1) if number <= shown) for left in range(2, shown + 1, 2)]
    inside = [Spread("–".join(map(str, pair)), pair) for pair in pairs]
    if inside and len(pairs[-1]) == 1 and shown == pages:
        inside[-1] = Spread(_("Back"), pairs[-1])
    return [Spread(_("Cover"), (1,)), *inside]
