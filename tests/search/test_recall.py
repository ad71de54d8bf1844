"""Whatever a text says is found: random texts of nine languages' letters, asked for by any piece of them in any spelling."""

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kontum_ttdn.languages.folding import fold
from kontum_ttdn.languages.graphemes import graphemes
from kontum_ttdn.search.aligning import shown_line, sought_line
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.lighting import Light
from kontum_ttdn.search.tokens import tokens_of

LATIN = ["Đăk", "dak", "Plô", "H’Drai", "H'Drai", "biên", "giới", "hoà", "hòa", "kố", "kô", "ƀơi", "ê̆a", "C-12/2023", "Ia", "thúy", "2026"]
RUNS = ["ຊາຍແດນ", "ປະຊາຊົນ", "ລາວ", "ໜັງສື", "ຫນັງສື", "ນ້ຳ", "ນໍ້າ", "ព្រំដែន", "កម្ពុជា", "ប្រជាជន", "ស្ដី", "ស្តី", "សិទ្ធិ", "អូរត្រែង"]
FORMS = ("NFC", "NFD")


def holds(tokens, phrase) -> bool:
    """What a store does with a phrase, by hand."""
    for section in tokens.sections:
        for line in section.loose:
            for at in range(len(line) - len(phrase.tokens) + 1):
                here = line[at : at + len(phrase.tokens)]
                if here == list(phrase.tokens) or (
                    phrase.prefix and here[:-1] == list(phrase.tokens[:-1]) and here[-1].startswith(phrase.tokens[-1])
                ):
                    return True
        if len(phrase.tokens) == 1 and phrase.tokens[0] in section.beside:
            return True
    return False


def finds(question: str, text: str) -> bool:
    tokens = tokens_of("", "", text, "")
    terms = asked(question).terms
    return bool(terms) and all(
        all(holds(tokens, phrase) for phrase in term.loose)
        or any(term.or_else in section.beside for section in tokens.sections if term.or_else)
        for term in terms
    )


@settings(max_examples=150)
@given(words=some.lists(some.sampled_from(LATIN), min_size=1, max_size=8), data=some.data())
def test_any_word_of_a_text_finds_it_in_either_typing_order_and_without_accents(words, data):
    text = unicodedata.normalize(data.draw(some.sampled_from(FORMS)), " ".join(words))
    word = data.draw(some.sampled_from(words))
    assert finds(unicodedata.normalize(data.draw(some.sampled_from(FORMS)), word), text)
    assert finds(fold(word), text)


@settings(max_examples=150)
@given(words=some.lists(some.sampled_from(RUNS), min_size=1, max_size=6), data=some.data())
def test_any_stretch_of_unspaced_text_finds_it_wherever_words_end(words, data):
    text = "".join(words)
    letters = graphemes(fold(text))
    start = data.draw(some.integers(0, len(letters) - 1))
    stretch = "".join(letters[start : data.draw(some.integers(start + 1, min(len(letters), start + 9)))])
    assert finds(stretch, text)
    assert finds("\u200b".join(graphemes(stretch)), text)


@given(words=some.lists(some.sampled_from(LATIN + RUNS), min_size=1, max_size=6))
def test_word_is_lit_where_it_stands_however_it_is_typed(words):
    shown = shown_line(" ".join(words))
    sought = sought_line(shown)
    assert len(sought) == len(shown)
    text, below = f"Tin\n{shown}", f"tin\n{sought}"
    for word in words:
        for typed in (word, fold(word)):
            lit = re.findall("<mark>(.*?)</mark>", Light(asked(typed)).passage(text, below))
            assert fold(word) in [fold(unescape(said)) for said in lit]


@pytest.mark.parametrize(("question", "text"), [("bao", "ban"), ("ນາມ", "ລາວ"), ("dak", "dake"), ("12 2024", "C-12/2023")])
def test_what_a_text_does_not_say_does_not_find_it(question, text):
    assert not finds(question, text)
