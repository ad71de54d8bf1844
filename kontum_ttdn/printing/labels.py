"""The few words a layout prints by itself, in the sheet's language or, where nobody gave us that word, in Vietnamese."""

from dataclasses import dataclass
from functools import cache

from django.utils import translation

from kontum_ttdn.languages import registry as languages


@dataclass(frozen=True)
class Said:
    """A text and the BCP 47 tag of the language it is really in."""

    text: str
    tag: str


@cache
def say(message: str, language: str) -> Said:
    """`message` in `language`; Vietnamese where its catalogue has no such entry, English as the last resort."""
    text, vietnamese = _in(message, language), _in(message, languages.DEFAULT)
    if language != "en" and text == message:
        text = vietnamese
    if text == message:
        return Said(text, "en")
    return Said(text, languages.get(languages.DEFAULT if text == vietnamese else language).tag)


def _in(message: str, language: str) -> str:
    with translation.override(language):
        return translation.gettext(message)
