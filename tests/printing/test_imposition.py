import hashlib
import os
import subprocess
import sys
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from kontum_ttdn.printing import engine, imposition, layouts
from kontum_ttdn.printing.fence.pool import ROOT
from kontum_ttdn.printing.imposition.booklet import booklet, sections
from kontum_ttdn.printing.imposition.tiles import MARGIN, OVERLAP, full_size, on_two, tiles
from kontum_ttdn.printing.imposition.together import together, two_up
from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.printing.page import compose, load_asset
from kontum_ttdn.printing.variants import VARIANTS

from .derived import MM, checked, numbered, placed, said, sizes, windows, worded
from .pages import pdfium_text, plain

JOB = "udhr · km · ភាសាខ្មែរ · bản duyệt số 3 · áp phích 42 × 59,4 cm"
DERIVED = [name for name, variant in VARIANTS.items() if variant.finish]
IN_ANOTHER_PROCESS = """
import hashlib, sys, django
django.setup()
from kontum_ttdn.printing import layouts
from kontum_ttdn.printing.variants import VARIANTS
made = VARIANTS[sys.argv[1]].finish(sys.stdin.buffer.read(), layouts.get("leaflet"), sys.argv[2])
sys.stdout.write(hashlib.sha256(made).hexdigest())
"""


def leafed_through(pairs: list) -> list[int | None]:
    """What a reader of the folded sheets sees, page after page: down the right halves of the fronts and left ones of the backs, and back."""
    sheets = list(zip(pairs[::2], pairs[1::2], strict=True))
    inwards = [page for (_left, front), (back, _right) in sheets for page in (front, back)]
    outwards = [page for (front, _right), (_left, back) in reversed(sheets) for page in (back, front)]
    return inwards + outwards


@pytest.mark.parametrize("sides", range(1, 18))
def test_booklet_reads_in_order_with_blanks_before_the_back_cover(sides):
    blanks = [None] * (-sides % 4)
    pages = list(range(sides))
    (section,) = sections(sides)
    assert leafed_through(section) == ([*pages[:-1], *blanks, pages[-1]] if sides > 1 else [*pages, *blanks])


@pytest.mark.parametrize(("sides", "sheets"), [(57, [15]), (64, [16]), (65, [8, 9]), (400, [14, 14, 14, 14, 14, 15, 15])])
def test_thick_book_is_folded_in_sections_that_can_be_stapled(sides, sheets):
    made = sections(sides)
    assert sorted(len(section) // 2 for section in made) == sheets
    assert [page for section in made for page in leafed_through(section) if page is not None] == list(range(sides))


def test_booklet_stands_at_the_fold_on_a4():
    made = booklet(numbered(4))
    assert sizes(made) == [(297, 210)] * 2
    assert [set(sheet) for sheet in said(made)] == [{"S4", "S1"}, {"S2", "S3"}]
    (outside, inside) = said(made)
    assert outside["S4"] == pytest.approx((20.5, 20), abs=0.5)  # the left half ends at the fold: half a millimetre is cut off outside
    assert outside["S1"] == pytest.approx((168.5, 20), abs=0.5)
    assert (inside["S2"][0], inside["S3"][0]) == pytest.approx((outside["S4"][0], outside["S1"][0]), abs=0.1)


def test_booklet_moves_inner_sheets_towards_the_fold_and_never_over_it():
    flat, crept = said(booklet(numbered(12), creep=0)), said(booklet(numbered(12), creep=0.5))
    moved = [{word: round(place[0] - flat[sheet][word][0], 2) for word, place in words.items()} for sheet, words in enumerate(crept)]
    assert moved == [
        {"S12": 0, "S1": 0}, {"S2": 0, "S11": 0}, {"S10": 0.5, "S3": -0.5}, {"S4": 0.5, "S9": -0.5},
        {"S8": 1, "S5": -1}, {"S6": 1, "S7": -1},
    ]  # fmt: skip
    with pikepdf.open(BytesIO(booklet(numbered(12), creep=0.5))) as opened:
        bounds = [
            [float(edge) for edge in told.operands] for told in pikepdf.parse_content_stream(opened.pages[-1]) if str(told.operator) == "re"
        ]
    assert [(round(left), round(left + across)) for left, _y, across, _height in bounds] == [(0, 421), (421, 842)]


def test_leaf_of_two_sides_stands_twice_back_to_back():
    made = two_up(numbered(2))
    assert sizes(made) == [(297, 210)] * 2
    assert [[(word, round(x), round(y)) for word, x, y in sheet] for sheet in placed(made)] == [
        [("S1", 20, 20), ("S1", 169, 20)],
        [("S2", 20, 20), ("S2", 169, 20)],
    ]


def test_leaflet_of_more_sides_is_folded():
    assert [set(sheet) for sheet in said(two_up(numbered(3)))] == [{"S3", "S1"}, {"S2"}]


@pytest.mark.parametrize(("sides", "count", "sheets"), [(1, 2, 1), (1, 4, 1), (2, 4, 2), (4, 4, 2), (5, 2, 4), (8, 4, 2), (9, 4, 4)])
def test_leaves_cut_apart_and_stacked_come_in_order(sides, count, sheets):
    made = placed(together(numbered(sides), count))
    assert len(made) == sheets
    leaves, half = [], 105 if count == 4 else 148.5
    for front, back in zip(made[::2], made[1::2], strict=False):
        fronts = {(round(x // half), round(y, 1)): word for word, x, y in front}
        backs = {(round(1 - x // half), round(y, 1)): word for word, x, y in back}  # the paper is turned from left to right
        leaves += [(word, backs.get(cell, "")) for cell, word in fronts.items()]
    expected = [(f"S{number}", f"S{number + 1}" if number < sides else "") for number in range(1, sides + 1, 2)]
    assert sides == 1 or leaves == expected * max(1, count // len(expected))


@pytest.mark.parametrize(("sides", "count", "copies"), [(1, 2, 2), (1, 4, 4)])
def test_poster_of_one_side_is_repeated_on_one_sheet(sides, count, copies):
    assert [[word for word, _x, _y in sheet] for sheet in placed(together(numbered(sides), count))] == [["S1"] * copies]


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize(("width", "height"), [(100, 100), (148, 210), (210, 297), (297, 210), (594, 841)])
def test_sides_set_together_are_never_enlarged_or_cut(width, height, count):
    (parts,) = windows(together(numbered(1, width, height), count))
    assert len(parts) == count
    for part in parts:
        assert part.scale <= 1
        assert max(part.stretch[:2]) <= 0.1
        assert part.stretch[0] + part.stretch[2] >= width - 0.1 and part.stretch[1] + part.stretch[3] >= height - 0.1


@pytest.mark.parametrize(("width", "height", "sheets"), [(297, 420, 4), (420, 594, 8), (594, 841, 15), (594, 420, 8), (190, 270, 1)])
def test_tiles_cover_the_whole_poster_in_full_size(width, height, sheets):
    found = [part for (part,) in windows(tiles(numbered(1, width, height), JOB))]
    assert (len(found), {part.scale for part in found}) == (sheets, {1})
    columns = sorted({round(part.stretch[0], 2): round(part.stretch[2], 2) for part in found}.items())
    rows = sorted({round(part.stretch[1], 2): round(part.stretch[3], 2) for part in found}.items())
    assert len(columns) * len(rows) == len(found)  # a grid: what covers each way covers every point
    for stretches, length in ((columns, width), (rows, height)):
        assert (stretches[0][0], sum(stretches[-1])) == pytest.approx((0, length), abs=0.05)
        for (start, seen), (following, _seen) in pairwise(stretches):
            assert start + seen - following == pytest.approx(OVERLAP, abs=0.05)


@pytest.mark.parametrize(("width", "height"), [(297, 420), (420, 297), (420, 594)])
@pytest.mark.parametrize("grid_for", [full_size, on_two])
def test_nothing_is_printed_where_an_office_printer_cannot(width, height, grid_for):
    made = tiles(numbered(1, width, height), JOB, grid_for=grid_for)
    for paper, (part,) in zip(sizes(made), windows(made), strict=True):
        left, foot, across, up = part.window
        assert min(left, foot, paper[0] - left - across, paper[1] - foot - up) >= MARGIN - 0.01
    for page in pypdfium2.PdfDocument(made):
        shown = page.render(scale=4 / MM, grayscale=True).to_pil()  # four dots a mm
        inked = shown.point(lambda tone: 255 - tone).getbbox()
        edge = 4 * (MARGIN - 0.5)
        assert edge <= min(inked[0], inked[1], shown.width - inked[2], shown.height - inked[3])


@pytest.mark.parametrize(("width", "height", "along"), [(297, 420, 1), (420, 297, 0)])
def test_a3_stands_on_two_sheets_at_nine_tenths(width, height, along):
    found = [part for (part,) in windows(tiles(numbered(1, width, height), JOB, grid_for=on_two))]
    assert [round(part.scale, 3) for part in found] == [0.9, 0.9]
    (start, seen), (following, more) = sorted((part.stretch[along], part.stretch[along + 2]) for part in found)
    assert (start, following + more) == pytest.approx((0, 420), abs=0.1)
    assert start + seen - following == pytest.approx(OVERLAP / 0.9, abs=0.1)


def test_each_tile_says_which_it_is_and_of_what():
    made = pdfium_text(tiles(numbered(1, 420, 594), JOB)).split("tờ ")[1:]
    assert [words.split(" · ")[:2] for words in made] == [
        [f"{2 * row + column + 1}/8", f"hàng {row + 1}, cột {column + 1}"] for row in range(4) for column in range(2)
    ]
    assert all("udhr · km · bản duyệt số 3 · áp phích 42 × 59,4 cm · cắt nét liền, dán đến nét đứt" in words for words in made)


def test_words_of_a_poster_stand_where_they_belong_on_its_tiles():
    words = {(x, y): f"X{x}Y{y}" for x in range(5, 410, 30) for y in range(5, 590, 30)}
    made = tiles(worded([words], 420, 594), JOB)
    whole = set()
    for sheet, (part,) in zip(said(made), windows(made), strict=True):
        left, foot, across, up = part.stretch
        for (x, y), word in words.items():
            if left <= x <= left + across - 20 and foot <= y <= foot + up - 4:
                assert sheet[word] == pytest.approx((x - left + part.window[0], y - foot + part.window[1]), abs=0.6)
                whole.add(word)
    assert len(whole) > len(words) * 0.9  # the others are cut by a seam


@pytest.mark.parametrize("variant", DERIVED)
def test_derived_file_is_sound_and_the_same_from_two_processes(leaflet, variant):
    master = engine.fence().render(compose(leaflet, "leaflet", VARIANTS[variant].master or variant).order(load_asset)).pdf
    made = VARIANTS[variant].finish(master, layouts.get("leaflet"), JOB)
    assert checked(made) == ""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kontum_ttdn.settings"}
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, variant, JOB]
    other = subprocess.run(command, input=master, capture_output=True, check=True, cwd=ROOT, env=environment).stdout.decode()
    assert hashlib.sha256(made).hexdigest() == other


@pytest.mark.parametrize("kind", ["2-up", "booklet", "tiles", "halves"])
def test_no_word_is_lost_by_imposition(leaflet, kind):
    master = engine.render(leaflet, variant="screen").pdf
    made = plain(pdfium_text(imposition.OFFICE[kind](master, JOB)))
    for line in pdfium_text(master).splitlines():
        if kind in ("2-up", "booklet") or len(line) < 20:  # a longer line may be cut by a tile's edge
            assert plain(line) in made


def test_what_only_the_reading_file_keeps_is_left_out(leaflet):
    with pikepdf.open(BytesIO(imposition.office(engine.render(leaflet).pdf, layouts.get("leaflet"), JOB))) as opened:
        assert set(opened.Root.keys()) == {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
        assert opened.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


@pytest.mark.django_db
def test_office_file_is_derived_from_the_stored_reading_file(leaflet):
    made = engine.print_document(leaflet, variant="office-grey")
    assert sorted(PrintedFile.objects.values_list("variant", "pages")) == [("office-grey", 2), ("screen", 2)]
    assert engine.print_document(leaflet, variant="office-grey") == made
    assert engine.render(leaflet, variant="office-grey").pdf == made.file.read()


@pytest.mark.parametrize(
    ("sides", "size", "turned"),
    [(1, (210, 297), "/Simplex"), (2, (210, 297), "/DuplexFlipLongEdge"), (2, (297, 210), "/DuplexFlipShortEdge")],
)
def test_a4_stays_as_it_is_and_says_how_the_paper_is_turned(sides, size, turned):
    master = numbered(sides, *size)
    made = imposition.OFFICE["same"](master, JOB)
    assert (sizes(made), said(made)) == (sizes(master), said(master))
    with pikepdf.open(BytesIO(made)) as opened:
        assert (opened.Root.ViewerPreferences.Duplex, opened.Root.ViewerPreferences.PrintScaling) == (turned, "/None")


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_every_layout_can_be_printed_on_a4(name):
    layout = layouts.get(name)
    short = min(layout.sheet)
    if short == 210:
        assert layout.office == "same"
    else:
        assert layout.office in {148: ("2-up", "booklet"), 297: ("halves",), 420: ("tiles",), 594: ("tiles",)}[short]
