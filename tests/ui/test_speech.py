import subprocess

import pytest
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.ui import speech

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'


@pytest.fixture
def catalogues(settings, tmp_path):
    """Vietnamese and Lao have the words of the frame, the others have an empty catalogue."""
    words = {"vi": "Đến nội dung", "lo": "ໜ້າຫຼັກ"}
    for code in CODES:
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        entry = f'msgid "{speech.SAMPLE}"\nmsgstr "{words[code]}"\n' if code in words else ""
        (folder / "django.po").write_text(HEAD + entry)
        subprocess.run(["msgfmt", folder / "django.po", "-o", folder / "django.mo"], check=True)
    speech.spoken.cache_clear()
    settings.LOCALE_PATHS = [tmp_path]
    yield
    speech.spoken.cache_clear()


def test_page_says_the_language_that_its_frame_really_speaks(catalogues):
    spoken = {code: speech.spoken(code).code for code in CODES}
    assert spoken == {"vi": "vi", "sed": "vi", "bdq": "vi", "jra": "vi", "jeh": "vi", "brb": "vi", "en": "en", "lo": "lo", "km": "vi"}


def request_for(path):
    request = RequestFactory().get(path)
    request.resolver_match = resolve(request.path)
    return request


def test_doors_lead_to_the_same_page_and_query_in_each_language():
    with override("jra"):
        doors = speech.doors(request_for("/jra/about/?from=home"))
    assert [door.url for door in doors] == [f"/{code}/about/?from=home" for code in CODES]
    assert [door.language.code for door in doors if door.current] == ["jra"]


def test_doors_of_a_page_that_does_not_exist_lead_home():
    request = RequestFactory().get("/vi/nowhere/")
    with override("vi"):
        assert [door.url for door in speech.doors(request)] == [f"/{code}/" for code in CODES]
