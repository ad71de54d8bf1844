"""The leaflet, A5. Front: one picture, one sentence. Inside: the text, on as many sides as it needs. Last: where to go, who answers for it."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import Layout, cover_context, step
from kontum_ttdn.printing.letters import visible_length

TITLE_STEPS = ((28, "short"), (52, "middling"), (96, "long"))  # letters, and the size that sets them in at most three or four lines
SPARSE = 420  # letters of body: up to so many stand in large type
LEAD_STEPS = ((190, "short"), (420, "middling"))


def context(document: Document) -> dict:
    return {
        **cover_context(document),
        "title_step": step(document.title, TITLE_STEPS),
        "lead_step": step(document.summary, LEAD_STEPS),
        "sparse": _is_sparse(document),
        "parts": flow.parts(document, LAYOUT.places),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


def _is_sparse(document: Document) -> bool:
    """A saying or two, nothing to do: it may fill its side."""
    plain = all(block.kind in ("text", "quote") for block in document.blocks)
    return plain and sum(visible_length(block.text) for block in document.blocks) <= SPARSE


LAYOUT = Layout(
    name="leaflet", label="tờ rơi", title=gettext_noop("Leaflet A5"), sheet=(148, 210), paper="14,8 × 21 cm",
    boxes={
        "front": gettext_noop("the front"), "issuer": gettext_noop("the issuer's line"), "inside": gettext_noop("the inside"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
    },
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context, office="2-up",
)  # fmt: skip
LAYOUTS = (LAYOUT,)
