"""Every letter and stacked sequence of every language, in every face of the house: shaped by HarfBuzz, and compared with the pixels of the
real PDF. Two faults that a test of the text layer lets pass are planted, and are caught."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools import subset

from kontum_ttdn.languages import registry
from kontum_ttdn.printing import engine, fonts
from kontum_ttdn.printing.fence.pool import Fence, House

from . import proofs
from .pages import plain, poppler_text
from .shaped import faults, shape

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")  # Debian's fonts-dejavu-core
STACKED = ("ê̆", "ô̆", "â̆", "Ê̆", "Ô̆")
SCRIPTS = ("Latn", "Laoo", "Khmr")
# The files that shops of web fonts cut a face into, and the ranges by which their stylesheets tell a browser which to fetch.
SPLIT = {
    "latin": "U+0000-00FF, U+0131, U+2000-206F, U+20AC",
    "latin-ext": "U+0100-0101, U+0104-0127, U+012A-0167, U+016A-019F, U+01A2-01AE, U+01B1-02AF, U+1E00-1E9F, U+20A0-20AA",
    "vietnamese": "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0303, U+0309, U+0323, U+1EA0-1EF9, U+20AB",
}


def cut(name: str) -> proofs.Cut:
    return next(known for known in proofs.cuts() if known.name == name)


@pytest.mark.parametrize("code", registry.CODES)
def test_every_letter_has_its_glyphs_and_no_mark_collides_slides_or_crowds(code):
    found = {
        (letter, face.name): wrong
        for face in proofs.cuts()
        for letter in proofs.letters(code)
        if letter in face.letters and (wrong := faults(letter, face.file, face.script))
    }
    assert found == {}


def test_every_letter_of_every_language_is_looked_at_in_each_face_of_its_script():
    assert {face.name for face in proofs.cuts() if not face.whole} == {
        "office-Regular",
        "office-Bold",
        "office-Italic",
        "office-BoldItalic",
    }
    every = {letter for code in registry.CODES for letter in proofs.letters(code)}
    assert {letter for script in SCRIPTS for letter in proofs.letters_in(script)} == every
    assert {"ê\u0306", "Ơ\u0306", "Ŏ\u031b", "ệ", "ƀ", "Ƀ", "c\u0306", "ໜ", "ກື້", "ស្ត្រី"} <= every


def test_no_letter_is_drawn_otherwise_in_another_language():
    changed = [
        (letter, face.name)
        for face in proofs.cuts()
        for letter in face.letters
        if len({shape(letter, face.file, language.tag).glyphs for language in registry.LANGUAGES.values()}) > 1
    ]
    assert changed == []


@pytest.mark.parametrize("name", [face.name for face in fonts.FACES])
def test_pixels_of_the_pdf_are_the_letters_that_were_meant(fence, name):
    assert strangers(fence, cut(name).letters, cut(name)) == {}


ALIKE = ["ăâ", "ếề", "ơở", "đd", "ƀb", ("ê̆", "ê"), ("ກິ", "ກີ"), ("ກ່", "ກ້"), ("កិ", "កី"), ("ក្ក", "ក្ត")]


@pytest.mark.parametrize("one, other", ALIKE)
def test_letters_that_differ_by_a_mark_are_told_apart_by_their_pixels(one, other):
    for face in proofs.cuts():
        if one in face.letters:
            first, second = (shape(letter, face.file).ink() for letter in (one, other))
            assert proofs.stray(first, second) > 2 * proofs.STRAY


def test_planted_split_web_font_prints_wrong_letters_that_only_the_pixels_tell():
    house, regular = engine.house(), cut("sans-latin-Regular")
    fence = Fence(House(with_split_faces(house.css), house.layouts, {**house.assets, **split_files()}))
    shown = tuple("ưệăđơabc")
    pdf, _pictures = proofs.printed(fence, shown, regular)
    wrong = strangers(fence, shown, regular)
    fence.close()
    assert plain(poppler_text(pdf)) == "".join(shown)  # a test of words sees nothing
    assert list(wrong) == ["đ", "a", "b", "c"]  # printed as Đ, Ề, ề, Ể


def test_planted_sliding_breve_of_dejavu_is_caught():
    assert {letter: faults(letter, DEJAVU, "Latn") for letter in STACKED} == dict.fromkeys(STACKED, ["collides"])
    assert [
        (letter, face.name) for face in proofs.cuts() for letter in STACKED if letter in face.letters and faults(letter, face.file, "Latn")
    ] == []


def test_planted_face_without_its_feature_of_marks_is_caught(tmp_path):
    bare = tmp_path / "bare.ttf"
    bare.write_bytes(recut(cut("sans-latin-Regular").file, layout_features=["ccmp", "kern"]))
    assert [letter for letter in STACKED if not faults(letter, bare, "Latn")] == []


def strangers(fence, shown, face) -> dict[str, float]:
    """The letters whose pixels in the PDF are not those that HarfBuzz draws, with how far off they are."""
    _pdf, pictures = proofs.printed(fence, shown, face)
    off = {letter: proofs.stray(picture, shape(letter, face.file).ink()) for letter, picture in zip(shown, pictures, strict=True)}
    return {letter: round(share, 3) for letter, share in off.items() if share > proofs.STRAY}


def with_split_faces(css: str) -> str:
    """The house stylesheet with its Latin sans given as a web font is: one weight in three files."""
    others = [line for line in css.splitlines() if 'font-family: "House Sans";' not in line]
    rule = '@font-face {{ font-family: "House Sans"; src: url("asset:fonts/{}.ttf"); unicode-range: {} }}'
    return "\n".join([*(rule.format(name, ranges) for name, ranges in SPLIT.items()), *others])


def split_files() -> dict[str, bytes]:
    whole = cut("sans-latin-Regular").file
    kept = {name: fonts.code_points(ranges.replace("U+", "").replace(",", "")) for name, ranges in SPLIT.items()}
    return {f"fonts/{name}.ttf": recut(whole, points, layout_features=["*"]) for name, points in kept.items()}


def recut(file: Path, points: set[int] | None = None, **options) -> bytes:
    """The face of `file` with only those code points (all where none are named) and what `options` of the subsetter keep."""
    chosen, data = subset.Options(**options), BytesIO()
    font = subset.load_font(str(file), chosen)
    cutter = subset.Subsetter(chosen)
    cutter.populate(unicodes=points or font.getBestCmap())
    cutter.subset(font)
    font.save(data)
    return data.getvalue()
