"""How much ink a page in the four printing colours asks for in one place. What is in other colours has no inks yet and is not counted."""

from decimal import Decimal
from io import BytesIO

import pikepdf
from PIL import Image, ImageChops

SET_COLOUR = "k K scn SCN"  # the operators that set the colour of a fill or a line; with four figures it is in the four inks
COARSE = 8  # a picture is looked at in squares of so many pixels: a single dark one does not smear


def heaviest(pdf: bytes) -> int:
    """The most ink of any colour or picture in `pdf`, in per cent of one full ink: 400 at most."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        drawn = [content for page in opened.pages for content in (page, *_forms(page.resources, set()))]
        colours = [_of_colours(content) for content in drawn]
        pictures = [_of_picture(image) for image in opened.objects if _is_picture(image)]
    return round(max((0, *colours, *pictures)))


def _forms(resources, seen: set):
    """The drawings that a page uses, and those that they use."""
    for form in resources.get("/XObject", {}).values():
        if form.get("/Subtype") == "/Form" and form.objgen not in seen:
            seen.add(form.objgen)
            yield form
            yield from _forms(form.get("/Resources", pikepdf.Dictionary()), seen)


def _of_colours(content) -> float:
    told = (operands for operands, _operator in pikepdf.parse_content_stream(content, SET_COLOUR))
    return 100 * max((sum(map(float, inks)) for inks in told if len(inks) == 4 and all(map(_is_figure, inks))), default=0)


def _is_figure(operand) -> bool:
    return isinstance(operand, int | float | Decimal)


def _is_picture(thing) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image" and thing.get("/ColorSpace") == "/DeviceCMYK"


def _of_picture(image) -> float:
    opened = _opened(image)
    cyan, magenta, yellow, black = opened.reduce(COARSE * opened.width // int(image.Width) or 1).split()
    halves = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
    return ImageChops.add(*halves, scale=2).getextrema()[1] * 400 / 255


def _opened(image) -> Image.Image:
    if image.get("/Filter") == "/DCTDecode":
        photo = Image.open(BytesIO(image.read_raw_bytes()))
        photo.draft(photo.mode, (photo.width // COARSE, photo.height // COARSE))  # decoded coarsely: in full it takes 160 MB
        return photo
    return Image.frombytes("CMYK", (int(image.Width), int(image.Height)), image.read_bytes())
