"""Words that templates need: languages by code, break marks, file sizes, frames around tables."""

from django import template
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from kontum_ttdn.languages import registry
from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.languages.registry import Language

register = template.Library()

TONES = {"success": "done", "warning": "heed", "error": "wrong"}


@register.filter
def language(code: str | Language) -> Language | str:
    """The registry's entry of a code; an entry passes through, an unknown code is empty."""
    return code if isinstance(code, Language) else registry.LANGUAGES.get(code, "")


@register.filter
def break_marks(text: str) -> str:
    """Lao and Khmer with the invisible marks where a line may break; markup that is already safe stays safe."""
    marked = with_break_marks(str(text))
    return mark_safe(marked) if isinstance(text, SafeString) else marked


@register.filter
def tone(level_tag: str) -> str:
    """The tone of a notice for the level of one of Django's messages."""
    return TONES.get(level_tag, "")


@register.filter
def filesize_short(size: int | None) -> str:
    """Bytes as people read them before they tap: 410 KB, 1,4 MB. Thousands, as phones and shops count."""
    if size is None:
        return ""
    if size < 999_500:
        return f"{max(1, round(size / 1000))} KB"
    return f"{number_format(round(size / 1_000_000, 1), 1)} MB"


@register.filter
def keys_missing(code: str | Language) -> list[str]:
    """Letters of a language that a plain keyboard lacks, as seen in sources; none where no source is known."""
    found = language(code)
    if not found or found.script != "Latn":
        return []
    return [letter for letter in found.letters_seen if not letter.isascii()]


@register.simple_block_tag
def frame(content: str, label: str) -> str:
    """A table scrolls inside its frame, never the page: {% frame label=… %}<table>…</table>{% endframe %}"""
    return render_to_string("components/frame.html", {"label": label, "content": content})
