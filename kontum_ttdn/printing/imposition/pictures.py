"""The pictures inside a PDF, painted anew. One at a time: a picture of 40 megapixels, the most there is, takes 320 MB and its file."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Name
from PIL import Image

from .sheets import drop

QUALITY = 85
STRIP = 256  # rows at a time
MODES = {"/DeviceGray": "L", "/DeviceCMYK": "CMYK"}


class CannotRecolour(ValueError):
    """A colour or a picture of a kind that nobody has taught the house to turn into ink; the text says which, for the operator."""


def repaint(picture: pikepdf.Stream, space: Name, paint: Callable[[Image.Image], Image.Image]) -> None:
    """`picture` as `paint` answers it, strip by strip, in `space`. What shows through (its soft mask) stays; a bare mask has no colour."""
    if picture.get("/ImageMask"):
        return
    photo = Name.DCTDecode in _filters(picture)
    packed = _packed(
        _painted(picture, MODES[str(space)], paint), photo=photo
    )  # neither the old points nor the new are kept for what follows
    drop(picture, "/Decode", "/DecodeParms", "/Intent")
    picture.ColorSpace, picture.BitsPerComponent = space, 8
    picture.write(packed, filter=Name.DCTDecode if photo else None)
    if photo and space == Name.DeviceCMYK:
        picture.Decode = [1, 0] * 4  # Pillow writes CMYK as Adobe does, inverted


def _painted(picture: pikepdf.Stream, mode: str, paint: Callable[[Image.Image], Image.Image]) -> Image.Image:
    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
    except (pikepdf.PikepdfError, NotImplementedError, OSError) as error:
        raise CannotRecolour(f"A picture cannot be recoloured: {error}") from error
    image = image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
    painted = Image.new(mode, image.size)
    for top in range(0, image.height, STRIP):
        strip = image.crop((0, top, image.width, min(top + STRIP, image.height)))
        painted.paste(paint(strip), (0, top))
    return painted


def _packed(painted: Image.Image, *, photo: bool) -> bytes:
    if not photo:
        return painted.tobytes()
    file = BytesIO()
    painted.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _filters(picture: pikepdf.Stream) -> list:
    found = picture.get("/Filter", [])
    return [found] if isinstance(found, Name) else list(found)
