import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum_ttdn.languages.breaking import NEVER_FIRST, NEVER_LAST, RUN, pieces, with_break_marks
from kontum_ttdn.languages.graphemes import graphemes

DECLARATION = json.loads((Path(__file__).parent / "fixtures" / "udhr.json").read_text(encoding="utf-8"))
PARAGRAPHS = [text for code in ("lo", "km") for text in DECLARATION[code]]
KHMER_LAO = st.text(st.sampled_from("កដតរសលជខ\u17d2\u17c6ាេីុះ។ \u200b\u2060ເແກຂຫນມາໍ່້ະໆ"), max_size=30)


@pytest.mark.parametrize("code", ["lo", "km"])
def test_break_marks_cut_long_lines_into_words(code):
    longest = max(len(piece) for text in DECLARATION[code] for run in RUN.findall(text) for piece in pieces(run))
    assert longest <= 16


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_no_piece_begins_or_ends_with_what_belongs_to_its_neighbour(text):
    for run in RUN.findall(text):
        parts = pieces(run)
        assert not [part for part in parts[1:] if NEVER_FIRST.match(part)]
        assert not [part for part in parts[:-1] if part[-1] in NEVER_LAST]
        assert [letter for part in parts for letter in graphemes(part)] == graphemes(run)


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_break_marks_change_nothing_that_is_read(text):
    assert re.sub("[\u200b\u2060]", "", with_break_marks(text)) == re.sub("[\u200b\u2060]", "", text)


@given(st.one_of(KHMER_LAO, st.sampled_from(PARAGRAPHS)))
def test_break_marks_twice_are_the_same_as_once(text):
    assert with_break_marks(with_break_marks(text)) == with_break_marks(text)


def test_a_typed_joiner_holds_and_a_typed_break_stays():
    word = with_break_marks("ស្ដីពីសិទ្ធិមនុស្ស").split("\u200b")
    assert len(word) == 2
    assert with_break_marks("\u2060".join(word)) == "\u2060".join(word)
    assert with_break_marks("ສິ\u200bດ") == "ສິ\u200bດ"


def test_a_mended_word_breaks_where_a_reader_breaks_it():
    assert with_break_marks(DECLARATION["km"][0]) == "សេចក្ដីប្រកាស\u200bជា\u200bស\u2060កល\u200bស្ដីពី\u200bសិទ្ធិមនុស្ស"


@pytest.mark.parametrize(
    "words",
    ["បុគ្គល|ម្នាក់ៗ", "ឱ្យ|បុគ្គល|គ្រប់ៗ", "ប៉ះពាល់|ដល់|កិត្ដិយស", "និង|សន្ដិសុខ|ផ្ទាល់ខ្លួន", "លក្ខណៈ|គតិ|យុត្ដ|របស់|ខ្លួន", "ជា|សមាគម", "ឬ|សាសនា|ឡើយ"],
)
def test_words_of_the_declaration_break_between_syllables_alone(words):
    assert with_break_marks(words.replace("|", "")).split("\u200b") == words.split("|")


def test_either_of_two_spellings_that_look_alike_breaks_the_same():
    for word in ("ប្រតិបត្តិ", "បញ្ញត្តិ", "គតិយុត្តរបស់ខ្លួន", "ដោយសន្តិវិធី"):
        other = word.replace("\u17d2\u178f", "\u17d2\u178a")
        assert [len(piece) for piece in pieces(other)] == [len(piece) for piece in pieces(word)]


def test_other_scripts_stay_as_they_are():
    assert with_break_marks("Đăk Plô, ƀơ̆ng 2023") == "Đăk Plô, ƀơ̆ng 2023"
