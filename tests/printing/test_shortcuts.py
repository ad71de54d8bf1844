"""The press takes shortcuts through WeasyPrint, which is pinned for them: each sheet must be, to the byte, what it is by the long way."""

import re

import pytest

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.page import compose, load_asset

from .samples import SAMPLES

SHEETS = [
    ("leaflet", "vi"),
    ("leaflet", "km"),
    ("trifold", "lo"),
    ("bilingual", "en"),
    ("poster_text", "vi"),
    ("bulletin", "km"),
    ("official", "vi"),
    ("paper", "lo"),
    ("handbook", "vi"),
]
SHORTHAND = re.compile(r"[{;\s](background|font|border|border-(?:top|right|bottom|left)): [^;}]*var\([^;}]*")


@pytest.fixture
def by_the_long_way(press, monkeypatch):
    """The same press without its shortcuts."""
    import pydyf
    from weasyprint import css, svg
    from weasyprint.css.targets import TargetCollector
    from weasyprint.layout import LayoutContext

    from kontum_ttdn.printing.fence import drawn_paths, known_notes, long_books, plain_styles
    from kontum_ttdn.printing.fence import press as fence_press

    def turned() -> None:
        monkeypatch.setattr(css.ComputedStyle, "__missing__", plain_styles.work_out)
        monkeypatch.setitem(svg.TAGS, "path", drawn_paths.draw_plainly)
        monkeypatch.setattr(svg, "color", drawn_paths.read_colour)
        monkeypatch.setattr(LayoutContext, "_update_footnote_area", known_notes.lay_out)
        monkeypatch.setattr(pydyf.PDF, "page_references", long_books.list_pages)
        monkeypatch.setattr(TargetCollector, "cache_target_page_counters", long_books.ask_every_line)
        monkeypatch.setattr(fence_press, "write_once", None)

    return turned


@pytest.mark.parametrize(("layout", "language"), SHEETS)
def test_shortcuts_of_the_press_change_no_byte(press, by_the_long_way, layout, language):
    order = compose(SAMPLES[layout](language), layout, "screen").order(load_asset)
    ways = {"multiple": order.multiple}
    short = [press.press(order.html, order.layout, order.pictures, **ways).pdf for _time in range(2)]  # the second from what was kept
    by_the_long_way()
    plain = press.press(order.html, order.layout, order.pictures, **ways).pdf
    assert short == [plain, plain]


def test_no_shorthand_of_a_style_sheet_holds_a_variable():
    house = engine.house()
    sheets = {"house": house.css, **house.layouts}
    found = [(name, said.group(0).strip()) for name, css in sheets.items() for said in SHORTHAND.finditer(css)]
    assert found == []
