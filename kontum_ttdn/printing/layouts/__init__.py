"""The layouts: a folder each, with layout.py (what it is), page.html (a Django template) and page.css. Add a folder, then its line here."""

from kontum_ttdn.printing.layouts import leaflet, specimen
from kontum_ttdn.printing.layouts.base import Layout

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in (leaflet.LAYOUT, specimen.LAYOUT)}


def get(name: str) -> Layout:
    """The layout of that name; KeyError where there is none."""
    return LAYOUTS[name]
