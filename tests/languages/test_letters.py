import re
import unicodedata
from importlib.resources import files

import pytest

from kontum_ttdn.languages import registry
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.graphemes import graphemes
from kontum_ttdn.languages.letters import FITS, FOREIGN, LOOSE_BREVE, NO_REFERENCE, Key, check, foreign_letters, keys, palette, stacked

MINORITY = ("sed", "bdq", "jra", "jeh", "brb")


@pytest.fixture(scope="module")
def jarai_sample():
    """The specimen of gflanguages (Apache-2.0), read from its own file."""
    source = (files("gflanguages") / "data" / "languages" / "jra_Latn.textproto").read_text(encoding="utf-8")
    return re.search(r'specimen_32: "(.*)"', source).group(1).replace("\\n", "\n")


def test_jarai_sample_is_stored_as_it_came_and_spelled_with_jarai_letters(jarai_sample):
    assert normalise(jarai_sample) == normalise(unicodedata.normalize("NFD", jarai_sample)) == jarai_sample
    assert "".join(graphemes(jarai_sample)) == jarai_sample
    assert check(jarai_sample, "jra").level == FITS


def test_foreign_letters_names_each_odd_letter_once_as_typed():
    assert foreign_letters("anǐ ǐ ɓơi ƀơi", "bdq") == ["ǐ", "ɓ"]
    assert check("anǐ", "bdq").level == FOREIGN


def test_foreign_letters_lets_names_digits_and_glottal_marks_through():
    assert foreign_letters("Nguyễn Thị Sáu, Đăk Plô 2023: ‘na mơ’no Ia H'Drai", "sed") == []


def test_foreign_letters_takes_both_spellings_of_jarai_ch_and_no_other():
    assert foreign_letters("c\u0306ar čar ćar", "jra") == ["ć"]


def test_foreign_letters_sees_thai_letters_in_lao_and_lao_in_khmer():
    assert foreign_letters("ປະເທດ ไทย", "lo") == ["ไ", "ท", "ย"]
    assert foreign_letters("សិទ្ធិ ລາວ", "km") == ["ລ", "າ", "ວ"]


@pytest.mark.parametrize("code", ["jeh", "brb"])
def test_check_never_says_that_a_language_without_reference_fits(code):
    assert check("ƀơ̆ng Đăk", code) == check("", code)
    assert check("ƀơ̆ng Đăk", code).level == NO_REFERENCE
    assert check("ไ", code).letters == ("ไ",)


def test_palette_offers_what_a_vietnamese_keyboard_lacks_in_pairs():
    assert [key.lower for key in palette("jra")] == ["ƀ", "č", "ĕ", "ê̆", "ĭ", "ñ", "ŏ", "ô̆", "ơ̆", "ŭ", "ư̆", "’"]
    assert Key("\u0180", "\u0243") in palette("jra") and Key("ê̆", "Ê̆") in palette("jra")
    assert palette("vi") == palette("en") == palette("lo") == []


@pytest.mark.parametrize("code", MINORITY)
def test_keys_beside_a_field_write_every_letter_of_the_palette_and_the_breve_alone(code):
    offered = keys(code)
    assert {*palette(code), Key(LOOSE_BREVE, LOOSE_BREVE)} <= set(offered)
    assert not [key for key in offered if key.lower.isascii()]
    assert foreign_letters("".join(letter for key in offered[:-1] for letter in key), code) == []


def test_keys_are_there_where_no_reference_is_known_and_not_where_a_keyboard_has_them():
    assert "ƀ" in {key.lower for key in keys("brb")} and keys("jeh") == keys("brb")
    assert keys("vi") == keys("en") == keys("lo") == []


@pytest.mark.parametrize("code", MINORITY)
def test_palette_pairs_are_one_letter_each_and_fit_their_language(code):
    for key in palette(code):
        assert len(graphemes(key.lower)) == len(graphemes(key.upper)) == 1
        assert foreign_letters(key.lower + key.upper, code) == []


@pytest.mark.parametrize("code", MINORITY)
def test_stacked_orders_are_typed_differently_and_stored_alike(code):
    assert stacked(code)
    for one, other in stacked(code):
        assert one != other and normalise(one) == normalise(other)


def test_registry_letters_are_stored_spellings():
    for language in registry.LANGUAGES.values():
        for letter in (*language.letters_seen, *language.letters_rare):
            assert normalise(letter) == letter
