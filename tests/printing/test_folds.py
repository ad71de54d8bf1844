from dataclasses import replace

import pypdfium2
import pytest

from kontum_ttdn.printing import engine, layouts
from kontum_ttdn.printing.document import FAMILIES, Block
from kontum_ttdn.printing.page import compose, load_asset

from .colours import colours, grounds
from .pages import MM, Placed, elements, plain, poppler_text, texts
from .samples import LANGUAGES, SAMPLES, articles, declared, document
from .test_leaflet import WATERMARK, every_kind

FOLDED, FLOWING = ("trifold", "twofold"), ("leaflet_a4", "large_print")
NAMES = (*FOLDED, *FLOWING)
BAR = (179, 38, 30)  # what a proof shows where words were cut
INK = "#221d1a"


def lay_out(press, name, sheet, variant="screen"):
    page = compose(sheet, name, variant)
    return press.lay_out(page.html, layouts.get(name).folder.name, page.files(load_asset), multiple=page.layout.multiple)


def marked(*groups: str, **more):
    """A sheet whose panels hold one word each, by its author's breaks."""
    blocks = [block for word in groups for block in (Block("panel_break"), Block("text", word))]
    return document("vi", blocks=tuple(blocks[1:]), summary="Câu-dẫn", **more)


def folds(name: str, page: int) -> list[float]:
    """Millimetres from the left, as the reader sees that side: the inside is the outside's mirror."""
    layout = layouts.get(name)
    return sorted(layout.folds if page == 1 else (layout.sheet[0] - fold for fold in layout.folds))


def panel_of(name: str, placed: Placed) -> tuple[int, int]:
    """Page, and panel counted from its left."""
    return placed.page, sum(fold < placed.left for fold in folds(name, placed.page)) + 1


def where(name: str, laid_out, *words: str) -> dict[str, tuple[int, int]]:
    found = texts(laid_out)
    return {word: next(panel_of(name, placed) for placed in found if word in placed.text) for word in words}


def over(name: str, sheet) -> dict[str, int]:
    frames = engine.measure(sheet, layout=name).measured["frames"]
    return {frame["name"]: frame["over"] for frame in frames if frame["over"]}


def test_panels_of_the_threefold_sheet_lie_where_the_folding_wants_them(press):
    assert (folds("trifold", 1), folds("trifold", 2)) == ([97, 197], [100, 200])
    laid_out = lay_out(press, "trifold", marked("Panel-một", "Panel-hai", "Panel-ba", "Panel-bốn"))
    assert where("trifold", laid_out, "Panel-một", "Panel-hai", "Panel-ba", "Panel-bốn", "Cơ quan", "Tuyên ngôn", "Câu-dẫn") == {
        "Panel-một": (2, 1), "Panel-hai": (2, 2), "Panel-ba": (2, 3), "Panel-bốn": (1, 1),
        "Cơ quan": (1, 2), "Tuyên ngôn": (1, 3), "Câu-dẫn": (1, 3),
    }  # fmt: skip


def test_flap_shows_the_summary_and_the_nine_languages_where_no_fourth_panel_is_written(press):
    laid_out = lay_out(press, "trifold", marked("Panel-một", "Panel-hai", "Panel-ba"))
    assert where("trifold", laid_out, "Câu-dẫn", "Tiếng Việt", "English") == dict.fromkeys(("Câu-dẫn", "Tiếng Việt", "English"), (1, 1))
    names = [placed for placed in texts(laid_out) if placed.page == 1 and 9 <= placed.left < 10 and placed.top > 127]
    assert len(names) == 9


def test_panels_of_the_twofold_sheet_lie_where_the_folding_wants_them(press):
    assert folds("twofold", 1) == folds("twofold", 2) == [148.5]
    laid_out = lay_out(press, "twofold", marked("Panel-một", "Panel-hai", "Panel-ba"))
    assert where("twofold", laid_out, "Panel-một", "Panel-hai", "Panel-ba", "Cơ quan", "Tuyên ngôn", "Câu-dẫn") == {
        "Panel-một": (2, 1), "Panel-hai": (2, 2), "Panel-ba": (1, 1), "Cơ quan": (1, 1), "Tuyên ngôn": (1, 2), "Câu-dẫn": (1, 2),
    }  # fmt: skip
    assert where("twofold", lay_out(press, "twofold", marked("Panel-một", "Panel-hai")), "Câu-dẫn") == {"Câu-dẫn": (1, 1)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOLDED)
def test_words_keep_5_mm_from_every_fold(press, name, language):
    long_title = {"title": "Tuyên ngôn toàn thế giới về quyền con người của mọi dân tộc", "issuer": "Thông tin đối ngoại vùng biên " * 3}
    for sheet in (SAMPLES[name](language), declared(language, *range(1, 20), summary=articles(language)[2][1], **long_title)):
        near = [
            (placed.text, fold)
            for placed in texts(lay_out(press, name, sheet))
            for fold in folds(name, placed.page)
            if placed.left - 4.9 < fold < placed.right + 4.9
        ]
        assert near == []


@pytest.mark.parametrize(("name", "panels"), [("trifold", 3), ("twofold", 2)])
def test_body_without_breaks_fills_every_panel_in_reading_order(press, name, panels):
    laid_out = lay_out(press, name, SAMPLES[name]("en"))
    heads = [placed for placed in texts(laid_out) if placed.text.startswith("Article ")]
    assert [placed.text for placed in heads] == [f"Article {number}" for number in range(2, 2 + len(heads))]
    order = [panel_of(name, placed) for placed in heads]
    assert order == sorted(order)
    assert set(order) == {(2, panel) for panel in range(1, panels + 1)}


@pytest.mark.parametrize("name", FOLDED)
def test_text_too_long_for_its_panel_is_named_and_makes_no_third_side(name):
    sheet = marked("Một", "Hai. " * 1200)
    assert list(over(name, sheet)) == ["inside 2"]
    assert over(name, sheet)["inside 2"] > 10
    assert engine.measure(sheet, layout=name).pages == 2


@pytest.mark.parametrize(
    ("name", "groups", "more", "frame"),
    [
        ("trifold", ("Một", "Hai", "Ba", "Bốn. " * 900), {}, "flap"),
        ("twofold", ("Một", "Hai", "Ba. " * 900), {}, "back"),
        ("trifold", ("Một",), {"summary": "Câu dẫn dài. " * 60}, "flap"),
        ("twofold", ("Một",), {"summary": "Câu dẫn dài. " * 120}, "back"),
        ("trifold", ("Một",), {"title": "Tên dài " * 60}, "front"),
        ("leaflet_a4", ("Một",), {"summary": "Câu dẫn dài. " * 500}, "front"),
    ],
)
def test_words_too_long_for_the_outside_are_named_by_their_box(name, groups, more, frame):
    assert list(over(name, replace(marked(*groups), **more))) == [frame]


@pytest.mark.parametrize("name", NAMES)
def test_qr_and_imprint_stand_on_the_sheet(press, name):
    laid_out = lay_out(press, name, SAMPLES[name]("vi"))
    symbols = [box.width / MM for box in elements(laid_out) if box.element.get("src") == "asset:qr.svg"]
    assert len(symbols) == 1 and symbols[0] * 29 / 37 > 20
    text = " ".join(" ".join(placed.text for placed in texts(laid_out)).split())
    assert "Giấy phép xuất bản số 12/GP-STTTT" in text
    assert f"udhr · vi · bản duyệt số 3 · {layouts.get(name).label} {layouts.get(name).paper}" in text


@pytest.mark.parametrize("name", NAMES)
def test_watermark_stands_on_every_side_of_a_proof_and_every_word_is_still_there(name):
    proof, screen = (engine.render(SAMPLES[name]("vi"), layout=name, variant=variant) for variant in ("proof", "screen"))
    draft, approved = plain(poppler_text(proof.pdf)), plain(poppler_text(screen.pdf))
    assert draft.count(plain(WATERMARK)) == proof.pages == screen.pages > 1
    assert sorted(draft.replace(plain(WATERMARK), "")) == sorted(approved)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", NAMES)
def test_text_has_a_contrast_of_seven_to_one(press, name, family, picture):
    pale = [
        (words, round(ratio, 2))
        for blocks in ((), every_kind(picture))
        for words, ratio in grounds(lay_out(press, name, replace(declared("vi", 3, 4, blocks=blocks, summary="Câu dẫn."), family=family)))
        if ratio < 7
    ]
    assert pale == []


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_block_has_its_place_and_no_finding(name, picture):
    made = engine.render(document("vi", blocks=every_kind(picture), summary="Câu dẫn."), layout=name)
    text = plain(poppler_text(made.pdf))
    assert made.findings == ()
    missing = [block.text for block in every_kind(picture) if not block.option("cover") and plain(block.text) not in text]
    assert missing == []
    assert "Ngườichụp" in text


@pytest.mark.parametrize("name", NAMES)
def test_grounds_reach_3_mm_beyond_the_trim_and_no_farther(press, name):
    width, height = layouts.get(name).sheet
    first = lay_out(press, name, SAMPLES[name]("vi")).pages[0]
    boxes = [box for box in elements(type("Pages", (), {"pages": [first]})) if box.element_tag in ("div", "img")]
    left, top = min(box.border_box_x() for box in boxes) / MM, min(box.border_box_y() for box in boxes) / MM
    right = max(box.border_box_x() + box.border_width() for box in boxes) / MM
    bottom = max(box.border_box_y() + box.border_height() for box in boxes) / MM
    assert (round(left, 1), round(top, 1), round(right, 1)) == (-3, -3, width + 3)
    assert name == "large_print" or round(bottom, 1) == height + 3


def test_large_print_is_18_points_of_ink_on_paper(press):
    laid_out = lay_out(press, "large_print", SAMPLES["large_print"]("vi"))
    assert colours(laid_out) == {INK}
    measured = engine.measure(SAMPLES["large_print"]("vi"), layout="large_print").measured
    assert measured["body"] == 18
    assert min(size for size, _page, _words in measured["smallest"].values()) == 10  # the imprint


@pytest.mark.parametrize("name", FLOWING)
def test_text_flows_over_as_many_sides_as_it_needs_and_closes_on_the_last(name):
    made = engine.measure(declared("vi"), layout=name)
    assert made.pages > 5
    pages = {frame["page"] for frame in made.measured["frames"] if frame["name"] in ("access", "imprint")}
    assert pages == {made.pages}


def test_short_text_stands_in_one_measured_column_and_a_long_one_in_two(press):
    def columns(sheet) -> int:
        heads = [placed for placed in texts(lay_out(press, "leaflet_a4", sheet)) if placed.page == 2 and placed.text.startswith("Article")]
        return len({round(placed.left) for placed in heads})

    assert (columns(declared("en", 3, 4, 5)), columns(declared("en", *range(1, 20)))) == (1, 2)


def side(pdf: bytes, number: int = 0):
    """A side in 3 dots a millimetre."""
    return pypdfium2.PdfDocument(pdf)[number].render(scale=3 / 72 * 25.4).to_pil().convert("RGB")


@pytest.mark.parametrize(
    ("name", "groups", "more", "below"),
    [
        ("trifold", ("Một",), {"summary": "Câu dẫn dài. " * 60}, (0, 128, 97, 210)),  # the languages
        ("twofold", ("Một",), {"summary": "Câu dẫn dài. " * 120}, (0, 125, 148, 210)),  # the way to the portal and the imprint
        ("trifold", ("Một",), {"title": "Tên dài " * 60}, (198, 194, 297, 210)),  # the issuer
        ("trifold", ("Một", "Hai", "Ba", "Bốn. " * 900), {}, (98, 0, 196, 210)),  # the panel beside it
    ],
)
def test_words_too_long_end_at_a_striped_bar_on_a_proof_and_leave_their_neighbours_readable(name, groups, more, below):
    short = replace(marked(*(group[:4] for group in groups)), **dict.fromkeys(more, "Câu"))
    long = replace(marked(*groups), **more)
    fits, runs_over = (engine.render(sheet, layout=name, variant="proof") for sheet in (short, long))
    box = tuple(3 * edge for edge in below)
    assert side(fits.pdf).crop(box).tobytes() == side(runs_over.pdf).crop(box).tobytes()
    barred = [BAR in {colour for _count, colour in side(made.pdf).getcolors(1 << 24)} for made in (fits, runs_over)]
    assert barred == [False, True]
    screen = engine.measure(long, layout=name).measured["frames"]
    assert [frame["over"] for frame in runs_over.measured["frames"]] == [frame["over"] for frame in screen]


@pytest.mark.parametrize("language", ["lo", "km"])
def test_box_that_is_full_to_its_last_line_shows_no_bar(language):
    made = engine.render(SAMPLES["trifold"](language), layout="trifold", variant="proof")  # its title ends within 2 mm of its room
    assert max(frame["used"] for frame in made.measured["frames"] if frame["name"] == "front") > 0.95
    assert (BAR in {colour for _count, colour in side(made.pdf).getcolors(1 << 24)}, made.findings) == (False, ())
