import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum_ttdn.languages.folding import fold, normalise

HIGHLAND = st.text(st.sampled_from("aeouyAEOUY\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323êăôơưặđƀ '’\r\n\u200b\u2060"), max_size=12)
KHMER_LAO = st.text(st.sampled_from("កដតរស\u17d2\u17d2\u17c9\u17ca\u17c6ាេីុ\u200bເແກຫນມາໍ່້\u0eb3"), max_size=14)


@pytest.mark.parametrize("base", list("aeoAEO"))
def test_normalise_makes_both_typing_orders_of_circumflex_and_breve_equal(base):
    assert normalise(base + "\u0306\u0302") == normalise(base + "\u0302\u0306") == unicodedata.normalize("NFC", base + "\u0302") + "\u0306"


def test_normalise_joins_half_decomposed_vietnamese():
    assert normalise("quy\u00ea\u0300n") == "quyền" and len(normalise("quy\u00ea\u0300n")) == 5


def test_normalise_keeps_the_horn_with_its_breve_in_either_order():
    assert normalise("o\u0306\u031b") == normalise("o\u031b\u0306") == "\u01a1\u0306"


@pytest.mark.parametrize("letter", list("ếốấắẾ"))
def test_normalise_makes_both_typing_orders_of_a_vowel_and_its_acute_equal(letter):
    vowel, first, second = unicodedata.normalize("NFD", letter)
    assert normalise(vowel + first + second) == normalise(vowel + second + first) == letter


def test_normalise_makes_one_kind_of_line_end():
    assert normalise("một\r\nhai\rba\n") == "một\nhai\nba\n"


def test_normalise_never_touches_invisible_marks_that_a_person_typed():
    assert normalise("ជា\u200bស\u2060កល") == "ជា\u200bស\u2060កល"


def test_normalise_keeps_letters_that_only_look_alike_apart():
    assert normalise("ǐ ĭ ɓ ƀ ‘na 'na") == "ǐ ĭ ɓ ƀ ‘na 'na"


@given(st.one_of(st.text(), HIGHLAND, KHMER_LAO))
def test_normalise_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.one_of(st.text(), HIGHLAND, KHMER_LAO))
def test_fold_twice_changes_nothing_and_does_not_care_how_the_text_was_stored(text):
    assert fold(fold(text)) == fold(text)
    assert fold(normalise(text)) == fold(normalise(unicodedata.normalize("NFD", text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa bình", "hoà bình"),
        ("Đăk Plô", "dak plo"),
        ("Đắk Blô", "dak blo"),
        ("Ƀơi", "ɓơi"),
        ("ƁƠI", "ƀơi"),
        ("mơdơ̆-mơđơr", "modo-modor"),
        ("c\u0306ar", "čar"),
        ("anǐ", "anĭ"),
        ("‘na", "`na"),
        ("ນໍ້າ", "ນ້ຳ"),
        ("ຫນອງ", "ໜອງ"),
        ("ຫມູ່", "ໝູ່"),
        ("ເເມ່", "ແມ່"),
        ("ប្រព្រឹត្ដ", "ប្រព្រឹត្ត"),
        ("ស\u17d2រ\u17d2ត", "ស\u17d2ត\u17d2រ"),
        ("ជា\u200bសកល", "ជាសកល"),
        ("ជាស\u2060កល", "ជាសកល"),
        ("ＫＯＮ ＴＵＭ", "kon tum"),
    ],
)
def test_fold_makes_equal_what_a_searcher_takes_for_equal(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("typed", ["Ia H'Drai", "Ia H’Drai", "Ia HʼDrai", "Ia H‘Drai", "Ia H`Drai"])
def test_fold_takes_any_apostrophe(typed):
    assert fold(typed) == "ia h'drai"


def test_fold_keeps_lao_tones_and_vowels_that_tell_words_apart():
    assert len({fold(word) for word in ("ປາ", "ປ່າ", "ປ້າ", "ປະ")}) == 4


def test_exact_spelling_keeps_sedang_vowels_distinct_where_folding_joins_them():
    assert normalise("kố") != normalise("kô")
    assert fold("kố") == fold("kô")
