"""What the folded leaflets share: the body in their panels, and what stands outside."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts.base import cover_context, step
from kontum_ttdn.printing.parting import parted, weight

PLACES = ("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote", "panel_break")
ROOM = 181  # mm that the words of an inside panel may take
LEAD_STEPS = ((60, "shortest"), (120, "short"), (200, "middling"), (330, "long"))


def folded_context(document: Document, *, panels: int, line: int, sparse: int) -> dict:
    """`panels` inside, each `line` letters wide; a body with at most `sparse` lines in its fullest panel is set larger.

    `beyond` is what its author put behind one break more: it stands outside, where else the summary is, large.
    """
    groups = parted(flow.parts(document, PLACES), panels, line)
    fullest = max((sum(weight(part, line) for part in group) for group in groups), default=0)
    return {
        **cover_context(document),
        "panels": groups[:panels],
        "beyond": groups[panels] if len(groups) > panels else [],
        "room": ROOM,
        "sparse": fullest <= sparse,
        "lead_step": step(document.summary, LEAD_STEPS),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }
