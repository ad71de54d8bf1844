"""The words of the interface: whole in Vietnamese, drafts for readers in Lao and Khmer, nothing made up in the other five."""

import gettext
import re
import shutil
import subprocess
from datetime import date

import pytest
from django.conf import settings as portal
from django.core.management import call_command
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.languages.registry import CODES, LANGUAGES

READ_BY_XGETTEXT = ["kontum_ttdn", "border_db", "products", "training", "events", "templates"]
DRAFTS = [code for code, language in LANGUAGES.items() if language.interface_is_draft]
WITHOUT_WORDS = ["sed", "bdq", "jra", "jeh", "brb"]
NAMED = re.compile(r"%\((\w+)\)[sd]|%[sd]|{(\w+)}")
REVIEW_MARK = "# awaits native review"


def catalogue(code):
    return portal.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po"


def entries(code):
    """The entries of a catalogue as its file has them, without the header."""
    return catalogue(code).read_text().strip().split("\n\n")[1:]


def words(code, folder):
    """(msgid, translation) of what is translated, as the portal reads it."""
    compiled = folder / f"{code}.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", compiled, catalogue(code)], check=True)
    with compiled.open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog
    return [(key[0] if isinstance(key, tuple) else key, text) for key, text in found.items() if key]


@pytest.fixture(scope="module")
def texts_of_the_code(tmp_path_factory):
    """A fresh extraction, made in a copy: makemessages writes beside what it reads."""
    copy = tmp_path_factory.mktemp("copy")
    for name in READ_BY_XGETTEXT:
        shutil.copytree(portal.BASE_DIR / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copytree(catalogue("vi").parent, copy / "locale" / "vi" / "LC_MESSAGES")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr(portal, "LOCALE_PATHS", [str(copy / "locale")])
        call_command("makemessages", locale=["vi"], no_location=True, no_wrap=True, keep_pot=True, verbosity=0)
    return copy / "locale" / "django.pot"


def test_vietnamese_has_every_text_of_the_code_and_no_guess(texts_of_the_code):
    compared = subprocess.run(["msgcmp", catalogue("vi"), texts_of_the_code], capture_output=True, text=True)
    assert compared.stderr == "", "run scripts/catalogues.sh messages, then translate what is empty in locale/vi"


def test_vietnamese_has_no_text_that_the_code_has_lost(texts_of_the_code):
    compared = subprocess.run(["msgcmp", "--use-untranslated", texts_of_the_code, catalogue("vi")], capture_output=True, text=True)
    assert compared.stderr == "", "run scripts/catalogues.sh messages"


def test_vietnamese_places_its_tone_marks_as_official_papers_do(tmp_path):
    other_way = re.compile(r"(?:o[àáảãạ]|o[èéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])(?!\w)")
    assert [said for text, said in words("vi", tmp_path) if other_way.search(said)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_names_the_same_values_as_its_text(code, tmp_path):
    off = [(text, said) for text, said in words(code, tmp_path) if sorted(NAMED.findall(text)) != sorted(NAMED.findall(said))]
    assert off == []


def test_drafts_are_lao_and_khmer():
    assert DRAFTS == ["lo", "km"]


@pytest.mark.parametrize("code", DRAFTS)
def test_each_drafted_word_carries_the_mark_that_it_awaits_review(code):
    drafted = [entry for entry in entries(code) if not re.search(r'^msgstr(\[0\])? ""$(?!\n")', entry, re.MULTILINE)]
    assert drafted
    assert [entry for entry in drafted if REVIEW_MARK not in entry.split("\n")] == []


@pytest.mark.parametrize("code", DRAFTS)
def test_drafts_are_written_in_their_own_script(code, tmp_path):
    letters = {"lo": "[\u0e80-\u0eff]", "km": "[\u1780-\u17ff]"}[code]
    assert [text for text, said in words(code, tmp_path) if not re.search(letters, said)] == []


@pytest.mark.parametrize("code", [*WITHOUT_WORDS, "en"])
def test_catalogue_of_a_language_without_words_is_empty(code, tmp_path):
    assert words(code, tmp_path) == []


def test_what_is_not_drafted_is_said_in_vietnamese_and_english_stays_english():
    said = {}
    for code in ("vi", "lo", "jra", "en"):
        with override(code):
            said[code] = _("Hand in for review")
    assert said == {"vi": "Trình thẩm định", "lo": "Trình thẩm định", "jra": "Trình thẩm định", "en": "Hand in for review"}


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_each_prefix_answers_in_its_language_and_drafts_say_so(client, code):
    page = client.get(f"/{code}/").content.decode()
    with override(code):
        remark = _("The words of this interface await native review.")
    assert (re.search(r'<html lang="([^"]+)"', page)[1], remark in page) == (LANGUAGES[code].tag, code in DRAFTS)


@pytest.mark.parametrize("code", CODES)
def test_a_day_and_a_number_are_written_without_words_of_another_language(code):
    with override(code):
        written = (date_format(date(2026, 11, 23)), number_format(1.5))
    assert written == (("23 November 2026", "1.5") if code == "en" else ("23/11/2026", "1,5"))
