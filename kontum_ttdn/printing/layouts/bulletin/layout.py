"""The bulletin, A4: a masthead, a lead over two columns with its picture, the other stories beside it and in three columns after it."""

from dataclasses import replace

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts import lines
from kontum_ttdn.printing.layouts.base import Layout

from .front import divide

NAMES = ((15.6, 1), (12.6, 1), (10, 2), (7.6, 2), (6, 3), (4.8, 5))  # millimetres and most lines of the bulletin's name
NAME_WIDTH, NAME_ROOM = 182, 25
DECK = 4.2  # size of the summary, which stands over all three columns


def context(document: Document) -> dict:
    picture = _picture(document)
    body = replace(document, blocks=tuple(block for block in document.blocks if block is not picture))
    deck = lines.height(document.summary, document.language, DECK, 172, lines.BODY) + 7 if document.summary else 0
    return {
        "front": divide(document, flow.parts(body, LAYOUT.places), deck),
        "name_step": lines.fit(document.title, document.language, NAMES, NAME_WIDTH, NAME_ROOM).step,
        "hero": flow.picture_name(picture) if picture else "",  # a drawn landscape of the family stands in its place
        "hero_says": picture.alternative if picture else "",
        "hero_credit": picture.credit if picture else "",
        "caption": picture,
        "in_this_issue": say(gettext_noop("In this issue"), document.language),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


def _picture(document: Document):
    """The lead's picture: the cover, or else the first."""
    pictures = [block for block in document.blocks if block.kind == "picture" and block.picture]
    return next((block for block in pictures if flow.is_cover(block)), pictures[0] if pictures else None)


LAYOUT = Layout(
    name="bulletin", label="bản tin", title=gettext_noop("Bulletin A4"), sheet=(210, 297), paper="21 × 29,7 cm",
    boxes={
        "masthead": gettext_noop("the masthead"), "deck": gettext_noop("the summary"), "lead": gettext_noop("the lead story"),
        "side": gettext_noop("the column beside the lead"), "columns": gettext_noop("the columns"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
    },
    places=("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote"), context=context, letters=(30, 75),
)  # fmt: skip
LAYOUTS = (LAYOUT,)
