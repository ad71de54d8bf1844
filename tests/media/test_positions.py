"""Position tags are cut before anything is stored, and nothing else of the picture is touched."""

import io

import pytest
from PIL import ExifTags, Image

from kontum_ttdn.media.positions import CUTTERS, Malformed

from . import made

PICTURES = {
    "image/jpeg": (made.jpeg_with_positions, made.jpeg),
    "image/png": (made.png_with_positions, made.png),
    "image/webp": (made.webp_with_positions, made.webp),
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("media_type", PICTURES)
def test_cut_leaves_no_position_anywhere_in_the_bytes(media_type):
    sent = PICTURES[media_type][0]()
    kept = CUTTERS[media_type](sent).kept
    assert made.POSITION in sent and any(numbers in sent for numbers in made.GPS_NUMBERS)
    assert [mark for mark in (made.POSITION, *made.GPS_NUMBERS) if mark in kept] == []
    assert opened(kept).getexif().get_ifd(ExifTags.IFD.GPSInfo) == {}


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("media_type", PICTURES)
def test_cut_keeps_every_pixel(media_type):
    sent = PICTURES[media_type][0]()
    kept = CUTTERS[media_type](sent).kept
    assert opened(kept).tobytes() == opened(sent).tobytes()


@pytest.mark.parametrize("media_type", PICTURES)
def test_cut_keeps_which_way_is_up_when_and_whose(media_type):
    exif = opened(CUTTERS[media_type](PICTURES[media_type][0](orientation=6)).kept).getexif()
    assert (exif[ExifTags.Base.Orientation], exif[ExifTags.Base.Artist].encode("latin-1").decode()) == (6, made.AUTHOR)
    assert exif.get_ifd(ExifTags.IFD.Exif) == {ExifTags.Base.DateTimeOriginal: "2026:03:03 08:00:00"}


def test_cut_of_a_jpeg_passes_its_compressed_pixels_byte_for_byte():
    sent = made.jpeg_with_positions()
    scan = sent[sent.index(b"\xff\xda") : sent.index(b"\xff\xd9")]
    assert scan in CUTTERS["image/jpeg"](sent).kept


@pytest.mark.parametrize("how", [{"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}], ids=str)
def test_cut_walks_through_every_kind_of_scan(how):
    sent = made.jpeg(made.painted((200, 200)), **how)
    assert opened(CUTTERS["image/jpeg"](sent).kept).tobytes() == opened(sent).tobytes()


@pytest.mark.parametrize("media_type", PICTURES)
def test_cut_twice_changes_nothing_more(media_type):
    once = CUTTERS[media_type](PICTURES[media_type][0](orientation=3)).kept
    assert CUTTERS[media_type](once).kept == once


@pytest.mark.parametrize("media_type", PICTURES)
def test_cut_keeps_the_colour_profile(media_type):
    profile = b"\0" * 128 + b"profile"
    sent = PICTURES[media_type][1](icc_profile=profile)
    assert opened(CUTTERS[media_type](sent).kept).info["icc_profile"] == profile


@pytest.mark.parametrize("media_type", PICTURES)
def test_cut_measures_by_the_head(media_type):
    cut = CUTTERS[media_type](PICTURES[media_type][1](made.painted((64, 40))))
    assert (cut.width, cut.height, cut.animated) == (64, 40, False)


@pytest.mark.parametrize("media_type", PICTURES)
def test_cut_refuses_every_shortened_file(media_type):
    whole = PICTURES[media_type][1](made.painted((24, 16)))
    passed = []
    for length in range(len(whole) - 1):
        try:
            CUTTERS[media_type](whole[:length])
        except Malformed:
            continue
        passed.append(length)
    assert passed == []


@pytest.mark.parametrize("media_type", PICTURES)
@pytest.mark.parametrize("at", range(6, 90, 12))
def test_cut_of_a_damaged_exif_keeps_the_picture(media_type, at):
    block = made.exif()
    sent = PICTURES[media_type][1](exif=block[:at] + b"\xf0" * 12 + block[at + 12 :])
    assert opened(CUTTERS[media_type](sent).kept).tobytes() == opened(sent).tobytes()
