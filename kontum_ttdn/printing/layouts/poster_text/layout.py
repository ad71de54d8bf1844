"""The text poster, A3, A2, A1: headline and sentence on a brocade ground over two fifths of the sheet or more, then points or voices in rows.

All lengths here are millimetres on A3; page.css sets them in rem, so that the larger sheets are the same drawing enlarged.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts import lines
from kontum_ttdn.printing.layouts.base import Layout, larger

# Size and most lines. Down to 28.2 mm capitals are 20 mm high or more: there a headline of twelve words has its place.
HEADLINES = ((53, 2), (46, 2), (39, 3), (33, 4), (28.2, 6), (24, 6), (20, 7), (16, 9), (12, 12), (9, 16))
LEGIBLE = 5  # the last step of twelve words
SENTENCES = ((11.6, 3), (10, 4), (8.4, 5), (7, 8))
TEXTS = (7.8, 7.3, 6.8, 6.3, 5.9)
WIDTH, SENTENCE_WIDTH = 244, 232
LEAST_GROUND = 190  # never lower: with it two fifths of the sheet are cloth
SOURCE, AIR, FOOT = 30, 22, 50  # above the headline; around the sentence; the foot
INDENTS = {"labelled": 37, "marked": 16, "": 0}
ROW, CALLOUT = 1.05, 16  # the air of a row: of its size; in millimetres


@dataclass(frozen=True)
class Row:
    """One voice or point. `look`: heading, callout or nothing; `label`: the language it speaks; `mark`: its number, or "point"."""

    text: str
    heading: str = ""
    label: str = ""
    tag: str = ""
    mark: str = ""
    credit: str = ""
    look: str = ""
    key: str = ""


@dataclass(frozen=True)
class Division:
    """How the sheet is divided: steps of size, and the ground's height in centimetres."""

    text_step: int
    sentence: lines.Fit
    headline: lines.Fit
    ground: int
    fits: bool  # whether the rows stand below the ground
    legible: bool  # whether the headline is as large as twelve words are promised


def context(document: Document) -> dict:
    rows = _rows(document)
    indent = "labelled" if any(row.label for row in rows) else "marked" if any(row.mark for row in rows) else ""
    tried = [_divided(document, rows, indent, step) for step in range(len(TEXTS))]
    chosen = (division for division in tried if division.fits and division.legible)
    return {
        "rows": rows,
        "indent": indent,
        "division": next(chosen, None) or next((division for division in tried if division.fits), tried[-1]),
        "source": " · ".join(filter(None, (document.kicker, document.issuer))),
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
    }


def _divided(document: Document, rows: list[Row], indent: str, step: int) -> Division:
    """The sheet with the rows in the size of `step`; the sentence becomes smaller with them."""
    least = 420 - FOOT - LEAST_GROUND
    body = _height(rows, document.language, TEXTS[step], indent)
    ground = int((420 - FOOT - min(body, least)) // 10)
    skipped = min(step, len(SENTENCES) - 1)
    sentence = lines.fit(document.summary, document.language, SENTENCES[skipped:], SENTENCE_WIDTH, 90, lines.BODY)
    said = sentence.height + AIR if document.summary else 10
    headline = lines.fit(document.title, document.language, HEADLINES, WIDTH, ground * 10 - SOURCE - said)
    return Division(step + 1, replace(sentence, step=sentence.step + skipped), headline, ground, body <= least, headline.step <= LEGIBLE)


def _rows(document: Document) -> list[Row]:
    return [row for part in flow.parts(document, PLACES) for row in _of_part(part)]


def _of_part(part: flow.Part) -> list[Row]:
    spoken = {language.tag: language.autonym for language in languages.LANGUAGES.values()}
    look = part.kind if part.kind in ("heading", "callout") else ""
    numbered = part.kind in ("steps", "numbered")
    return [
        Row(item.text, item.heading, spoken.get(item.tag, ""), item.tag, _mark(part, item, numbered), part.credit, look, item.key)
        for item in part.items
    ]


def _mark(part: flow.Part, item: flow.Item, numbered: bool) -> str:
    return item.mark if numbered else "point" if part.kind == "points" else ""


def _height(rows: list[Row], language: str, size: float, indent: str) -> float:
    """How high the rows will stand, in millimetres, with a little to spare."""
    return 13 * bool(rows) + 1.02 * sum(_row_height(row, language, size, indent) for row in rows)


def _row_height(row: Row, language: str, size: float, indent: str) -> float:
    spoken = next((known.code for known in languages.LANGUAGES.values() if known.tag == row.tag), language)
    if row.look == "heading":
        return 5 + lines.height(row.text, spoken, size * 1.25, WIDTH, lines.DISPLAY)
    width = WIDTH - INDENTS[indent] - (14 if row.look == "callout" or not indent else 0)
    said = lines.height(row.text, spoken, size, width)
    headed = lines.height(row.heading, spoken, size * 1.06, width) if row.heading else 0
    credited = lines.height(row.credit, "vi", 4, width) if row.credit else 0
    return (CALLOUT if row.look == "callout" else ROW * size) + said + headed + credited


PLACES = ("heading", "text", "list_item", "quote", "callout")
POSTER = Layout(
    name="poster_text", label="áp phích", title=gettext_noop("Text poster A3"), sheet=(297, 420), paper="29,7 × 42 cm",
    boxes={
        "source": gettext_noop("the line above the headline"), "headline": gettext_noop("the headline and its sentence"),
        "voices": gettext_noop("the points"),
        "access": gettext_noop("the way to the portal"), "imprint": gettext_noop("the imprint"),
    },
    places=PLACES, context=context, files="poster_text", format="a3", body=16, office="halves",
)  # fmt: skip
LAYOUTS = (
    POSTER,
    larger(POSTER, "a2", title=gettext_noop("Text poster A2"), body=23),
    larger(POSTER, "a1", title=gettext_noop("Text poster A1"), body=32),
)
