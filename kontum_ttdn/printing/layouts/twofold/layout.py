"""The folded leaflet, A4 landscape folded once to A5. Outside: back, front. Inside: two panels. Pictures and bands cross the fold, words never."""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.layouts.base import Layout, step
from kontum_ttdn.printing.layouts.folded import PLACES, folded_context

TITLE_STEPS = ((18, "short"), (46, "middling"), (84, "long"))


def context(document: Document) -> dict:
    inside = folded_context(document, panels=2, line=62, sparse=20)
    return {**inside, "title_step": step(document.title, TITLE_STEPS)}


LAYOUT = Layout(
    name="twofold", label="tờ gấp đôi", title=gettext_noop("Leaflet folded in two, A4"), sheet=(297, 210), paper="29,7 × 21 cm",
    boxes={
        "front": gettext_noop("the front"), "issuer": gettext_noop("the issuer's line"), "back": gettext_noop("the back"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"), "inside 1": gettext_noop("panel 1"),
        "inside 2": gettext_noop("panel 2"),
    },
    places=PLACES, context=context, folds=(148.5,),
)  # fmt: skip
LAYOUTS = (LAYOUT,)
