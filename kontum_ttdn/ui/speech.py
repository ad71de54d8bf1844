"""In which language a page speaks, and under which address the same page speaks another."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, gettext, override

from kontum_ttdn.languages import registry
from kontum_ttdn.languages.registry import Language

SAMPLE = "Skip to content"  # a msgid of every page


@lru_cache
def spoken(code: str) -> Language:
    """The language that the interface really speaks under the prefix `code`: where it has no catalogue, the one it falls back to."""
    with override(code):
        here = gettext(SAMPLE)
    with override(registry.DEFAULT):
        there = gettext(SAMPLE)
    if here == SAMPLE:
        return registry.get("en")
    return registry.get(registry.DEFAULT if here == there else code)


def current() -> Language:
    """The language of the address asked for."""
    code = get_language()
    return registry.get(code if code in registry.LANGUAGES else registry.DEFAULT)


class Door(NamedTuple):
    """The same page in another language."""

    language: Language
    url: str
    current: bool


def same_page(request) -> tuple[Door, ...]:
    """The page of this address in each of the nine languages, whatever was asked of it."""
    here = current()
    tail = request.path[1:].partition("/")[2]
    return tuple(Door(language, f"/{language.code}/{tail}", language is here) for language in registry.LANGUAGES.values())


def doors(request) -> tuple[Door, ...]:
    """This page under each of the nine prefixes; a page that does not exist leads to the nine home pages."""
    here = current()
    head, found, tail = request.get_full_path()[1:].partition("/")
    rest = tail if found and head == here.code and getattr(request, "resolver_match", None) else ""
    return tuple(Door(language, f"/{language.code}/{rest}", language is here) for language in registry.LANGUAGES.values())
