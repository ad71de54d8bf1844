"""The one style sheet of a page, before and after files are collected."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static

from kontum_ttdn.ui.finders import joined

ADDRESS = re.compile(r"url\(\.\./([^)]+)\)")


def test_joined_sheet_is_the_three_in_order_without_comments():
    sheet = joined()
    assert (sheet.index("--ground") < sheet.index("@font-face") < sheet.index(".button"), "/*" in sheet) == (True, False)


def test_everything_the_sheet_asks_for_is_there():
    assert [name for name in ADDRESS.findall(joined()) if finders.find(name) is None] == []


def test_sheet_asks_for_nothing_outside_its_folder():
    assert re.findall(r"url\((?!\.\./(?:fonts|icons)/)[^)]*\)", joined()) == []


def test_no_colour_outside_the_tokens():
    """Besides white and black on the covers and the hero, whose grounds never change."""
    folder = django_settings.BASE_DIR / "static" / "css"
    found = set(re.findall(r"#[0-9a-f]{6}\b", (folder / "base.css").read_text() + (folder / "components.css").read_text()))
    assert found == {"#ffffff", "#174a31", "#232f63", "#1d1826"}


def test_sheet_is_found_under_its_name_and_follows_its_parts(tmp_path, settings):
    settings.VAR = tmp_path
    from kontum_ttdn.ui.finders import JoinedStylesheet

    finder = JoinedStylesheet()
    assert finder.find("css/other.css") == []
    assert Path(finder.find("css/portal.css")).read_text() == joined()
    (tmp_path / "joined/css/portal.css").write_text("old")
    assert Path(finder.find("css/portal.css")).read_text() == joined()


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
    fonts = re.findall(r"fonts/([^)\"']+)", sheet)
    assert (len(fonts), [name for name in fonts if not re.fullmatch(r"[a-z-]+\.[0-9a-f]{12}\.woff2", name)]) == (8, [])
