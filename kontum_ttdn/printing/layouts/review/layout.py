"""The review sheet, A4, for somebody without an account: each segment beside its source, two boxes to tick, lines to write on, a signature.

Of the document, each block is a segment and numbered as it comes; what it was made from stands in `beside` under the same key. It goes
through an office's black printer: ink on paper, and nothing else.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts import lines
from kontum_ttdn.printing.layouts.base import Layout, step
from kontum_ttdn.printing.letters import visible_length

TITLE_STEPS = ((40, "short"), (90, "middling"))
HAND = 1.2  # a hand needs so many times the room of print
WRITTEN = 168 / 4.94  # em: the width of the lines to write on, in letters of 14 points
FEWEST, MOST = 2, 8  # lines to write on
WHOLE = 500  # letters of a segment that moves on whole to the next side
SAID = {
    "heading": gettext_noop("Language review sheet"),
    "how": gettext_noop("Read each segment and tick whether it is good. Where it can be said better, write your wording on the lines."),
    "unmarked": gettext_noop("A segment without a tick counts as good."),
    "good": gettext_noop("Good"),
    "not_good": gettext_noop("Not good"),
    "better": gettext_noop("Say it better:"),
    "whole": gettext_noop("The whole text"),
    "right": gettext_noop("The text is right as it stands."),
    "mend": gettext_noop("The text must be mended first."),
    "name": gettext_noop("Full name"),
    "date": gettext_noop("Date"),
    "signature": gettext_noop("Signature"),
    "kept": gettext_noop("Your name and signature are kept to show who answered for these words, and for nothing else."),
}


@dataclass(frozen=True)
class Segment:
    """One numbered piece: its words, what they were made from, and how many lines there are to write on."""

    number: int
    block: Block
    tag: str
    source: str
    rules: range

    @property
    def long(self) -> bool:
        return visible_length(self.block.text) > WHOLE


def context(document: Document) -> dict:
    source = document.beside[0] if document.beside else None
    return {
        "segments": [_segment(number, block, document, source) for number, block in enumerate(document.blocks, 1)],
        "source": source,
        "source_tag": languages.get(source.language).tag if source else "",
        "spoken": languages.get(document.language),
        "from_spoken": languages.get(source.language) if source else None,
        "title_step": step(document.title, TITLE_STEPS, longest="long"),
        "say": {name: say(message, document.language) for name, message in SAID.items()},
    }


def _segment(number: int, block: Block, document: Document, source: Document | None) -> Segment:
    spoken = block.language or document.language
    needed = round(lines.count(block.text, WRITTEN / lines.SCRIPT_SIZE.get(spoken, 1)) * HAND)
    said = source.said(block.key) if source else ""
    return Segment(number, block, languages.get(spoken).tag, said, range(min(MOST, max(FEWEST, needed)) - 1))  # one stands beside the boxes


LAYOUT = Layout(
    name="review", label="phiếu thẩm định", title=gettext_noop("Language review sheet A4"), sheet=(210, 297), paper="21 × 29,7 cm",
    boxes={
        "head": gettext_noop("the head"), "segments": gettext_noop("the segments"), "end": gettext_noop("name and signature"),
    },
    places=("heading", "text"), context=context, body=14, letters=(28, 75), inner=True,
)  # fmt: skip
LAYOUTS = (LAYOUT,)
