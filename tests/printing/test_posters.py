"""What a poster promises: read from afar, one picture, the same drawing on every size of paper. Lengths in mm on A3."""

import hashlib
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from kontum_ttdn.printing import engine, layouts
from kontum_ttdn.printing.document import FAMILIES, Asset, Block
from kontum_ttdn.printing.page import compose, load_asset

from .books import articles
from .pages import MM, contrast, contrasts, descendants, elements, luminance, poppler_text
from .samples import LANGUAGES, SAMPLES

SIZES = ("", "_a2", "_a1")
LED = ("poster_picture", "poster_text")
CAPITALS = 0.714  # of the size: Noto Serif Bold's own figure
TWELVE_WORDS = {
    "vi": ("Đọc bằng\ntiếng mình", "Phòng chống tảo hôn và hôn nhân cận huyết thống vùng biên", "Đường biên xanh, cột mốc sạch, bản làng yên vui, no ấm"),
    "en": ("Read and listen", "Every child in the border communes learns to read in two languages", "Keep the border road open and the village water clean", "Keep your identity papers with you whenever you cross the border gate"),
}  # fmt: skip


def lay_out(press, document, layout, **ways):
    page = compose(document, layout, "screen")
    return press.lay_out(page.html, page.layout.folder.name, page.files(load_asset), **ways)


def of_class(document, name: str):
    """The first box of an element with this class."""
    return next(box for box in elements(document) if name in (box.element.get("class") or "").split())


def area_of_picture(document, layout) -> float:
    """The share of the sheet that the scene or the brocade ground fills in sight, within the trim."""
    width, height = (length * MM for length in layouts.get(layout).sheet)
    box = of_class(document, "scene" if "picture" in layout else "ground")
    right, bottom = (min(box.position_x + box.margin_width(), width), min(box.position_y + box.margin_height(), height))
    return (right - max(box.position_x, 0)) * (bottom - max(box.position_y, 0)) / (width * height)


def thumbnail(pdf: bytes) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=300 / page.get_width()).to_pil().convert("RGB")


def photo(colour, stripes) -> Asset:
    """A picture as hard to write on as they come: black and white stripes."""
    drawn = Image.new("RGB", (2400, 1600), colour)
    for at in range(0, 2400, 40):
        drawn.paste(stripes, (at, 0, at + 20, 1600))
    data = BytesIO()
    drawn.save(data, "JPEG")
    return Asset(hashlib.sha256(data.getvalue()).hexdigest(), "image/jpeg", 2400, 1600, data.getvalue())


@pytest.mark.parametrize("layout", LED)
@pytest.mark.parametrize("language", TWELVE_WORDS)
def test_headline_of_twelve_words_has_capitals_of_twenty_millimetres_and_one_picture_two_fifths_of_the_sheet(press, layout, language):
    for title in TWELVE_WORDS[language]:
        assert len(title.split()) <= 12
        document = lay_out(press, replace(SAMPLES[layout](language), title=title), layout)
        headline = of_class(document, "display")
        assert headline.style["font_size"] / MM * CAPITALS >= 20
        assert area_of_picture(document, layout) >= 0.4


@pytest.mark.parametrize("layout", LED)
@pytest.mark.parametrize("language", ["lo", "km"])
def test_headlines_of_lao_and_khmer_look_as_large_as_latin_ones(press, layout, language):
    document = lay_out(press, SAMPLES[layout](language), layout)
    assert of_class(document, "display").style["font_size"] / MM * CAPITALS >= 20 * {"lo": 1.06, "km": 1.04}[language]
    assert area_of_picture(document, layout) >= 0.4


@pytest.mark.parametrize("layout", LED)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("times", [2, 4])
def test_longer_headlines_step_down_and_still_fit(layout, language, times):
    sample = SAMPLES[layout](language)
    made = engine.measure(replace(sample, title=" ".join([sample.title] * times)), layout=layout).measured
    assert [(frame["name"], frame["over"]) for frame in made["frames"] if frame["over"]] == []
    assert (made["wide"], made["outside"]) == ([], [])


@pytest.mark.parametrize("layout", LED)
def test_a_word_longer_than_the_sheet_is_broken_and_never_leaves_it(layout):
    made = engine.measure(replace(SAMPLES[layout]("vi"), title="Nghiêng" * 57), layout=layout).measured
    assert (made["wide"], made["outside"]) == ([], [])


@pytest.mark.parametrize("layout", LED)
@pytest.mark.parametrize("family", FAMILIES)
def test_thumbnail_of_three_hundred_pixels_keeps_the_headline_readable(press, layout, family):
    sample = replace(SAMPLES[layout]("vi"), family=family, title=TWELVE_WORDS["vi"][1])
    headline = of_class(lay_out(press, sample, layout), "display")
    size = 300 / (layouts.get(layout).sheet[0] * MM)  # pixels of the thumbnail per CSS pixel
    assert headline.style["font_size"] * size * CAPITALS >= 12
    left, top = headline.position_x * size, headline.position_y * size
    drawn = thumbnail(engine.render(sample, layout=layout).pdf).crop(
        (round(left), round(top), round(left + headline.width * size), round(top + headline.height * size))
    )
    pixels = sorted(drawn.getdata(), key=luminance)
    letters = pixels[-len(pixels) // 50]  # the lightest fiftieth: the inside of the strokes
    grounds = pixels[: len(pixels) // 2]  # more than half of the frame is ground, in every tone it has
    assert contrast(letters, grounds[-1]) >= 7


@pytest.mark.parametrize("layout", LED)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_word_has_a_contrast_of_seven(press, layout, family):
    document = lay_out(press, replace(SAMPLES[layout]("vi"), family=family), layout)
    found = contrasts(document)
    assert len(found) > 8
    assert [(text, least) for text, least in found.items() if least < 7] == []


@pytest.mark.parametrize("asset", [photo("white", "black"), photo("black", "white")], ids=["light", "dark"])
def test_a_photo_fills_the_scene_and_no_word_stands_on_it(press, asset):
    cover = Block("picture", picture=asset, options={"cover": True}, alternative="Ảnh", credit="Người chụp")
    sample = replace(SAMPLES["poster_picture"]("vi"), blocks=(cover,))
    document = lay_out(press, sample, "poster_picture")
    scene, field = of_class(document, "scene"), of_class(document, "field")
    assert (scene.position_x, scene.position_y) == pytest.approx((-3 * MM, -3 * MM))
    assert scene.position_x + scene.margin_width() == pytest.approx((297 + 3) * MM)
    assert scene.position_y + scene.margin_height() == pytest.approx(field.position_y, abs=1 * MM)
    words = [box for page in document.pages for box in descendants(page._page_box) if type(box).__name__ == "TextBox"]
    assert min(box.position_y for box in words) > field.position_y
    assert "Ảnh bìa: Người chụp." in poppler_text(engine.render(sample, layout="poster_picture").pdf)


def test_the_first_picture_is_the_scene_where_none_is_named_the_cover(press):
    first, second = photo("white", "red"), photo("white", "blue")
    blocks = (Block("picture", picture=first, alternative="Một"), Block("picture", picture=second, alternative="Hai"))
    document = lay_out(press, replace(SAMPLES["poster_picture"]("vi"), blocks=blocks), "poster_picture")
    assert [box.element.get("alt") for box in elements(document) if box.element_tag == "img"][0] == "Một"


def test_the_words_of_a_poster_product_have_their_places():
    blocks = (Block("text", "Một câu nói rõ điều cần làm.", key="1"), Block("text", "Liên hệ: đồn biên phòng, số 0260 000 000.", key="2"))
    made = engine.measure(replace(SAMPLES["poster_picture"]("vi"), summary="", blocks=blocks), layout="poster_picture").measured
    assert {block["key"]: block["frame"] for block in made["blocks"]} == {"title": "headline", "1": "promise", "2": "notes"}


@pytest.mark.parametrize("layout", LED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_any_sensible_length_fits(layout, language):
    sample, text = SAMPLES[layout](language), articles(language)[1][1]
    for letters in range(20, len(text), 20):
        made = engine.measure(replace(sample, summary=text[:letters].strip()), layout=layout).measured
        assert [(letters, frame["name"], frame["over"]) for frame in made["frames"] if frame["over"]] == []


@pytest.mark.parametrize(("layout", "least"), [("poster_picture", 60), ("poster_text", 30)])
def test_qr_is_large_enough_to_be_scanned_from_where_people_stand(layout, least):
    made = engine.measure(SAMPLES[layout]("vi"), layout=layout).measured
    assert [image["width"] >= least for image in made["images"] if image["name"] == "qr.svg"] == [True]


@pytest.mark.parametrize("layout", LED)
def test_larger_papers_carry_the_same_drawing_enlarged(layout):
    frames = []
    for size in SIZES:
        made = engine.measure(SAMPLES[layout]("vi"), layout=layout + size).measured
        assert [tuple(page) for page in made["pages"]] == [layouts.get(layout + size).sheet]
        scale = layouts.get(layout + size).sheet[0] / 297
        frames.append([(frame["name"], round(frame["width"] / scale, -1), frame["lines"]) for frame in made["frames"]])
    assert frames[0] == frames[1] == frames[2]


@pytest.mark.parametrize("layout", [led + size for led in LED for size in SIZES])
def test_every_edge_is_covered_three_millimetres_beyond_the_trim(press, layout):
    document = lay_out(press, SAMPLES[layout]("vi"), layout, bleed=True)
    width, height = layouts.get(layout).sheet
    names = ("scene", "field", "foot", "across") if "picture" in layout else ("ground", "selvedge")
    boxes = [of_class(document, name) for name in names]
    edges = [
        min(box.position_x for box in boxes), min(box.position_y for box in boxes),
        max(box.position_x + box.margin_width() for box in boxes), max(box.position_y + box.margin_height() for box in boxes),
    ]  # fmt: skip
    assert [round(edge / MM, 1) for edge in edges] == [-3, -3, width + 3, height + 3]


@pytest.mark.parametrize("count", [0, 1, 3, 5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_poster_divides_its_sheet_by_its_points(press, language, count):
    points = tuple(
        Block("list_item", f"{number}. {SAMPLES['poster_text'](language).summary}", {"ordered": True}, key=str(number))
        for number in range(1, count + 1)
    )
    sample = replace(SAMPLES["poster_text"](language), blocks=points)
    made = engine.measure(sample, layout="poster_text").measured
    assert [(frame["name"], frame["over"]) for frame in made["frames"] if frame["over"]] == []
    assert area_of_picture(lay_out(press, sample, "poster_text"), "poster_text") >= 0.4
    voices = next((frame for frame in made["frames"] if frame["name"] == "voices"), None)
    assert count == 0 or voices["height"] * (1 - voices["used"]) < 70  # less than a sixth of the sheet is left empty


def test_too_many_points_are_named_with_the_lines_they_are_too_long():
    points = tuple(Block("list_item", "Một việc cần làm ngay trong tháng này. " * 4) for _number in range(20))
    made = engine.measure(replace(SAMPLES["poster_text"]("vi"), blocks=points), layout="poster_text").measured
    assert next(frame["over"] for frame in made["frames"] if frame["name"] == "voices") > 10


def test_pictures_that_find_no_room_are_named_and_one_that_does_is_not():
    def shown(*pictures):
        blocks = tuple(Block("picture", picture=picture, alternative="Đồi") for picture in pictures)
        return engine.render(replace(SAMPLES["poster_picture"]("vi"), blocks=blocks), layout="poster_picture").findings

    three = [photo("white", stripes) for stripes in ("red", "green", "blue")]
    told = [(found.level, found.sentence) for found in shown(*three) if found.kind == "pictures"]
    assert told == [("warn", "1 of 3 pictures of the text are shown.")]
    assert [found for found in shown(three[0]) if found.kind == "pictures"] == []


@pytest.mark.parametrize("layout", ["poster_text", "poster_text_a1"])
def test_rows_rule_and_code_of_a_text_poster_end_on_one_line(press, layout):
    document = lay_out(press, SAMPLES[layout]("vi"), layout)
    unit = layouts.get(layout).sheet[0] / 29.7  # the length of 1 cm on A3
    rows, rule, code = (of_class(document, name) for name in ("voice", "access", "qr"))
    modules = code.width / (33 + 8)  # its symbol has 33 modules, and 4 of white on each side
    ends = [
        rows.border_box_x() + rows.border_width(),
        rule.border_box_x() + rule.border_width(),
        code.position_x + code.width - 4 * modules,
    ]
    assert [end / MM / unit for end in ends] == pytest.approx([28.1, 28.1, 28.1], abs=0.06)


@pytest.mark.parametrize(("layout", "cloth"), [("poster_text", "ground"), ("letters", "cloth"), ("bulletin", "cloth")])
def test_a_cloth_that_ends_on_white_has_a_hem(press, layout, cloth):
    ended = of_class(lay_out(press, SAMPLES[layout]("lo"), layout), cloth)
    assert ended.border_bottom_width / MM >= 0.3
    assert ended.style["background_clip"] == ("padding-box",)
    assert ended.style["border_bottom_color"] == ended.style["background_color"]
