"""Atom (RFC 4287): the newest works of one language. What an entry says is said to OPDS too."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from lxml import etree

from kontum_ttdn.languages.registry import Language
from kontum_ttdn.ui import speech
from kontum_ttdn.ui.markup import absolute, add, document, root
from products.models import Channel
from products.queries.offered import Offered, by_way_of, page, publisher

from .naming import named, sentence

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
NEVER = datetime.fromisoformat("2022-01-01T00:00:00+07:00")  # of a feed in which nothing stands yet: it must have a moment


def feed(language: Language, entries: list[Offered], *, url_name: str) -> bytes:
    """The feed of one language as it stands at `url_name`."""
    here = reverse(url_name)
    made = begun(absolute(here), named(language), newest(entries), {None: ATOM}, language)
    add(made, "subtitle", sentence(), lang=speech.spoken(language.code).tag)
    add(made, "link", rel="self", type=MEDIA_TYPE, href=absolute(here))
    add(made, "link", rel="alternate", type="text/html", hreflang=language.tag, href=absolute(reverse("products:library")))
    for offered in entries:
        written = entry(made, offered, Channel.FEED)
        for other in offered.others:  # related, not alternate: of several alternates readers of feeds open whichever they like
            add(
                written,
                "link",
                rel="related",
                type="text/html",
                hreflang=other.tag,
                href=by_way_of(Channel.FEED, page(offered.code, other.code)),
            )
        for file in offered.files:
            add(
                written,
                "link",
                rel="enclosure",
                type=file.media_type,
                length=file.size,
                href=by_way_of(Channel.FEED, file.url),
                hreflang=language.tag,
            )
    return document(made)


def begun(identity: str, title: str, updated: datetime, namespaces: dict, language: Language) -> etree._Element:
    """A feed with what each must have."""
    made = root(f"{{{ATOM}}}feed", namespaces, lang=language.tag)
    add(made, "id", identity)
    add(made, "title", title, lang=speech.spoken(language.code).tag)
    add(made, "updated", moment(updated))
    sign(made)
    return made


def sign(made: etree._Element) -> None:
    """Who answers for it: the operator by its Vietnamese name, or the portal by its name in the reader's language."""
    tag = "vi" if settings.OPERATOR["body"] else speech.spoken(speech.current().code).tag
    add(add(made, "author"), "name", publisher(), lang=tag)


def newest(entries: list[Offered]) -> datetime:
    return max((offered.updated for offered in entries), default=NEVER)


def entry(parent: etree._Element, offered: Offered, channel: Channel) -> etree._Element:
    """One edition, without its files: those a feed and a catalogue link each in their own way."""
    made = add(parent, "entry", lang=offered.edition.speech.tag)
    describe(made, offered, channel)
    return made


def describe(made: etree._Element, offered: Offered, channel: Channel) -> None:
    """Its name for ever, its title in the language of the title, since when readers have it, and where they read it."""
    edition = offered.edition
    lent = edition.title_speech.tag if edition.title_speech != edition.speech else None
    add(made, "id", offered.permanent)
    add(made, "title", offered.title, lang=lent)
    add(made, "updated", moment(offered.updated))
    add(made, "published", moment(offered.updated))
    if edition.summary:
        add(made, "summary", edition.summary, type="text")
    add(made, "link", rel="alternate", type="text/html", hreflang=edition.speech.tag, href=by_way_of(channel, offered.page))
    _categories(made, offered)


def _categories(made: etree._Element, offered: Offered) -> None:
    """Kind and topic, by code and by word."""
    edition = offered.edition
    with override(edition.language):
        shelf = absolute(reverse("products:library"))
        add(made, "category", term=edition.kind.code, scheme=f"{shelf}?kind=", label=edition.kind.name)
        if edition.topic:
            add(made, "category", term=edition.topic.code, scheme=f"{shelf}?topic=", label=edition.topic.name)


def moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
