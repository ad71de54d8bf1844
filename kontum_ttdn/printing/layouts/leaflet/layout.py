"""The leaflet, A5. Front: one picture, one sentence. Inside: the text, on as many sides as it needs. Last: where to go, who answers for it."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import Layout, visible_length

TITLE_STEPS = ((28, "short"), (52, "middling"), (96, "long"))  # letters, and the size that sets them in at most three or four lines
SPARSE = 420  # letters of body: up to so many stand in large type
LEAD_STEPS = ((190, "short"), (420, "middling"))


def context(document: Document) -> dict:
    covers = [block for block in document.blocks if flow.is_cover(block) and block.picture]
    cover = covers[0] if covers else None
    return {
        "hero": flow.picture_name(cover) if cover else "",  # a drawn landscape of the family stands in its place
        "hero_says": cover.alternative if cover else "",
        "hero_credit": cover.credit if cover else "",
        "title_step": _step(document.title, TITLE_STEPS),
        "lead_step": _step(document.summary, LEAD_STEPS),
        "sparse": _is_sparse(document),
        "parts": flow.parts(document, LAYOUT.places),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


def _is_sparse(document: Document) -> bool:
    """A saying or two, nothing to do: it may fill its side."""
    plain = all(block.kind in ("text", "quote") for block in document.blocks)
    return plain and sum(visible_length(block.text) for block in document.blocks) <= SPARSE


def _step(text: str, steps: tuple[tuple[int, str], ...]) -> str:
    length = visible_length(text)
    return next((name for most, name in steps if length <= most), "longest")


LAYOUT = Layout(
    name="leaflet", label="tờ rơi", sheet=(148, 210), paper="14,8 × 21 cm", boxes=("front", "issuer", "inside", "access", "imprint"),
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context,
)  # fmt: skip
