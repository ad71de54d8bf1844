"""The form that saves ink: every word black on a pale ground."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import Block
from kontum_ttdn.printing.imposition import CannotRecolour
from kontum_ttdn.printing.imposition.grey import FIELD, PHOTO, grey

from .derived import checked, painted
from .pages import pdfium_text, poppler_text

SCALE = 3  # dots a point


@pytest.fixture
def sheet(leaflet, picture):
    shown = Block("picture", "Đồi", picture=picture, alternative="Đồi xanh")
    return engine.render(replace(leaflet, blocks=(*leaflet.blocks, shown)))


def raster(pdf: bytes) -> list[Image.Image]:
    return [page.render(scale=SCALE).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]


def letters(pdf: bytes):
    """Each visible letter's page and box in dots of the raster."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        layer = page.get_textpage()
        for at, letter in enumerate(layer.get_text_range()):
            left, bottom, right, top = layer.get_charbox(at)
            if letter.isalnum() and right - left > 2:
                height = page.get_height()
                yield number, letter, [round(SCALE * edge) for edge in (left, height - top, right, height - bottom)]


def contrast(one: int, other: int) -> float:
    """Of two greys, as WCAG counts it."""
    darker, lighter = sorted(_light(tone) for tone in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _light(tone: int) -> float:
    part = tone / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def tones(pdf: bytes) -> list[int]:
    """The greys of a side, from dark to light."""
    (shown,) = raster(pdf)
    assert all(red == green == blue for _count, (red, green, blue) in shown.getcolors(1 << 24))
    return sorted({red for _count, (red, _green, _blue) in shown.getcolors(1 << 24)})


def test_every_letter_is_black_on_pale(sheet):
    made = grey(sheet.pdf)
    pages, found = raster(made), 0
    for number, letter, (left, top, right, bottom) in letters(made):
        shown = pages[number].crop((left - 2, top - 2, right + 2, bottom + 2)).convert("L")
        darkest, lightest = shown.getextrema()
        assert darkest < 60, letter
        assert contrast(0, lightest) >= 7, letter
        found += 1
    assert found > 400
    assert contrast(0, round(255 * FIELD)) > contrast(0, round(255 * PHOTO)) >= 7


def test_no_colour_is_left_and_no_word_lost(sheet):
    made = grey(sheet.pdf)
    for page in raster(made):
        assert all(red == green == blue for _count, (red, green, blue) in page.getcolors(1 << 24))
    assert poppler_text(made) == poppler_text(sheet.pdf)
    assert pdfium_text(made) == pdfium_text(sheet.pdf)
    assert checked(made) == ""


def test_most_of_the_ink_is_saved(sheet):
    def ink(pdf):
        return sum(255 - tone for page in raster(pdf) for tone in page.convert("L").tobytes())

    assert ink(grey(sheet.pdf)) < 0.5 * ink(sheet.pdf)


def test_pure_black_drawing_stays_black_and_other_fields_keep_their_order():
    made = grey(painted("0 0 0 rg 0 0 10 10 re f 0.13 0.11 0.1 rg 20 0 10 10 re f 1 0 0 rg 40 0 10 10 re f 1 1 0 rg 60 0 10 10 re f"))
    (black, ink, red, yellow, white) = tones(made)
    assert (black, white) == (0, 255)
    assert 255 * FIELD < ink < red < yellow < white


def test_colour_set_for_a_word_is_put_off_to_what_is_drawn_after_it():
    made = grey(painted("1 0 0 rg q 0 1 0 rg BT 0 0 1 rg ET 0 0 30 30 re f Q 50 0 30 30 re f"))
    assert tones(made) == [round(255 * (FIELD + 0.25 * light)) for light in (0.114, 0.299)] + [255]


def test_pattern_set_before_a_word_still_fills_after_it():
    def patterns(pdf):
        tile = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
        tile.PatternType, tile.PaintType, tile.TilingType, tile.BBox, tile.XStep, tile.YStep = 1, 1, 1, [0, 0, 9, 9], 9, 9
        tile.Resources = Dictionary()
        return Dictionary(P=tile)

    made = grey(painted("/Pattern cs /P scn BT ET 0 0 50 50 re f", Pattern=patterns))
    assert round(255 * (FIELD + 0.25 * 0.299)) in tones(made)
    assert tones(made)[0] >= 255 * FIELD


def test_white_words_in_a_form_become_black():
    def font(pdf):
        return Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))

    made = grey(painted("0 0 0.4 rg 0 0 100 100 re f 1 1 1 rg BT /F 60 Tf 10 20 Td (I) Tj ET", Font=font))
    assert tones(made)[0] == 0
    assert tones(made)[-1] == round(255 * (FIELD + 0.25 * 0.114 * 0.4))


def test_gradient_is_lifted_at_both_ends():
    def shading(pdf):
        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0.5], C1=[1, 1, 0], N=1)
        return Dictionary(
            S=Dictionary(
                ShadingType=2, ColorSpace=Name.DeviceRGB, Domain=[0, 1], Coords=[0, 0, 100, 0], Function=function, Extend=[True, True]
            )
        )

    found = tones(grey(painted("/S sh", Shading=shading)))
    assert found[0] >= 255 * FIELD
    assert len(found) > 20


def test_thin_rules_stay_visible():
    hairline = "0.8 0.75 0.68"
    line, frame, field = (
        tones(grey(painted(drawn)))[0]
        for drawn in (
            f"{hairline} RG 9 w 0 50 m 100 50 l S",
            f"{hairline} rg 0 0 50 50 re 0 20 50 30 re f*",
            f"{hairline} rg 0 0 50 50 re f",
        )
    )
    assert line == frame < 160 < 230 < field


def test_soft_mask_stays_what_it_was():
    def states(pdf):
        mask = pdf.make_stream(b"1 1 1 rg 0 0 50 100 re f")
        mask.Type, mask.Subtype, mask.BBox = Name.XObject, Name.Form, [0, 0, 100, 100]
        mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        return Dictionary(M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))

    made = grey(painted("/M gs 0.2 0 0 rg 0 0 100 100 re f", ExtGState=states))
    (shown,) = raster(made)
    assert (shown.getpixel((290, 150))[0], shown.getpixel((20, 150))[0]) == (255, round(255 * (FIELD + 0.25 * 0.2 * 0.299)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_photograph_becomes_a_pale_grey_one_and_keeps_its_kind(leaflet, kind, photograph):
    shown = Block("picture", picture=photograph(kind), alternative="Ảnh")
    made = grey(engine.render(replace(leaflet, blocks=(shown,))).pdf)
    with pikepdf.open(BytesIO(made)) as opened:
        (image,) = [found for found in opened.objects if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"]
        assert image.ColorSpace == "/DeviceGray"
        assert (image.Filter == "/DCTDecode") == (kind == "JPEG")
        darkest, lightest = pikepdf.PdfImage(image).as_pil_image().getextrema()
        assert 255 * PHOTO - 8 <= darkest < 200 < lightest


@pytest.mark.parametrize("drawn", ["/lab cs 50 0 0 scn 0 0 9 9 re f", "BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI"])
def test_colour_that_is_not_known_is_refused(drawn):
    with pytest.raises(CannotRecolour, match="cannot be recoloured"):
        grey(painted(drawn))


def test_sheet_in_a_colour_that_is_not_known_is_refused_in_words_for_who_asked(leaflet, monkeypatch, caplog):
    odd = replace(engine.render(leaflet), pdf=painted("/lab cs 50 0 0 scn 0 0 9 9 re f"))
    monkeypatch.setattr(engine, "_set", lambda page, load: odd)
    with pytest.raises(engine.RenderFailed, match="cannot be turned into printing ink"):
        engine.render(leaflet, variant="press")
    assert "A colour of the space /lab cannot be recoloured" in caplog.text


def test_border_whose_colour_was_set_for_words_is_as_dark_as_any_and_what_follows_is_a_field_again():
    frame = "10 10 80 20 re 10 11 80 18 re f*"
    alone = grey(painted(f"q .13 .11 .1 rg {frame} Q"))
    after = grey(painted(f"q .13 .11 .1 rg BT ET {frame} 10 40 80 20 re f Q"))
    field = grey(painted("q .13 .11 .1 rg 10 40 80 20 re f Q"))
    assert set(tones(after)) == set(tones(alone)) | set(tones(field))
