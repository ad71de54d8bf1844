"""The form for a printing house: only ink, right boxes, marks outside the bleed."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from kontum_ttdn.printing import engine, layouts
from kontum_ttdn.printing.document import Block
from kontum_ttdn.printing.imposition import press
from kontum_ttdn.printing.imposition.cmyk import HOUSE, ink, photograph, separated

from .derived import MM, checked, numbered, painted, placed
from .pages import plain, poppler_text
from .samples import SAMPLES

MOST_INK = 3.0  # all four together
PRINTED = [name for name in layouts.LAYOUTS if name != "specimen"]
JOB = "udhr · vi · bản duyệt số 3"


@pytest.fixture
def printed(leaflet, photograph):
    blocks = [Block("picture", picture=photograph(kind), alternative=kind) for kind in ("JPEG", "PNG")]
    return engine.render(replace(leaflet, blocks=(*leaflet.blocks, *blocks)), variant="press").pdf


@cache
def in_ink(name: str) -> bytes:
    """The sample of a layout, for the press."""
    return engine.render(SAMPLES[name]("vi"), layout=name, variant="press").pdf


def streams(pdf: pikepdf.Pdf):
    """Everything that is drawn: pages, forms, patterns."""
    yield from pdf.pages
    for known in pdf.objects:
        if isinstance(known, pikepdf.Stream) and (known.get("/Subtype") == "/Form" or "/PatternType" in known):
            yield known


def operators(pdf: bytes) -> list[tuple[str, list]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [(str(told.operator), list(told.operands)) for stream in streams(opened) for told in pikepdf.parse_content_stream(stream)]


def images(opened: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [known for known in opened.objects if isinstance(known, pikepdf.Stream) and known.get("/Subtype") == "/Image"]


def boxes(page: pikepdf.Page) -> dict[str, list[float]]:
    return {
        name: [round(float(edge) / MM, 1) for edge in box]
        for name, box in (("trim", page.trimbox), ("bleed", page.bleedbox), ("media", page.mediabox))
    }


@pytest.mark.parametrize("name", PRINTED)
def test_every_side_has_its_trim_its_bleed_and_its_slug(name):
    with pikepdf.open(BytesIO(in_ink(name))) as opened:
        width, height = layouts.get(name).sheet
        assert [boxes(page) for page in opened.pages] == len(opened.pages) * [
            {"trim": [0, 0, width, height], "bleed": [-3, -3, width + 3, height + 3], "media": [-13, -13, width + 13, height + 13]}
        ]


@pytest.mark.parametrize("name", PRINTED)
def test_only_ink_is_left(name):
    made = in_ink(name)
    assert checked(made) == ""
    assert {operator for operator, _operands in operators(made)} & {"rg", "RG", "g", "G"} == set()
    with pikepdf.open(BytesIO(made)) as opened:
        assert [name for known in opened.objects for name in named(known) if name in ("/DeviceRGB", "/CalRGB", "/ICCBased", "/Lab")] == []


def named(known: pikepdf.Object, depth: int = 0) -> list[str]:
    """The names that are values somewhere directly in an object."""
    if isinstance(known, pikepdf.Name):
        return [str(known)]
    if depth and getattr(known, "is_indirect", False):
        return []  # met by itself
    if isinstance(known, pikepdf.Stream):
        known = known.stream_dict
    values = known.values() if isinstance(known, pikepdf.Dictionary) else known if isinstance(known, pikepdf.Array) else ()
    return [name for value in values for name in named(value, depth + 1)]


def test_pictures_are_in_four_inks_and_keep_their_kind(printed):
    with pikepdf.open(BytesIO(printed)) as opened:
        found = sorted((str(image.ColorSpace), str(image.get("/Filter"))) for image in images(opened))
        assert found == [("/DeviceCMYK", "/DCTDecode"), ("/DeviceCMYK", "/FlateDecode")]


def test_words_and_code_are_black_ink_alone(leaflet):
    screen, made = (engine.render(leaflet, variant=variant) for variant in ("screen", "press"))
    drawn_black = operators(screen.pdf).count(("RG", [0, 0, 0]))  # the QR symbol is one path of strokes
    assert drawn_black == 1
    assert operators(made.pdf).count(("K", [0, 0, 0, 1])) == drawn_black + made.pages  # and each side begins so
    words = set(colours_of_words(made.pdf))
    assert {(0, 0, 0, 1), (0, 0, 0, 0.68)} < words <= set(HOUSE.values())


def colours_of_words(pdf: bytes):
    """The colour in force wherever words are shown."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            colour, stack = None, []
            for told in pikepdf.parse_content_stream(page):
                operator = str(told.operator)
                if operator == "q":
                    stack.append(colour)
                elif operator == "Q":
                    colour = stack.pop()
                elif operator == "k":
                    colour = tuple(float(part) for part in told.operands)
                elif operator in ("Tj", "TJ"):
                    yield colour


@pytest.mark.parametrize("name", PRINTED)
def test_total_ink_stays_dry(name):
    made = in_ink(name)
    sums = [sum(float(part) for part in operands) for operator, operands in operators(made) if operator in ("k", "K")]
    assert 0 < max(sums) <= MOST_INK


def test_total_ink_of_any_photograph_stays_dry():
    every = Image.new("RGB", (64, 64 * 64))
    every.putdata([(4 * red + 3, 4 * green + 3, 4 * blue + 3) for red, green, blue in product(range(64), repeat=3)])
    assert max(sum(pixel) for pixel in photograph(every).get_flattened_data()) <= 255 * MOST_INK


def test_photograph_and_drawing_of_one_colour_are_printed_alike():
    for rgb in product((0, 40, 128, 200, 255), repeat=3):
        pixel = photograph(Image.new("RGB", (1, 1), rgb)).getpixel((0, 0))
        assert pixel == pytest.approx([255 * part for part in separated(tuple(value / 255 for value in rgb))], abs=1.5)


def test_inks_of_known_colours():
    assert ink((0, 0, 0)) == (0, 0, 0, 1)
    assert ink((1, 1, 1)) == (0, 0, 0, 0)
    assert ink((0.5, 0.5, 0.5)) == (0, 0, 0, 0.5)
    assert ink((0.133333, 0.113725, 0.101961)) == (0, 0, 0, 1)  # the house's ink
    assert ink((0.141176, 0.345098, 0.290196)) == HOUSE["24584a"]
    cyan, magenta, yellow, black = ink((0.9, 0.1, 0.1))
    assert cyan < 0.1 < black + 0.1 and min(magenta, yellow) > 0.8


def test_grey_photograph_is_black_ink_alone():
    assert photograph(Image.linear_gradient("L")).getpixel((0, 51)) == (0, 0, 0, 204)


def test_nothing_of_the_sheet_reaches_into_the_slug():
    made = press(painted("0 0 1 rg -99 -99 999 999 re f"), layouts.get("leaflet"), JOB)
    shown = pypdfium2.PdfDocument(made)[0].render(scale=4 / MM).to_pil()
    inside = round(4 * (13 + 100 / MM / 4))  # dots: within the trim
    for away, colour in ((2.8, "blue"), (3.3, "white")):
        outside = round(4 * (13 - away))
        tones = {shown.getpixel(place) for place in ((outside, inside), (inside, outside))}
        assert [tone == (255, 255, 255) for tone in tones] == [colour == "white"]


def test_marks_stand_outside_the_bleed(printed):
    page = pypdfium2.PdfDocument(printed)[1]
    shown = page.render(scale=4 / MM).to_pil().convert("L")  # four dots a mm; the corner is 13 mm outside the trim
    slug = shown.point(lambda tone: 255 if tone < 128 else 0)
    across, up = 148, 210

    def inked(left, top, right, bottom):
        return slug.crop([round(4 * (edge + 13)) for edge in (left, top, right, bottom)]).getbbox() is not None

    for x, y in product((0, across), (0, up)):
        outwards_x, outwards_y = (-1 if x == 0 else 1), (-1 if y == 0 else 1)
        assert inked(*sorted_box(x + 4 * outwards_x, y - 0.4, x + 10 * outwards_x, y + 0.4))
        assert inked(*sorted_box(x - 0.4, y + 4 * outwards_y, x + 0.4, y + 10 * outwards_y))
    for bare in ((-13, -4, across + 13, -3.2), (-13, up + 3.2, across + 13, up + 4), (across + 3.2, -13, across + 3.9, up + 13)):
        assert not inked(*bare)


def sorted_box(left, top, right, bottom):
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def test_folds_are_marked_on_the_front_and_mirrored_on_the_back():
    layout = replace(layouts.get("leaflet"), folds=(50.0,))
    made = press(numbered(2), layout, JOB)
    assert [fold_lines(made, side) for side in range(2)] == [[50, 50], [98, 98]]


def fold_lines(pdf: bytes, side: int) -> list[int]:
    """Where broken lines are drawn, in mm from the left."""
    found, broken = [], False
    with pikepdf.open(BytesIO(pdf)) as opened:
        for told in pikepdf.parse_content_stream(opened.pages[side]):
            if str(told.operator) == "d":
                broken = len(told.operands[0]) > 0
            elif str(told.operator) == "m" and broken:
                found.append(round(float(told.operands[0]) / MM))
    return found


def test_job_is_named_on_every_side_below_the_bleed(leaflet):
    made = engine.render(leaflet, variant="press").pdf
    for number, sheet in enumerate(placed(made), 1):
        below = " ".join(word for word, _x, y in sheet if y < -3)
        assert below == f"thu-vien · vi · bản 3 · tờ rơi · 14,8 × 21 cm · mặt {number}/2"


def test_no_word_is_lost(leaflet):
    screen, made = (plain(poppler_text(engine.render(leaflet, variant=variant).pdf)) for variant in ("screen", "press"))
    for side in (1, 2):
        made = made.replace(plain(f"thu-vien · vi · bản 3 · tờ rơi · 14,8 × 21 cm · mặt {side}/2"), "")
    assert made == screen


def test_condition_that_the_inks_are_meant_for_is_named_as_the_icc_names_it(printed):
    with pikepdf.open(BytesIO(printed)) as opened:
        (intent,) = opened.Root.OutputIntents
        said = [str(intent[name]) for name in ("/Type", "/S", "/OutputConditionIdentifier", "/RegistryName")]
        assert said == ["/OutputIntent", "/GTS_PDFX", "FOGRA39", "http://www.color.org"]
        assert "/GTS_PDFXVersion" not in opened.docinfo  # no PDF/X is promised
