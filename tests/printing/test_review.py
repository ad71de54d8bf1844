"""The review sheet: two boxes to tick and lines to write on at every segment, none of them parted from it; room for a signature."""

from dataclasses import replace

import pytest

from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import Block
from kontum_ttdn.printing.page import compose, load_asset
from kontum_ttdn.printing.specimen_texts import sentence

from .pages import MM, contrasts, elements
from .samples import LANGUAGES as WITH_TEXT
from .samples import SAMPLES, document


def laid_out(press, made):
    page = compose(made, "review", "screen")
    return press.lay_out(page.html, "review", page.files(load_asset))


def of_class(laid, name):
    """Each element once, by the first of its boxes; what is parted over two sides is there twice."""
    found = {}
    for box in elements(laid):
        if name in (box.element.get("class") or "").split() and type(box).__name__ != "LineBox":
            found.setdefault((id(box.element), round(box.position_y)), box)
    return list(found.values())


@pytest.mark.parametrize("language", WITH_TEXT)
def test_every_segment_has_two_boxes_and_at_least_two_lines_a_hand_can_write_on(press, language):
    made = SAMPLES["review"](language)
    laid = laid_out(press, made)
    segments = len(made.blocks)
    assert (len(of_class(laid, "answer")), len(of_class(laid, "tick"))) == (segments, 2 * segments + 2)
    assert {round(box.border_height() / MM, 1) for box in of_class(laid, "rule")} == {9.5}
    assert len(of_class(laid, "rule")) >= segments


@pytest.mark.parametrize("language", WITH_TEXT)
def test_short_segment_stands_whole_on_one_side(press, language):
    laid = laid_out(press, SAMPLES["review"](language))
    short = [box for box in of_class(laid, "segment") if "long" not in box.element.get("class")]
    assert len({id(box.element) for box in short}) == len(short)


def test_longer_words_have_more_lines_and_no_more_than_a_hand_fills(press):
    laid = laid_out(press, document("vi", blocks=(Block("text", "Ngắn.", key="a"), Block("text", "Một câu dài. " * 40, key="b"))))
    assert len(of_class(laid, "rule")) == 1 + 7


def test_sourced_words_of_a_minority_language_are_set_large_and_without_a_finding():
    blocks = (Block("text", sentence("jra").text, key="a"),)
    made = replace(document("vi", blocks=blocks), language="jra", title=LANGUAGES["jra"].autonym)
    measured = engine.measure(made, layout="review")
    assert (measured.findings, measured.measured["body"]) == ((), 14)
    assert 'lang="jra-Latn"' in compose(made, "review", "screen").html


def test_words_are_black_on_white(press):
    assert min(contrasts(laid_out(press, SAMPLES["review"]("vi"))).values()) > 14
