"""The library as a catalogue for reading apps: OPDS 1.2, nine shelves, newest first, and a search."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from lxml import etree

from kontum_ttdn.languages.registry import LANGUAGES, Language
from kontum_ttdn.ui.markup import absolute, add, document, root
from products.models import Channel
from products.queries.offered import EPUB, Offered, by_way_of, publisher

from . import atom
from .naming import named

PROFILE = f"{atom.MEDIA_TYPE};profile=opds-catalog"
SHELVES, SHELF, ENTRY = f"{PROFILE};kind=navigation", f"{PROFILE};kind=acquisition", f"{atom.MEDIA_TYPE};type=entry;profile=opds-catalog"
SEARCH = "application/opensearchdescription+xml"
DC, OPENSEARCH = "http://purl.org/dc/terms/", "http://a9.com/-/spec/opensearch/1.1/"
SPACES = {None: atom.ATOM, "dc": DC, "opensearch": OPENSEARCH}
FREE, COVER, THUMB = (f"http://opds-spec.org/{name}" for name in ("acquisition/open-access", "image", "image/thumbnail"))


def shelves(counts: Mapping[str, int], newest: Mapping[str, datetime]) -> bytes:
    """The door: a shelf for each language, with how much stands on it and since when."""
    here = absolute(reverse("catalogue:shelves"))
    made = _begun(here, str(settings.SITE_NAME), max(newest.values(), default=atom.NEVER), LANGUAGES[get_language()], SHELVES)
    for language in LANGUAGES.values():
        entry = add(made, "entry")
        add(entry, "id", shelf_of(language))
        add(entry, "title", language.autonym, lang=language.tag)
        add(entry, "updated", atom.moment(newest.get(language.code, atom.NEVER)))
        count = counts.get(language.code, 0)
        add(entry, "content", ngettext("%d work", "%d works", count) % count if count else gettext("none yet"), type="text")
        add(entry, "link", rel="subsection", type=SHELF, hreflang=language.tag, href=shelf_of(language))
    return document(made)


def shelf(language: Language, entries: list[Offered], *, after: str, following: str) -> bytes:
    """One page of a shelf; `after` is where it begins and `following` where the next one does, both empty at the ends."""
    made = _begun(shelf_of(language), named(language), atom.newest(entries), language, SHELF, here=_at(shelf_of(language), after=after))
    add(made, "link", rel="up", type=SHELVES, href=absolute(reverse("catalogue:shelves")))
    add(made, "link", rel="first", type=SHELF, href=shelf_of(language))
    if following:
        add(made, "link", rel="next", type=SHELF, href=_at(shelf_of(language), after=following))
    _fill(made, entries)
    return document(made)


def found(entries: list[Offered], *, text: str, language: str, number: int, pages: int, total: int, size: int) -> bytes:
    """One page of what a search has found, in one language or in all."""
    search = absolute(reverse("catalogue:search"))

    def at(page: int) -> str:
        return _at(search, q=text, language=language, page=page if page > 1 else "")

    made = _begun(at(1), gettext("Search") + f": {text}", atom.newest(entries), LANGUAGES[get_language()], SHELF, here=at(number))
    for name, value in (("totalResults", total), ("startIndex", (number - 1) * size + 1), ("itemsPerPage", size)):
        add(made, f"{{{OPENSEARCH}}}{name}", value)
    for rel, page in (("previous", number - 1), ("next", number + 1)):
        if 1 <= page <= pages:
            add(made, "link", rel=rel, type=SHELF, href=at(page))
    _fill(made, entries)
    return document(made)


def single(offered: Offered) -> bytes:
    """All that is said of one edition."""
    made = root(f"{{{atom.ATOM}}}entry", SPACES, lang=offered.edition.speech.tag)
    atom.sign(made)
    atom.describe(made, offered, Channel.OPDS)
    _offer(made, offered)
    add(made, "link", rel="self", type=ENTRY, href=_entry_of(offered.code, offered.edition.language))
    return document(made)


def description() -> bytes:
    """How to search here (OpenSearch 1.1)."""
    made = root(f"{{{OPENSEARCH}}}OpenSearchDescription", {None: OPENSEARCH})
    add(made, "ShortName", gettext("Library"))
    add(made, "Description", str(settings.SITE_NAME))
    terms = "q={searchTerms}&language={language?}&page={startPage?}"
    add(made, "Url", type=SHELF, template=f"{absolute(reverse('catalogue:search'))}?{terms}")
    for language in LANGUAGES.values():
        add(made, "Language", language.tag)
    add(made, "InputEncoding", "UTF-8")
    add(made, "OutputEncoding", "UTF-8")
    return document(made)


def shelf_of(language: Language) -> str:
    return absolute(reverse("catalogue:shelf", args=[language.code]))


def _entry_of(code: str, language: str) -> str:
    return absolute(reverse("catalogue:entry", args=[language, code]))


def _at(url: str, **said: object) -> str:
    kept = {name: value for name, value in said.items() if value not in ("", None)}
    return f"{url}?{urlencode(kept)}" if kept else url


def _begun(identity: str, title: str, updated: datetime, language: Language, kind: str, *, here: str = "") -> etree._Element:
    made = atom.begun(identity, title, updated, SPACES, language)
    add(made, "link", rel="self", type=kind, href=here or identity)
    add(made, "link", rel="start", type=SHELVES, href=absolute(reverse("catalogue:shelves")))
    add(made, "link", rel="search", type=SEARCH, href=absolute(reverse("catalogue:search_description")))
    return made


def _fill(made: etree._Element, entries: list[Offered]) -> None:
    for offered in entries:
        _offer(atom.entry(made, offered, Channel.OPDS), offered)


def _offer(made: etree._Element, offered: Offered) -> None:
    """What can be fetched of an edition, its picture, and where the same work stands on other shelves."""
    edition = offered.edition
    add(made, f"{{{DC}}}language", edition.speech.tag)
    add(made, f"{{{DC}}}issued", edition.day.isoformat())
    add(made, f"{{{DC}}}publisher", publisher())
    for file in sorted(offered.files, key=lambda file: file.media_type != EPUB):
        add(
            made,
            "link",
            rel=FREE,
            type=file.media_type,
            href=by_way_of(Channel.OPDS, file.url),
            length=file.size,
            hreflang=edition.speech.tag,
        )
    for picture in offered.pictures[:1]:
        add(made, "link", rel=COVER, type=picture.media_type, href=picture.url)
        add(made, "link", rel=THUMB, type=picture.media_type, href=picture.url)
    for other in offered.others:
        add(made, "link", rel="related", type=ENTRY, hreflang=other.tag, href=_entry_of(offered.code, other.code), title=other.autonym)
