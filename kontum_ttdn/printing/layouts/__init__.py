"""The layouts: a folder each, with layout.py (what it is), page.html (a Django template) and page.css. Add a folder, then its line here."""

from kontum_ttdn.printing.layouts import (
    bilingual,
    bulletin,
    handbook,
    large_print,
    leaflet,
    leaflet_a4,
    letters,
    official,
    paper,
    poster_picture,
    poster_text,
    review,
    specimen,
    trifold,
    twofold,
)
from kontum_ttdn.printing.layouts.base import Layout

ROOMS = (
    leaflet,
    trifold,
    twofold,
    leaflet_a4,
    large_print,
    bilingual,
    handbook,
    poster_picture,
    poster_text,
    letters,
    paper,
    bulletin,
    official,
    review,
    specimen,
)
LAYOUTS: dict[str, Layout] = {layout.name: layout for room in ROOMS for layout in room.LAYOUTS}


def get(name: str) -> Layout:
    """The layout of that name; KeyError where there is none."""
    return LAYOUTS[name]


def stylesheets() -> dict[str, str]:
    """The layouts' own stylesheets, by folder."""
    return {layout.folder.name: layout.css for layout in LAYOUTS.values()}
