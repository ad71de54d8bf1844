"""From what rooms offered to the links one person sees."""

from functools import lru_cache
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from kontum_ttdn.access.scope import may

from .registry import SIGNED_IN, MenuItem


class Link(NamedTuple):
    """A link of a menu; `current` is "page" on the page itself, "true" on a page below it, else empty."""

    label: str
    url: str
    current: str = ""


@lru_cache(maxsize=500)
def _shown(item: MenuItem, language: str) -> tuple[str, str] | None:
    """Label and address in the language of the page, which never change while a process runs; None where there is no such address."""
    try:
        return str(item.label), reverse(item.url_name)
    except NoReverseMatch:
        return None


def _current(url: str, path: str) -> str:
    if url == path:
        return "page"
    return "true" if path.startswith(url) and url.count("/") > 2 else ""


def links(items: list[MenuItem], path: str = "") -> tuple[Link, ...]:
    """The items whose address exists, as links seen from the page at `path`; of those above it the nearest is the current one."""
    language = get_language()
    found = [shown for item in items if (shown := _shown(item, language))]
    nearest = max((url for _label, url in found if _current(url, path)), key=len, default="")
    return tuple(Link(label, url, _current(url, path) if url == nearest else "") for label, url in found)


def open_to(viewer, items: list[MenuItem]) -> list[MenuItem]:
    """What of `items` a signed-in person may open."""
    return [item for item in items if item.permission not in (None, SIGNED_IN) and may(viewer, item.permission)]


def menu_of(viewer, items: list[MenuItem]) -> list[MenuItem]:
    """The public menu for readers, the staff menu for who holds anything in it."""
    return (open_to(viewer, items) if viewer else []) or [item for item in items if item.permission is None]


def own_of(viewer, items: list[MenuItem]) -> list[MenuItem]:
    """The pages about oneself: they hang under the person's name."""
    return [item for item in items if item.permission == SIGNED_IN] if viewer else []
