"""Words that templates need: languages by code, break marks, entries of tables, file sizes, frames around tables."""

from django import template
from django.template.loader import render_to_string
from django.utils.formats import get_format, number_format
from django.utils.safestring import SafeString, mark_safe

from kontum_ttdn.languages import registry
from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.languages.letters import keys
from kontum_ttdn.languages.registry import Language
from kontum_ttdn.ui import parts

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
def entry(table: dict, name: str):
    """What a table holds under a name that the page knows only while it is made; nothing where it holds nothing."""
    return table.get(name) if table else None


@register.filter
def grouped(number: int) -> str:
    """A whole number with its thousands apart, as the reader's language sets them: 1.250.000. Django groups only where a language's formats ask for it."""
    return f"{number:,}".replace(",", str(get_format("THOUSAND_SEPARATOR")) or " ")


@register.filter
def tone(level_tag: str) -> str:
    """The tone of a notice for the level of one of Django's messages."""
    return TONES.get(level_tag, "")


@register.filter
def filesize_short(size: int | None) -> str:
    """Bytes as people read them before they tap: 410 KB, 1,4 MB, never parted at a line's end. Thousands, as phones and shops count."""
    if size is None:
        return ""
    if size < 999_500:
        return f"{max(1, round(size / 1000))}\u00a0KB"
    return f"{number_format(round(size / 1_000_000, 1), 1)}\u00a0MB"


@register.filter
def letter_keys(code: str | Language) -> list[str]:
    """The small letters and marks that stand as keys beside a field; none where the language needs no keys or is unknown."""
    found = language(code)
    return [key.lower for key in keys(found.code)] if found else []


@register.simple_tag
def part(template_name: str, **given) -> SafeString:
    """A part of the page that is made once for what it is given (ui/parts.py): {% part "components/menu.html" menu=menu %}"""
    return parts.part(template_name, given)


@register.simple_block_tag
def frame(content: str, label: str) -> str:
    """A table scrolls inside its frame, never the page: {% frame label=… %}<table>…</table>{% endframe %}"""
    return render_to_string("components/frame.html", {"label": label, "content": content})
