"""What is joined for a page, its one style sheet first of all; before and after files are collected."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static

from kontum_ttdn.ui.finders import JOINED, JoinedFiles, joined

SHEET = "css/portal.css"
ADDRESS = re.compile(r"url\(\.\./([^)]+)\)")


def test_joined_sheet_is_its_parts_in_order_without_comments():
    sheet = joined(SHEET)
    assert (sheet.index("--ground") < sheet.index("@font-face") < sheet.index(".button"), "/*" in sheet) == (True, False)


def test_everything_the_sheet_asks_for_is_there():
    assert [name for name in ADDRESS.findall(joined(SHEET)) if finders.find(name) is None] == []


def test_sheet_asks_for_nothing_outside_its_folder():
    assert re.findall(r"url\((?!\.\./(?:fonts|icons)/)[^)]*\)", joined(SHEET)) == []


def test_no_colour_outside_the_tokens():
    """Besides white and black on the covers and the hero, whose grounds never change."""
    folder = django_settings.BASE_DIR / "static" / "css"
    found = set(re.findall(r"#[0-9a-f]{6}\b", "".join((folder / f"{part}.css").read_text() for part in ("base", "components", "reading"))))
    assert found == {"#ffffff", "#174a31", "#232f63", "#1d1826"}


def test_what_is_joined_is_found_under_its_name_and_follows_its_parts(tmp_path, settings):
    settings.VAR = tmp_path
    finder = JoinedFiles()
    assert finder.find("css/other.css") == []
    for name in JOINED:
        assert Path(finder.find(name)).read_text() == joined(name)
        (tmp_path / "joined" / name).write_text("old")
        assert Path(finder.find(name)).read_text() == joined(name)


def test_joined_script_has_the_store_of_the_shelf_before_what_shows_it_word_for_word():
    folder = django_settings.BASE_DIR / "static" / "js"
    assert joined("js/shelf_page.js") == "\n".join((folder / f"{part}.js").read_text() for part in ("shelf_store", "shelf"))


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_names_are_plain_before_files_are_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert static("css/portal.css") == "/static/css/portal.css"


def test_names_carry_their_hash_once_collected_and_so_do_the_fonts(collected):
    assert re.fullmatch(r"/static/css/portal\.[0-9a-f]{12}\.css", static("css/portal.css"))
    sheet = (collected / staticfiles_storage.stored_name("css/portal.css")).read_text()
    fonts = set(re.findall(r"fonts/([^)\"']+)", sheet))
    assert (len(fonts), [name for name in fonts if not re.fullmatch(r"[a-z-]+\.[0-9a-f]{12}\.woff2", name)]) == (8, [])


@pytest.mark.parametrize("script", sorted(Path(django_settings.BASE_DIR, "static", "js").glob("*.js")), ids=lambda path: path.name)
def test_scripts_of_ours_are_read_by_the_oldest_browsers_we_answer_for(script):
    """Chrome 87, Firefox 78, Safari 14 (conventions): none of these has all of that."""
    newer = r"\.requestSubmit\(|\.replaceAll\(|\.at\(|\|\|=|&&=|\?\?=|structuredClone|Object\.hasOwn|AbortSignal\.timeout|:has\("
    assert re.findall(newer, script.read_text(encoding="utf-8")) == []
