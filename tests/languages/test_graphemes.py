from hypothesis import given
from hypothesis import strategies as st

from kontum_ttdn.languages.graphemes import graphemes, shorten


def test_graphemes_count_stacked_vowels_as_one_letter():
    assert graphemes("djơ̆-glaĭ ê̆") == ["d", "j", "ơ̆", "-", "g", "l", "a", "ĭ", " ", "ê̆"]


def test_graphemes_keep_khmer_subscripts_with_their_consonant():
    assert graphemes("សេចក្ដី") == ["សេ", "ច", "ក្ដី"]


def test_graphemes_keep_lao_tones_with_their_consonant():
    assert graphemes("ນ້ຳ") == ["ນ້ຳ"]


@given(st.text())
def test_graphemes_joined_are_the_text(text):
    assert "".join(graphemes(text)) == text


def test_shorten_cuts_between_letters_and_says_that_it_cut():
    assert shorten("ê̆ê̆ê̆ê̆", 4) == "ê̆ê̆ê̆ê̆"
    assert shorten("ê̆ê̆ê̆ê̆", 3) == "ê̆ê̆…"
    assert shorten("Bờ Y, Đăk Plô", 4) == "Bờ…"


@given(st.text(), st.integers(1, 30))
def test_shorten_never_gives_more_letters_than_asked(text, letters):
    assert len(graphemes(shorten(text, letters))) <= letters
