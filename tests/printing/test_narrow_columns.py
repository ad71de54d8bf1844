"""Lao and Khmer in a column of 55 mm: no line is wider than it, and no letter is broken at the end of a line."""

import re
from html import escape

import pytest

from kontum_ttdn.languages.breaking import NEVER_FIRST, NEVER_LAST
from kontum_ttdn.languages.graphemes import graphemes
from kontum_ttdn.printing.typesetting import typeset_page
from products.demo import declaration

from . import catalogues
from .pages import descendants

WIDTH = 55  # mm
LONGEST = 24  # letters: computer talk has words of Latin letters that no column of 55 mm holds; they are no test of Khmer
OWN = re.compile("[\u0e80-\u0eff\u1780-\u17ff]")
TOO_LONG = re.compile(f"[!-~]{{{LONGEST},}}")
PUT_IN = str.maketrans({"\u200b": None, "\u2060": None, "\u00a0": " "})


def placed_by_hand() -> list[str]:
    return [text for text in catalogues.sentences("km") if "\u200b" in text]


TEXTS = {
    "the Declaration in Lao": ("lo", lambda: declaration("lo")),
    "the Declaration in Khmer": ("km", lambda: declaration("km")),
    "Khmer with break marks placed by hand": ("km", placed_by_hand),
    "the same without them": ("km", lambda: [text.replace("\u200b", "") for text in placed_by_hand()]),
    "Khmer without break marks": ("km", lambda: [text for text in catalogues.sentences("km") if "\u200b" not in text]),
    "Lao catalogues": ("lo", lambda: catalogues.sentences("lo")),
}


@pytest.fixture(scope="module", params=TEXTS, ids=lambda name: name.replace(" ", "-"))
def column(request, press):
    """Each paragraph of a text with the lines that it was set in: [(paragraph, [(line, whether it is wider than the column)])]."""
    code, read = TEXTS[request.param]
    paragraphs = [line.strip() for text in read() for line in text.split("\n") if OWN.search(line) and not TOO_LONG.search(line)]
    body = typeset_page("".join(f'<p class="text">{escape(paragraph)}</p>' for paragraph in paragraphs))
    html = f'<!doctype html><html lang="{code}"><title>x</title><style>p {{ width: {WIDTH}mm }}</style><body class="leaflet">{body}'
    document = press.lay_out(html, "leaflet", {})
    return list(zip(paragraphs, lines(document), strict=True))


def test_catalogues_of_debian_are_installed():
    assert len(placed_by_hand()) >= catalogues.KHMER
    assert len(catalogues.sentences("lo")) >= catalogues.LAO


def test_few_strings_are_left_out_for_a_latin_word_without_end():
    assert sum(bool(TOO_LONG.search(text)) for text in placed_by_hand()) < 10


def test_no_line_is_wider_than_the_column(column):
    assert [line for _paragraph, set_in in column for line, wide in set_in if wide and OWN.search(line)] == []


def test_no_letter_is_broken_at_the_end_of_a_line(column):
    broken = []
    for paragraph, set_in in column:
        parts = [line for line, _wide in set_in]
        whole = [letter for part in parts for letter in graphemes(part)] == graphemes("".join(parts))
        wrong = any(NEVER_FIRST.match(part) for part in parts[1:]) or any(part[-1] in NEVER_LAST for part in parts[:-1])
        if wrong or not whole:
            broken.append(paragraph)
    assert broken == []


def test_nothing_is_lost_between_the_lines(column):
    def bare(text):
        return re.sub(r"\s", "", text.translate(PUT_IN))

    assert [paragraph for paragraph, set_in in column if bare(paragraph) != bare("".join(line for line, _wide in set_in))] == []


def lines(document) -> list[list[tuple[str, bool]]]:
    """The lines of each paragraph in its order, with whether they are wider than their column. A paragraph may go on overleaf."""
    found: dict[int, list[tuple[str, bool]]] = {}
    for page in document.pages:
        for block in descendants(page._page_box):
            if type(block).__name__ == "BlockBox" and block.element_tag == "p":
                right = block.content_box_x() + block.width + 1
                found.setdefault(id(block.element), []).extend(line for child in block.children for line in _line(child, right))
    return list(found.values())


def _line(box, right: float) -> list[tuple[str, bool]]:
    if type(box).__name__ != "LineBox":
        return []
    texts = [child for child in descendants(box) if type(child).__name__ == "TextBox"]
    said = "".join(child.text for child in texts).translate(PUT_IN).strip()
    return [(said, max(child.position_x + child.width for child in texts) > right)] if said else []
