"""Fresh pictures for readers and for print."""

import io

import pytest
from PIL import Image, ImageCms

from kontum_ttdn.media import renditions, storage
from kontum_ttdn.media.models import Derivative
from kontum_ttdn.media.renditions import RECIPES, Recipe, freshened, rendition

from . import made

SMALL = Recipe((320, 320), 90, subsampling=0)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def about(pixel, expected, off: int = 6) -> bool:
    return all(abs(found - wanted) <= off for found, wanted in zip(pixel, expected, strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("purpose", "size"), [("web", (1200, 750)), ("thumb", (320, 200)), ("print", (1748, 1093)), ("poster", (3200, 2000))]
)
def test_rendition_fits_its_purpose(purpose, size, send):
    made_one = rendition(send(made.jpeg(Image.new("RGB", (3200, 2000), "teal"))), purpose)
    image = opened(storage.read(made_one.storage_name))
    assert (image.size, (made_one.width, made_one.height), made_one.media_type, image.format) == (size, size, "image/jpeg", "JPEG")
    assert made_one.bytes == len(storage.read(made_one.storage_name))


@pytest.mark.django_db
def test_rendition_is_made_once(send):
    stored = send(made.png())
    assert (rendition(stored, "web").pk, Derivative.objects.count()) == (rendition(stored, "web").pk, 1)


@pytest.mark.django_db
def test_two_makers_at_once_leave_one_row(send, monkeypatch):
    stored, plain, inner = send(made.png()), renditions._picture, []

    def slower(data, purpose):
        if not inner:
            inner.append(None)
            inner[0] = rendition(stored, "web")
        return plain(data, purpose)

    monkeypatch.setattr(renditions, "_picture", slower)
    assert (rendition(stored, "web"), Derivative.objects.count()) == (inner[0], 1)


def test_fresh_picture_is_the_same_every_time():
    sent = made.jpeg(made.painted((500, 300)))
    assert freshened(sent, RECIPES["web"]) == freshened(sent, RECIPES["web"])


def test_fresh_picture_is_never_larger_than_its_source():
    assert freshened(made.jpeg(made.painted((64, 40))), RECIPES["print"])[1:] == (64, 40)


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("maker", [made.jpeg_with_positions, made.png_with_positions, made.webp_with_positions])
def test_fresh_picture_carries_nothing_but_pixels(maker):
    data, _width, _height = freshened(maker(), RECIPES["web"])
    image = opened(data)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression"}
    assert [mark for mark in (made.POSITION, *made.GPS_NUMBERS) if mark in data] == []


def test_fresh_picture_stands_upright():
    lying = Image.new("RGB", (60, 40), "red")
    lying.paste("blue", (0, 0, 30, 40))
    data, width, height = freshened(made.jpeg(lying, exif=made.exif(orientation=6), subsampling=0), SMALL)
    image = opened(data)
    assert (width, height) == (40, 60)
    assert about(image.getpixel((20, 5)), (0, 0, 254)) and about(image.getpixel((20, 55)), (254, 0, 0))


def test_fresh_picture_shows_the_colours_of_its_profile():
    """A profile with red and green exchanged shows which profile was believed."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = profile.replace(b"rXYZ", b"-XYZ").replace(b"gXYZ", b"rXYZ").replace(b"-XYZ", b"gXYZ")
    red = made.png(Image.new("RGB", (10, 10), (255, 0, 0)), icc_profile=exchanged)
    assert about(opened(freshened(red, SMALL)[0]).getpixel((5, 5)), (0, 255, 0))


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        (Image.new("RGBA", (10, 10), (0, 0, 0, 0)), (255, 255, 255)),
        (Image.new("LA", (10, 10), (0, 128)), (127, 127, 127)),
        (Image.new("L", (10, 10), 90), (90, 90, 90)),
        (Image.new("1", (10, 10), 0), (0, 0, 0)),
        (Image.new("I;16", (10, 10), 32768), (128, 128, 128)),
        (Image.new("RGB", (10, 10), (10, 200, 30)).quantize(4), (10, 200, 30)),
    ],
    ids=["see-through", "half see-through", "grey", "black and white", "16 bits", "palette"],
)
def test_every_kind_of_pixel_is_shown_as_the_eye_expects(image, shown):
    assert about(opened(freshened(made.png(image), SMALL)[0]).getpixel((5, 5)), shown)


def test_pictures_of_printers_are_shown_in_the_colours_of_screens():
    cyan = made.jpeg(Image.new("CMYK", (10, 10), (255, 0, 0, 0)), subsampling=0)
    assert about(opened(freshened(cyan, SMALL)[0]).getpixel((5, 5)), (0, 255, 255))


@pytest.mark.django_db
def test_document_is_served_as_the_gate_wrote_it(send):
    stored = send(made.pdf(), "a.pdf", allow=("document",))
    served = rendition(stored, "web")
    assert (served.sha256, served.media_type, served.bytes) == (stored.sha256, "application/pdf", stored.size)
