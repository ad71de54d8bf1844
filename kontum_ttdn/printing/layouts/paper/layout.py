"""The thematic paper, A4: a title block under a woven band, the summary as lead, one measured column, the way to the portal at its end."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import Layout, cover_context, one_line, step

TITLE_STEPS = ((40, "short"), (90, "middling"), (160, "long"))  # letters, and the size that sets them in at most three or four lines
RUNNING = 80  # letters that the head of a page holds in one line


def context(document: Document) -> dict:
    return {
        **cover_context(document),
        "title_step": step(document.title, TITLE_STEPS),
        "running_title": one_line(document.title, RUNNING),
        "parts": flow.parts(document, LAYOUT.places),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


LAYOUT = Layout(
    name="paper", label="chuyên đề", title=gettext_noop("Thematic paper A4"), sheet=(210, 297), paper="21 × 29,7 cm",
    boxes={
        "front": gettext_noop("the title block"), "lead": gettext_noop("the lead"), "inside": gettext_noop("the text"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
    },
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context,
)  # fmt: skip
LAYOUTS = (LAYOUT,)
