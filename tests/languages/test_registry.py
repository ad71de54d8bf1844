from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import get_language_info

from kontum_ttdn.languages import registry


def test_registry_holds_the_nine_in_their_order():
    assert registry.CODES == ("vi", "sed", "bdq", "jra", "jeh", "brb", "en", "lo", "km") == tuple(code for code, _ in settings.LANGUAGES)


@pytest.mark.parametrize("code", registry.CODES)
def test_django_knows_each_language_by_its_own_name(code):
    info = get_language_info(code)
    assert (info["code"], info["name_local"], info["bidi"]) == (code, registry.get(code).autonym, False)


def test_khmer_is_named_in_khmer_and_tags_carry_the_script():
    assert get_language_info("km")["name_local"] == "ភាសាខ្មែរ"
    assert [registry.get(code).tag for code in ("sed", "bdq", "jra", "jeh", "brb")] == [
        "sed-Latn",
        "bdq-Latn",
        "jra-Latn",
        "jeh-Latn",
        "brb-Latn",
    ]


@pytest.mark.parametrize("code", registry.CODES)
def test_each_language_has_a_catalogue_with_its_own_plural_rule(code):
    catalogue = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"
    head = catalogue.read_text(encoding="utf-8")
    assert f'"Language: {code}\\n"' in head
    assert ("nplurals=2; plural=(n != 1);" if code == "en" else "nplurals=1; plural=0;") in head
