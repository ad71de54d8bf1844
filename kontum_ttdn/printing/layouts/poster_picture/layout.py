"""The picture poster, A3, A2, A1: a landscape or photo over two fifths of the sheet or more, one headline to be read at 5 m, one promise at 2 m.

All lengths here are millimetres on A3; page.css sets them in rem, so that the larger sheets are the same drawing enlarged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts import lines
from kontum_ttdn.printing.layouts.base import Layout, larger

# Size and most lines. Down to 28.2 mm capitals are 20 mm high or more: there a headline of twelve words has its place.
HEADLINES = ((53, 2), (46, 2), (39, 3), (33, 4), (28.2, 6), (24, 6), (20, 7), (16, 9), (12, 12), (9, 16))
LEGIBLE = 5  # the last step of twelve words
PROMISES = ((10.9, 2), (9.6, 3), (8.2, 4), (7, 6))
HEADLINE_WIDTH, PROMISE_WIDTH = 272, 190
PICTURE = 168  # the scene is never lower: two fifths of 420
TOP, BAND, FOOT = 5, 7, 46.5  # the headline's air, the band at its thinnest, the white foot
AIR = 18  # between the headline and its neighbours, where the headline leaves so much; the band is thicker then, too
LEAST_PROMISE = 27  # the QR's tab stands beside it
NOTE = 5  # size of the further words in the foot


@dataclass(frozen=True)
class Composition:
    """The sizes of headline and promise, and whether the headline has air around it."""

    promised: lines.Fit
    headline: lines.Fit
    airy: bool


def context(document: Document) -> dict:
    promise, *notes = _words(document)
    noted = sum(lines.count(note.text, PROMISE_WIDTH / NOTE) for note in notes)
    tried = list(_compositions(document, promise.text, noted))
    cover = _cover(document)
    return {
        "hero": flow.picture_name(cover) if cover else "",  # a drawn landscape of the family stands in its place
        "hero_says": cover.alternative if cover else "",
        "hero_credit": cover.credit if cover else "",
        "composition": next((made for made in tried if made.headline.step <= LEGIBLE), tried[0]),
        "promise": promise,
        "notes": notes,
        "noted": noted,
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


def _compositions(document: Document, promise: str, noted: int) -> Iterator[Composition]:
    """With air, then without, then with ever smaller promises."""
    language = document.language
    for smaller, air in ((0, AIR), (0, 0), (1, 0), (2, 0), (3, 0)):
        promised = lines.fit(promise, language, PROMISES[smaller:], PROMISE_WIDTH, 60, lines.BODY)
        below = max(LEAST_PROMISE, promised.height + 5) + BAND + FOOT + noted * NOTE * lines.leading(language)
        headline = lines.fit(document.title, language, HEADLINES, HEADLINE_WIDTH, 420 - PICTURE - TOP - below - air)
        yield Composition(replace(promised, step=promised.step + smaller), headline, bool(air))


def _cover(document: Document) -> Block | None:
    """The cover picture, or else the first."""
    pictures = [block for block in document.blocks if block.kind == "picture" and block.picture]
    return next((block for block in pictures if flow.is_cover(block)), pictures[0] if pictures else None)


def _words(document: Document) -> list[Block]:
    """The promise – the summary, or else the first words of the text –, then all other words."""
    words = [block for block in document.blocks if block.kind in PLACES and block.kind != "picture" and block.text]
    if document.summary:
        return [Block("text", document.summary, key="summary"), *words]
    return words or [Block("text")]


PLACES = ("picture", "heading", "text", "quote", "callout")
POSTER = Layout(
    name="poster_picture", label="áp phích", title=gettext_noop("Picture poster A3"), sheet=(297, 420), paper="29,7 × 42 cm",
    boxes={
        "headline": gettext_noop("the headline"), "promise": gettext_noop("the promise"), "notes": gettext_noop("the words in the foot"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
    },
    places=PLACES, context=context, files="poster_picture", format="a3", body=14, office="halves",
)  # fmt: skip
LAYOUTS = (
    POSTER,
    larger(POSTER, "a2", title=gettext_noop("Picture poster A2"), body=20),
    larger(POSTER, "a1", title=gettext_noop("Picture poster A1"), body=28),
)
