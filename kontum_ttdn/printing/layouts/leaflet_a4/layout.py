"""The leaflet, A4. Front: picture and title. Inside: two columns on as many sides as the text needs, or one measured column where it is short."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import Layout, cover_context, step
from kontum_ttdn.printing.parting import weight

LINE = 66  # letters in a line of the measured column
SHORT = 24  # such lines: up to so many stand in one column, in larger type
TITLE_STEPS = ((22, "short"), (52, "middling"), (96, "long"))
LEAD_STEPS = ((110, "short"), (240, "middling"), (480, "long"))


def context(document: Document) -> dict:
    parts = flow.parts(document, LAYOUT.places)
    return {
        **cover_context(document),
        "parts": parts,
        "measured": sum(weight(part, LINE) for part in parts) <= SHORT,
        "title_step": step(document.title, TITLE_STEPS),
        "lead_step": step(document.summary, LEAD_STEPS),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


LAYOUT = Layout(
    name="leaflet_a4", label="tờ rơi", title=gettext_noop("Leaflet A4"), sheet=(210, 297), paper="21 × 29,7 cm",
    boxes={
        "front": gettext_noop("the front"), "issuer": gettext_noop("the issuer's line"), "inside": gettext_noop("the inside"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
    },
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context, letters=(40, 75),
)  # fmt: skip
LAYOUTS = (LAYOUT,)
