"""/sitemap.xml and its files, as sitemaps.org has them: every page that readers have, with its other languages beside it.

The files stand at the top, because a file may only name pages below its own folder.
"""

from collections.abc import Iterable

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from lxml import etree

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import CODES, LANGUAGES
from kontum_ttdn.ui.markup import absolute, add, answered, document, root

from . import registry
from .registry import MapPage, MapPart

SITEMAP, XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
MEDIA_TYPE = "application/xml"


@public
@require_safe
def maps(request):
    """The list of the files."""
    made = root(f"{{{SITEMAP}}}sitemapindex", {None: SITEMAP})
    for room in registry.maps():
        for part in room.parts():
            entry = add(made, "sitemap")
            add(entry, "loc", absolute(reverse("machine:map", args=[room.name, part.name])))
            if part.changed:
                add(entry, "lastmod", part.changed.isoformat())
    return answered(request, document(made), MEDIA_TYPE)


@public
@require_safe
def part(request, room, part):
    """The pages of one file."""
    source = next((source for source in registry.maps() if source.name == room), None)
    pages = source.pages(part) if source else None
    if pages is None:
        raise Http404
    made = root(f"{{{SITEMAP}}}urlset", {None: SITEMAP, "xhtml": XHTML})
    for page in pages:
        _write(made, page)
    return answered(request, document(made), MEDIA_TYPE)


def _write(made: etree._Element, page: MapPage) -> None:
    url = add(made, "url")
    add(url, "loc", absolute(page.path))
    if page.changed:
        add(url, "lastmod", page.changed.isoformat())
    for code, path in page.paths.items():
        add(url, f"{{{XHTML}}}link", rel="alternate", hreflang=LANGUAGES[code].tag, href=absolute(path))


def own_parts() -> list[MapPart]:
    """The front, the public menu and the pages of duty: a file a language."""
    return [MapPart(code) for code in CODES]


def own_pages(part: str) -> Iterable[MapPage] | None:
    if part not in CODES:
        return None
    named = ["portal:home", *(item.url_name for item in registry.menu() if item.permission is None)]
    named += [item.url_name for item in registry.pages()]
    paths = [paths for name in dict.fromkeys(named) if (paths := _in_all_languages(name))]
    return [MapPage(each[part], each) for each in paths]


def _in_all_languages(url_name: str) -> dict[str, str]:
    paths = {}
    for code in CODES:
        with override(code):
            try:
                paths[code] = reverse(url_name)
            except NoReverseMatch:
                return {}
    return paths
