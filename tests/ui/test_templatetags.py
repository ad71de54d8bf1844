import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from kontum_ttdn.ui.templatetags import ui


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (None, ""),
        (0, "1\u00a0KB"),
        (410_400, "410\u00a0KB"),
        (999_499, "999\u00a0KB"),
        (999_500, "1,0\u00a0MB"),
        (1_440_000, "1,4\u00a0MB"),
        (12_000_000, "12,0\u00a0MB"),
    ],
)
def test_file_size_is_short_and_in_the_figures_of_the_language(size, shown):
    with override("vi"):
        assert ui.filesize_short(size) == shown


def test_keys_are_the_letters_a_keyboard_lacks():
    assert ui.letter_keys("bdq") == ["ă", "â", "ƀ", "đ", "ĕ", "ê", "ê̆", "ĭ", "ŏ", "ô", "ô̆", "ơ", "ơ̆", "ŭ", "ư", "ư̆", "’", "◌̆"]


@pytest.mark.parametrize("code", ["lo", "km", "en", "xx"])
def test_no_keys_where_a_script_or_a_language_has_its_own_keyboard(code):
    assert ui.letter_keys(code) == []


def test_break_marks_keep_what_is_safe_and_escape_the_rest():
    khmer = "តំបន់ព្រំដែន"
    assert "\u200b" in ui.break_marks(khmer)
    assert isinstance(ui.break_marks(mark_safe(f"<b>{khmer}</b>")), SafeString)
    assert "&lt;b&gt;" in Template("{% load ui %}{{ text|break_marks }}").render(Context({"text": f"<b>{khmer}</b>"}))


def test_frame_holds_a_table_that_a_keyboard_can_scroll():
    shown = Template("{% load ui %}{% frame label=name %}<table></table>{% endframe %}").render(Context({"name": 'A "table"'}))
    assert shown.strip() == '<div class="frame" tabindex="0" role="group" aria-label="A &quot;table&quot;"><table></table></div>'


def test_fallback_note_names_both_languages_by_code_or_entry():
    note = Template('{% include "components/fallback_note.html" with language="jra" only %}')
    with override("en"):
        assert "Not yet in Gia-Rai; shown in Vietnamese." in note.render(Context())
