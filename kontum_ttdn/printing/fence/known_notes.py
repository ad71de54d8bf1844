"""The height of a page's notes, laid out once.

The box that closes a leaflet is its last note, so that it stands at the foot of the last side. WeasyPrint 70.0 lays the notes out whenever one
is tried on a page, only to learn how high they are; where they have to go overleaf, that was a tenth of a leaflet. Here the same notes in the
same room keep their height. It wraps a private method: WeasyPrint is pinned exactly, and tests/printing/test_shortcuts.py compares the bytes
of sheets made with and without it.
"""

from weasyprint.layout import LayoutContext

EDGES = [
    f"{kind}_{side}{end}"
    for kind, end in (("margin", ""), ("padding", ""), ("border", "_width"))
    for side in ("top", "right", "bottom", "left")
]
ROOM = ("width", "min_width", "max_width", "min_height", "max_height", *EDGES)
lay_out = LayoutContext._update_footnote_area


def update(context: LayoutContext) -> bool:
    """Set the area's height and the end of the page above it; answer whether the notes overflow their area."""
    area, notes = context.current_footnote_area, context.current_page_footnotes
    if not notes or context.in_column:
        return lay_out(context)
    known = context.__dict__.setdefault("known_notes", {})
    room = (*map(id, notes), area.page.width, area.page.height, *(getattr(area, name) for name in ROOM))
    if room not in known:
        overflow = lay_out(context)
        known[room] = (area.height, overflow, [*notes])  # the notes are kept, so that no other comes to have their number
        return overflow
    if area.height != "auto":
        context.page_bottom += area.margin_height()
    area.children = notes
    area.height, overflow, _notes = known[room]
    context.page_bottom -= area.margin_height()
    return overflow


def install() -> None:
    LayoutContext._update_footnote_area = update
