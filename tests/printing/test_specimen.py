from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kontum_ttdn.languages.registry import CODES, LANGUAGES
from kontum_ttdn.printing import engine, specimen_texts
from kontum_ttdn.printing.page import compose, load_asset
from kontum_ttdn.printing.specimen import LABEL, LABEL_EN, NONE_FOUND, NONE_FOUND_EN, STATE, STATE_EN, specimen, two_ways

from .pages import plain, poppler_text, texts
from .shaped import shape


@pytest.mark.parametrize("code", CODES)
def test_specimen_has_a_glyph_for_every_letter_stack_figure_and_name(code):
    assert engine.render(specimen(code), layout="specimen").findings == ()


@pytest.mark.parametrize("code", CODES)
def test_specimen_shows_its_letters_and_says_honestly_what_they_are(code):
    language, text = LANGUAGES[code], plain(poppler_text(engine.render(specimen(code), layout="specimen").pdf))
    state, none = (STATE, STATE_EN), (NONE_FOUND, NONE_FOUND_EN)
    labels = {"lo": state, "km": state, "jeh": none, "brb": none}.get(code, (LABEL, LABEL_EN))
    assert all(plain(label) in text for label in labels)
    assert [letter for letter in language.letters_seen if plain(letter) not in text] == []
    assert all(plain(name) in text for name in specimen_texts.PLACES)


def test_specimen_without_a_reference_shows_no_letters_and_no_sentence():
    for code in ("jeh", "brb"):
        blocks = specimen(code).blocks
        assert [block for block in blocks if block.kind == "quote"] == []
        assert {block.option("look") for block in blocks if block.kind == "list_item"} == {"name"}


@pytest.mark.parametrize("code", ["lo", "km"])
def test_vowel_stands_on_one_dotted_circle_of_its_own_face(press, code):
    page = compose(specimen(code), "specimen", "screen")
    shown = {
        placed.text.strip(): placed.right - placed.left for placed in texts(press.lay_out(page.html, "specimen", page.files(load_asset)))
    }
    face = settings.FONTS_DIR / f"print/sans-{'lao' if code == 'lo' else 'khmer'}-Regular.ttf"
    vowels = [vowel for vowel in specimen_texts.VOWELS[LANGUAGES[code].script] if "◌" in vowel]
    expected = {vowel: shape(vowel, face).advance * 20 * 25.4 / 72 for vowel in vowels}
    assert {vowel: shown[vowel] for vowel in vowels} == pytest.approx(expected, abs=0.1)


def test_stacked_sequences_are_shown_in_both_orders_of_typing():
    assert ("ê\u0306", "ĕ\u0302") in list(two_ways(LANGUAGES["jra"]))
    assert ("Ơ\u0306", "Ŏ\u031b") in list(two_ways(LANGUAGES["bdq"]))
    assert ("ê\u0323", "ẹ\u0302") in [tuple(sorted(pair)) for pair in two_ways(LANGUAGES["vi"])]


def test_print_specimen_writes_the_file_and_refuses_an_unknown_language(tmp_path):
    said = StringIO()
    call_command("print_specimen", "jra", out=tmp_path / "a.pdf", stdout=said)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.7")
    with pytest.raises(CommandError):
        call_command("print_specimen", "xx", "--out", str(tmp_path / "b.pdf"))
