"""Fresh pictures: pasted into a new image, so that nothing but what the eye sees goes on. The same picture gives the same bytes."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from . import storage
from .models import Derivative, FileState, Kind, Picture, Purpose, StoredFile
from .refusal import Refused

FORMATS = ("JPEG", "PNG", "WEBP")
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Recipe:
    """The box in pixels that the picture must fit into (it is never made larger), and how it is pressed."""

    box: tuple[int, int]
    quality: int
    subsampling: int = 2  # 4:2:0; 0 keeps full colour
    dpi: int = 72


# JPEG throughout: Safari 14 on older computers knows no WebP. Print: A5 at 300 dots an inch (148 × 210 mm).
# Poster: a photo across the whole width of an A1 (594 mm) keeps 150, what a wall bears; A3 keeps 300.
RECIPES = {
    Purpose.WEB: Recipe((1200, 1200), 80),
    Purpose.THUMB: Recipe((320, 320), 76),
    Purpose.PRINT: Recipe((1748, 2480), 90, subsampling=0, dpi=300),
    Purpose.POSTER: Recipe((5400, 5400), 88, dpi=300),
}


def rendition(of: Picture | StoredFile, purpose: str) -> Derivative:
    """The derived file of this purpose, made now where it is missing. Safe to call twice at once; not inside a transaction (it takes a while).

    A picture has web, thumb, print and poster; a document has web (itself, as written afresh by the gate); a recording has web once it is transcoded.
    Raises Refused where there is none (yet).
    """
    file = of.file if isinstance(of, Picture) else of
    found = Derivative.objects.filter(file=file, purpose=purpose).first()
    if found:
        return found
    if file.kind == Kind.PICTURE:
        made = _picture(storage.read(file.storage_name), Purpose(purpose))
    elif file.kind == Kind.DOCUMENT and purpose == Purpose.WEB:
        made = _as_it_is(file)
    else:
        raise Refused(file.reason if file.state == FileState.REFUSED else _("This recording is still being made ready for readers."))
    return Derivative.objects.get_or_create(file=file, purpose=purpose, defaults=made)[0]


def freshened(data: bytes, recipe: Recipe) -> tuple[bytes, int, int]:
    """JPEG bytes with their width and height: upright, sRGB, on white, without metadata."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as source:
        width, height = recipe.box
        source.draft(source.mode, (2 * width, 2 * height))
        profile = source.info.get("icc_profile")
        upright = ImageOps.exif_transpose(source)
        upright.thumbnail(recipe.box, Image.Resampling.LANCZOS, reducing_gap=2)
        alpha = upright.convert("RGBA").getchannel("A") if upright.has_transparency_data else None
        fresh = Image.new("RGB", upright.size, WHITE)
        fresh.paste(_srgb(upright, profile), mask=alpha)
    out = io.BytesIO()
    fresh.save(
        out, "JPEG", quality=recipe.quality, subsampling=recipe.subsampling, dpi=(recipe.dpi, recipe.dpi), optimize=True, progressive=True
    )
    return out.getvalue(), *fresh.size


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("P", "PA", "LA", "RGBA") and profile:
        image = image.convert("RGB")
    if not profile:
        return image.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or image.convert("RGB")
    except (ImageCms.PyCMSError, OSError):  # a profile of another colour space, or a broken one
        return image.convert("RGB")


def _picture(data: bytes, purpose: Purpose) -> dict:
    content, width, height = freshened(data, RECIPES[purpose])
    name, sha256, size = storage.put(content, folder=f"derived/{purpose}", media_type="image/jpeg")
    return {"sha256": sha256, "storage_name": name, "bytes": size, "media_type": "image/jpeg", "width": width, "height": height}


def _as_it_is(file: StoredFile) -> dict:
    return {"sha256": file.sha256, "storage_name": file.storage_name, "bytes": file.size, "media_type": file.media_type}
