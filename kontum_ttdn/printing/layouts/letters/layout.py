"""The letter poster, A3: five cells a row, the small letter large, its capital beside it; letters that a Vietnamese keyboard lacks are tinted.

Of the document, list items are cells ("letter\\ncapital"), a quote is the sample ("heading\\nEnglish heading\\nwords"), text is a note
("Vietnamese\\nEnglish"). What the letters are and are not is said by the layout itself: no poster goes without it, but those of the
languages whose alphabet nobody doubts.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.languages.letters import palette
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.labels import say
from kontum_ttdn.printing.layouts import lines
from kontum_ttdn.printing.layouts.base import Layout
from kontum_ttdn.printing.specimen import said_of_letters

ACROSS = 5
SAMPLES = ((7.4, 2), (6.4, 3), (5.6, 4), (4.8, 6))  # size in millimetres, most lines
SAMPLE_WIDTH, SAMPLE_ROOM = 212, 32
SETTLED = ("vi", "en")  # taught everywhere in these letters: to say of them that they await a review would be untrue


def context(document: Document) -> dict:
    missing = {key.lower for key in palette(document.language)}
    cells = [_cell(block, missing) for block in document.blocks if block.kind == "list_item"]
    sample = next((block for block in document.blocks if block.kind == "quote"), None)
    *headings, words = sample.text.split("\n", 2) if sample else [""]
    label, label_english = said_of_letters(languages.get(document.language))
    return {
        "cells": cells,
        "tinted": any(cell.tinted for cell in cells),
        "rest": -len(cells) % ACROSS,  # cells of cloth at the end of the last row
        "rows": -(-len(cells) // ACROSS),
        "label": label if document.language not in SETTLED else "",
        "label_english": label_english,
        "notes": [(block, *block.text.partition("\n")[::2]) for block in document.blocks if block.kind == "text"],
        "sample": {"headings": headings, "words": words, "block": sample} if sample else None,
        "sample_step": lines.fit(words, document.language, SAMPLES, SAMPLE_WIDTH, SAMPLE_ROOM, lines.BODY).step,
        "access": say(gettext_noop("Read and listen on the portal"), document.language),
        "spoken": languages.get(document.language),
    }


@dataclass(frozen=True)
class Cell:
    """A letter, its capital where it has one, and whether a Vietnamese keyboard lacks it."""

    letter: str
    capital: str
    tinted: bool
    key: str  # of its block


def _cell(block: Block, missing: set[str]) -> Cell:
    letter, _newline, capital = block.text.partition("\n")
    return Cell(letter, capital, letter in missing, block.key)


LAYOUT = Layout(
    name="letters", label="áp phích chữ", title=gettext_noop("Letter poster A3"), sheet=(297, 420), paper="29,7 × 42 cm",
    boxes={
        "name": gettext_noop("the name"), "letters": gettext_noop("the letters"), "sample": gettext_noop("the sample to read"),
        "access": gettext_noop("the way to the portal"),
        "imprint": gettext_noop("the imprint"),
    },
    places=("list_item", "quote", "text"), context=context, office="halves",
)  # fmt: skip
LAYOUTS = (LAYOUT,)
