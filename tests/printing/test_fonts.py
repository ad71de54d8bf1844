from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from fontTools.ttLib import TTFont

from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.printing import fonts

WEB = {"sans", "sans-bold", "serif-bold", "lao", "lao-bold", "khmer", "khmer-bold", "autonyms"}


def letters_of(file) -> set[int]:
    return set(TTFont(file).getBestCmap())


def test_cut_fonts_does_nothing_where_nothing_changed():
    said = StringIO()
    call_command("cut_fonts", stdout=said)
    assert said.getvalue() == "The fonts are cut already.\n"


def test_cut_fonts_says_which_package_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts.cut, "__defaults__", (tmp_path,))
    with pytest.raises(CommandError, match="Install the Debian package fonts-liberation2 and fonts-noto-core"):
        call_command("cut_fonts")


def test_web_fonts_have_the_names_that_the_stylesheets_ask_for():
    assert {file.stem for file in (settings.FONTS_DIR / "web").glob("*.woff2")} == WEB


def test_autonyms_face_and_latin_face_hold_every_letter_of_every_autonym():
    held = letters_of(settings.FONTS_DIR / "web/autonyms.woff2") | letters_of(settings.FONTS_DIR / "web/sans.woff2")
    assert {ord(letter) for language in LANGUAGES.values() for letter in language.autonym} - held == set()


def test_the_print_face_and_the_web_face_hold_the_same_letters():
    for face in fonts.FACES:
        if face.web:
            assert letters_of(settings.FONTS_DIR / f"print/{face.name}.ttf") == letters_of(settings.FONTS_DIR / f"web/{face.web}.woff2")


def can(file) -> set[str]:
    face = TTFont(file)
    return {record.FeatureTag for table in ("GSUB", "GPOS") if table in face for record in face[table].table.FeatureList.FeatureRecord}


def test_web_faces_lack_nothing_of_the_print_faces_but_other_forms_of_letters_and_figures():
    other_forms = {"aalt", "case", "salt", "ss04", "smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "zero", "ordn", "subs", "sups"}
    for face in fonts.FACES:
        if face.web:
            lacks = can(settings.FONTS_DIR / f"print/{face.name}.ttf") - can(settings.FONTS_DIR / f"web/{face.web}.woff2")
            assert lacks - other_forms == set(), face.name
    assert (settings.FONTS_DIR / "web/sans.woff2").stat().st_size < 17_000  # bytes: 22 KB with small capitals


def test_the_stylesheet_names_one_file_for_each_family_weight_and_style():
    assert (
        len({(face.family, face.weight, face.style) for face in fonts.FACES}) == len(fonts.FACES) == fonts.stylesheet().count("@font-face")
    )


def test_print_files_are_plain_truetype():
    for data in fonts.print_files(settings.FONTS_DIR).values():
        assert TTFont(BytesIO(data)).flavor is None


def test_print_files_that_were_never_cut_say_what_to_run(tmp_path):
    with pytest.raises(fonts.FontsMissing, match="cut_fonts"):
        fonts.print_files(tmp_path)
