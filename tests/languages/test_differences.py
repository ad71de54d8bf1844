"""What changed between two wordings, as a person reads it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontum_ttdn.languages.differences import GONE, NEW, SAME, Part, differences, words
from kontum_ttdn.languages.folding import normalise
from products.demo import declaration

CHANGES = {
    "nothing": ("Mở ra xem", "Mở ra xem", [(SAME, "Mở ra xem")]),
    "all of it": ("", "Mở ra xem", [(NEW, "Mở ra xem")]),
    "none of it left": ("Mở ra xem", "", [(GONE, "Mở ra xem")]),
    "a word": ("Mở sách ra xem", "Mở ra xem", [(SAME, "Mở "), (GONE, "sách "), (SAME, "ra xem")]),
    "a tone": ("hòa bình", "hoà bình", [(GONE, "hòa"), (NEW, "hoà"), (SAME, " bình")]),
    "two words side by side": ("Read the book", "Read a leaf", [(SAME, "Read "), (GONE, "the book"), (NEW, "a leaf")]),
    "words before one that stayed": (
        "Mang theo giấy.",
        "Luôn mang theo giấy.",
        [(GONE, "Mang"), (NEW, "Luôn mang"), (SAME, " theo giấy.")],
    ),
    "a full stop": ("Mở ra xem", "Mở ra xem.", [(SAME, "Mở ra xem"), (NEW, ".")]),
    "a number": ("ngày 20/11", "ngày 21/11", [(SAME, "ngày "), (GONE, "20"), (NEW, "21"), (SAME, "/11")]),
    "typing order of marks": ("e\u0302\u0306", "e\u0306\u0302", [(SAME, "\u00ea\u0306")]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_difference_names_what_went_and_what_came(name):
    before, after, parts = CHANGES[name]
    assert differences(before, after) == [Part(*part) for part in parts]


@pytest.mark.parametrize("language", ["lo", "km"])
def test_lao_and_khmer_differ_by_words_without_blanks(language):
    sentence = normalise(declaration(language)[4]).splitlines()[0]
    first, second, *others = words(sentence)
    assert len(others) > 3
    assert differences(sentence, "".join([first, *others]))[:2] == [Part(SAME, first), Part(GONE, second)]


TEXTS = st.text(alphabet=st.sampled_from("ab ăê\u0306\u0302\n.ມກກាក្1"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_stretches_joined_again_are_both_wordings(before, after):
    parts = differences(before, after)
    assert "".join(part.text for part in parts if part.kind != NEW) == normalise(before)
    assert "".join(part.text for part in parts if part.kind != GONE) == normalise(after)
    assert all(part.text for part in parts)


def test_whole_chapters_are_compared_line_by_line():
    lines = [f"dòng {number} có vài chữ\n" for number in range(1500)]
    assert differences("".join(lines), "".join([*lines[:700], *lines[701:]])) == [
        Part(SAME, "".join(lines[:700])),
        Part(GONE, lines[700]),
        Part(SAME, "".join(lines[701:])),
    ]


def test_no_text_keeps_anybody_waiting_however_often_it_says_the_same():
    before, after = "a\n" * 10_000 + "a", "b\n" + "a\n" * 9_000 + "b"
    began = time.process_time()
    assert differences("a b " * 600, "b a c " * 400)[-1].text
    assert differences(before, after) == [Part(GONE, before), Part(NEW, after)]
    assert time.process_time() - began < 1
