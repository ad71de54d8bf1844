"""What stops a sheet on its way to the printer: each fault planted in a real sheet, and a good sheet that has none."""

import hashlib
import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from kontum_ttdn.printing import engine, findings, ink, layouts, preflight
from kontum_ttdn.printing.document import Asset, Block, Imprint
from kontum_ttdn.printing.findings import BLOCK, WARN, Finding
from kontum_ttdn.printing.page import qr
from kontum_ttdn.printing.preflight import Exempt, Sheet
from kontum_ttdn.printing.variants import Variant

from .samples import LANGUAGES, SAMPLES, document

LEAFLET = layouts.get("leaflet")
SCREEN, PROOF, PRESS, OFFICE = Variant("screen", "-"), Variant("proof", "-"), Variant("press", "-"), Variant("office", "-", master="screen")


def drawn(width: int, height: int) -> Asset:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#24584a").save(out, "JPEG")
    return Asset(hashlib.sha256(out.getvalue()).hexdigest(), "image/jpeg", width, height, out.getvalue())


def with_picture(asset: Asset):
    return document("vi", blocks=(Block("text", "Một câu."), Block("picture", picture=asset, alternative="Đồi xanh buổi sớm")))


@pytest.fixture
def planted(press):
    """`planted(html)` is the sheet of A5 that this body makes, as it would be judged before a variant."""

    def made(body: str, *, variant=SCREEN, layout=LEAFLET, known=None) -> Sheet:
        known = known or document("vi")
        html = f'<html lang="vi"><body class="leaflet"><section class="sheet a5">{body}</section></body></html>'
        pressed = press.press(html, "leaflet", {"qr.svg": qr(known.qr_target)})
        heard = findings.sort(tuple(pressed.warnings), tuple(pressed.refused))
        return Sheet(known, layout, variant, pressed.pdf, pressed.measured, heard)

    return made


def found(sheet: Sheet) -> list[tuple[str, str, int]]:
    return [(one.kind, one.level, one.page) for one in preflight.judge(sheet)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", [SCREEN, PRESS], ids=lambda variant: variant.name)
def test_good_sheet_has_no_finding(language, variant):
    known = SAMPLES["leaflet"](language)
    made = engine.render(known)
    assert preflight.judge(Sheet(known, LEAFLET, variant, made.pdf, made.measured)) == ()


def test_letter_without_glyph_stops_printing():
    made = engine.render(document("vi", blocks=(Block("text", "chữ ꦲ"),)))
    assert made.findings == (Finding("letter", "ꦲ U+A9B2", BLOCK),)
    assert made.findings[0].sentence == "The print fonts have no letter for “ꦲ U+A9B2”."


def test_picture_that_cannot_be_read_stops_printing_under_its_own_words():
    broken = Asset(hashlib.sha256(b"torn").hexdigest(), "image/jpeg", 10, 10, b"torn")
    assert engine.render(with_picture(broken)).findings == (Finding("picture", "Đồi xanh buổi sớm", BLOCK),)


@pytest.mark.parametrize(("width", "level"), [(320, BLOCK), (660, BLOCK), (690, WARN), (1100, WARN), (1130, None)])
def test_picture_is_held_against_its_size_on_paper(width, level):
    """It stands 114 mm wide on the leaflet: 673 pixels give 150 dots per inch, 1122 give 250."""
    made = engine.render(with_picture(drawn(width, width // 3)))
    assert [(one.kind, one.level, one.page) for one in made.findings] == ([("dots", level, 2)] if level else [])


def test_picture_of_72_dots_on_a1_is_named_with_its_figures(planted):
    sheet = planted("<div></div>", known=with_picture(drawn(1684, 2384)))
    name = f"picture/{sheet.document.pictures[0].sha256}.jpeg"
    sheet.measured["images"] = [{"name": name, "page": 1, "left": 0, "top": 0, "width": 594, "height": 841, "dots": 72.0}]
    assert [one.sentence for one in preflight.judge(sheet)] == [
        "The picture “Đồi xanh buổi sớm” is too coarse for its size on paper: 72 dots per inch. It needs 150, or 250 to be good."
    ]


def test_text_beyond_its_box_is_told_by_the_box_and_in_lines(planted):
    box = '<div class="box" data-box="front" style="left:20mm;top:20mm;width:80mm;height:{height}mm"><p>một<br>hai<br>ba<br>bốn</p></div>'
    assert preflight.judge(planted(box.format(height=21))) == ()
    (long,) = preflight.judge(planted(box.format(height=11)))
    assert (long.kind, long.level, long.box, long.page, long.numbers) == ("long", BLOCK, "front", 1, {"lines": 2})
    assert long.sentence == "The front is 2 lines too long."


def test_words_outside_the_safe_area_stop_printing(planted):
    sheet = planted('<p class="box" style="left:3mm;top:40mm">sát mép</p><p class="box" style="left:2mm;top:60mm">cũng vậy</p>')
    assert preflight.judge(sheet) == (Finding("edge", "sát mép", BLOCK, page=1, numbers={"safe": 5}),)


def test_line_wider_than_its_column_stops_printing(planted):
    sheet = planted('<p class="box" style="left:20mm;top:40mm;width:20mm">khôngngắtđượcmộtchữdài</p>')
    assert preflight.judge(sheet) == (Finding("column", "khôngngắtđượcmộtchữdài", BLOCK, page=1),)


@pytest.mark.parametrize(
    ("language", "words", "least"), [("vi", "chữ nhỏ", 6), ("lo", "ຕົວ​ໜັງ​ສື​ນ້ອຍ", 8), ("km", "អក្សរតូច", 8)], ids=["Latin", "Lao", "Khmer"]
)
def test_type_too_small_to_read_stops_printing(planted, language, words, least):
    def of_size(points):
        return planted(f'<p class="box" lang="{language}" style="left:20mm;top:40mm;font-size:{points}pt">{words}</p>')

    assert found(of_size(least)) == []
    assert [(one.kind, one.level, one.numbers) for one in preflight.judge(of_size(least - 0.5))] == [
        ("small", BLOCK, {"points": least - 0.5, "least": least})
    ]


def test_rule_thinner_than_a_quarter_point_stops_printing(planted):
    rule = '<div class="box" style="left:20mm;top:40mm;width:50mm;border-top:{width}pt solid black"></div>'
    assert found(planted(rule.format(width=0.25))) == []
    assert found(planted(rule.format(width=0.2))) == [("hairline", BLOCK, 0)]


QR = '<div class="box" style="left:30mm;top:60mm;background:{ground}"><img src="asset:qr.svg" alt="x" style="width:{width}mm;height:{width}mm"></div>'


def test_qr_code_is_measured_without_its_quiet_zone(planted):
    """29 modules and 8 of quiet: a drawing of 25.6 mm holds a symbol of 20.1 mm."""
    assert found(planted(QR.format(width=25.6, ground="white"))) == []
    (small,) = preflight.judge(planted(QR.format(width=24, ground="white")))
    assert (small.kind, small.level, small.numbers["least"], round(small.numbers["width"])) == ("qr_size", BLOCK, 20, 19)


def test_qr_code_without_its_quiet_zone_stops_printing(planted):
    beside = '<div class="box" style="left:{left}mm;top:60mm;width:2mm;height:30mm;background:black"></div>'
    assert found(planted(QR.format(width=30, ground="white") + beside.format(left=60.5))) == []
    assert found(planted(QR.format(width=30, ground="white") + beside.format(left=57.5))) == [("qr_quiet", BLOCK, 1)]


def test_qr_code_on_dark_ground_has_no_empty_space_around_it(planted):
    assert found(planted(QR.format(width=30, ground="#15392f"))) == [("qr_quiet", BLOCK, 1)]


def test_qr_code_half_hidden_stops_printing(planted):
    """A label stands on one of its three eyes."""
    label = '<div class="box" style="left:33mm;top:63mm;width:10mm;height:10mm;background:white"></div>'
    assert found(planted(QR.format(width=30, ground="white") + label)) == [("qr_scan", BLOCK, 1)]


def test_qr_code_that_leads_elsewhere_stops_printing(planted):
    sheet = planted(QR.format(width=30, ground="white"))
    other = replace(sheet.document, qr_target=sheet.document.qr_target[:-1] + "o")
    assert found(replace(sheet, document=other)) == [("qr_scan", BLOCK, 1)]


def test_qr_code_is_found_on_a_page_with_bleed_and_slug(planted):
    """The press adds room around the trim: places are told from the trim."""
    sheet = planted(QR.format(width=30, ground="white"))
    with pikepdf.open(io.BytesIO(sheet.pdf)) as opened:
        left, bottom, right, top = (float(edge) for edge in opened.pages[0].mediabox)
        opened.pages[0].TrimBox = [left, bottom, right, top]
        for box in ("MediaBox", "CropBox"):
            opened.pages[0][f"/{box}"] = [left - 40, bottom - 40, right + 40, top + 40]
        out = io.BytesIO()
        opened.save(out)
    assert found(replace(sheet, pdf=out.getvalue())) == []


def test_imprint_is_asked_of_what_goes_to_the_printer_alone():
    known = replace(SAMPLES["leaflet"]("vi"), imprint=Imprint(publisher="Sở", copies="2.000"))
    made = engine.render(known)
    sheet = Sheet(known, LEAFLET, SCREEN, made.pdf, made.measured)
    missing = [("imprint", BLOCK, 0)] * 5
    assert {variant.name: found(replace(sheet, variant=variant)) for variant in (SCREEN, PROOF, PRESS, OFFICE)} == {
        "screen": [],
        "proof": [],
        "press": missing,
        "office": missing,
    }
    assert preflight.judge(replace(sheet, variant=PRESS))[0].sentence == "The imprint does not name the number of the licence."


def test_many_stapled_pages_are_a_warning(planted):
    booklet = replace(LEAFLET, office="booklet")
    sheet = planted("<div></div>", layout=booklet, variant=PRESS, known=SAMPLES["leaflet"]("vi"))
    for pages, expected in ((64, []), (68, [("stapled", WARN, 0)])):
        sheet.measured["pages"] = [(148.0, 210.0)] * pages
        assert found(sheet) == expected


@pytest.mark.parametrize(("colour", "percent"), [("device-cmyk(0 0 0 1)", 100), ("device-cmyk(.8 .8 .7 .9)", 320)])
def test_too_much_ink_is_a_warning_at_the_press_alone(planted, colour, percent):
    field = f'<div class="box" style="left:20mm;top:20mm;width:40mm;height:40mm;background:{colour}"></div>'
    sheet = planted(field, variant=PRESS, known=SAMPLES["leaflet"]("vi"))
    assert ink.heaviest(sheet.pdf) == percent
    assert found(sheet) == ([("ink", WARN, 0)] if percent > 300 else [])
    assert found(replace(sheet, variant=SCREEN)) == []


def test_ink_of_a_picture_is_seen_as_an_area_not_a_speck():
    picture = Image.new("CMYK", (64, 64), (255, 204, 204, 204))
    speck = Image.new("CMYK", (64, 64), (0, 0, 0, 255))
    speck.putpixel((9, 9), (255, 255, 255, 255))
    percents = []
    for drawing in (picture, speck):
        with pikepdf.new() as made:
            made.add_blank_page()
            head = {"Type": "/XObject", "Subtype": "/Image", "Width": 64, "Height": 64, "ColorSpace": "/DeviceCMYK", "BitsPerComponent": 8}
            name = {key: pikepdf.Name(value) if isinstance(value, str) else value for key, value in head.items()}
            made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=made.make_stream(drawing.tobytes(), **name)))
            out = io.BytesIO()
            made.save(out)
        percents.append(ink.heaviest(out.getvalue()))
    assert percents == [339, 104]


def test_which_checks_do_not_apply_is_one_table(planted, monkeypatch):
    sheet = planted('<p class="box" style="left:3mm;top:40mm">sát mép</p>', known=replace(document("vi"), kind="banner"))
    for exempt, expected in (
        (Exempt(kinds=("banner",)), []),
        (Exempt(layouts=("leaflet",)), []),
        (Exempt(variants=("screen",)), []),
        (Exempt(kinds=("leaflet",)), [("edge", BLOCK, 1)]),
    ):
        monkeypatch.setitem(preflight.EXEMPT, "edge", exempt)
        assert found(sheet) == expected
    assert set(preflight.EXEMPT) <= set(findings.KINDS)
    assert set(preflight.CHECKS) <= set(findings.KINDS)


def test_derived_variant_inherits_what_its_master_was_found_to_have(planted):
    """Its pages are imposed: nothing is looked for again where it stood on the master."""
    near = '<p class="box" style="left:3mm;top:40mm">sát mép</p>'
    master = planted(near + QR.format(width=30, ground="white"), known=document("vi", imprint=Imprint(publisher="Sở")))
    inherited = preflight.judge(master)
    office = preflight.judge(replace(master, variant=OFFICE, heard=inherited, pdf=b"imposed"))
    assert [one.kind for one in inherited] == ["edge"]
    assert [one.kind for one in office] == ["edge", *["imprint"] * 6]


@pytest.mark.django_db
def test_findings_are_kept_with_the_file_as_they_were_found():
    known = with_picture(drawn(320, 107))
    printed = engine.print_document(known)
    assert findings.stored(printed.findings) == engine.render(known).findings
    assert [row["kind"] for row in printed.findings] == ["dots"]
