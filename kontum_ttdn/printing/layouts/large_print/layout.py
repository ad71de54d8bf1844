"""Large print for elders, A4: one column of black letters on white, 18 points and open leading, on as many sides as the text needs."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import Layout, cover_context, step

TITLE_STEPS = ((22, "short"), (52, "middling"))


def context(document: Document) -> dict:
    return {
        **cover_context(document),
        "parts": flow.parts(document, LAYOUT.places),
        "title_step": step(document.title, TITLE_STEPS, longest="long"),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


LAYOUT = Layout(
    name="large_print", label="bản chữ lớn", title=gettext_noop("Large print A4"), sheet=(210, 297), paper="21 × 29,7 cm",
    boxes={
        "opening": gettext_noop("the opening"), "issuer": gettext_noop("the issuer's line"), "inside": gettext_noop("the inside"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
    },
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context, body=16,
    letters=(40, 60),
)  # fmt: skip
LAYOUTS = (LAYOUT,)
