"""The folded leaflet, A4 landscape, letter fold. Outside: flap 97 mm, back 100, front 100. Inside: 100, 100, 97, the flap narrower so that it lies flat.

Order of meeting: the front; then the flap beside the first panel; then all three inside. Pictures and bands cross a fold, words never.
"""

from django.utils.translation import gettext_noop

from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.layouts.base import Layout, step
from kontum_ttdn.printing.layouts.folded import PLACES, folded_context

TITLE_STEPS = ((26, "short"), (44, "middling"), (68, "long"))


def context(document: Document) -> dict:
    inside = folded_context(document, panels=3, line=44, sparse=17)
    return {**inside, "title_step": step(document.title, TITLE_STEPS)}


LAYOUT = Layout(
    name="trifold", label="tờ gấp ba", title=gettext_noop("Leaflet folded in three, A4"), sheet=(297, 210), paper="29,7 × 21 cm",
    boxes={
        "front": gettext_noop("the front"), "issuer": gettext_noop("the issuer's line"), "flap": gettext_noop("the flap"),
        "languages": gettext_noop("the list of languages"), "access": gettext_noop("the way to the portal"),
        "imprint": gettext_noop("the imprint"), "inside 1": gettext_noop("panel 1"), "inside 2": gettext_noop("panel 2"),
        "inside 3": gettext_noop("panel 3"),
    },
    places=PLACES, context=context, letters=(40, 75), folds=(97, 197),
)  # fmt: skip
LAYOUTS = (LAYOUT,)
