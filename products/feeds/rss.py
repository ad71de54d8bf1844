"""RSS 2.0, for readers that know no Atom, and with the tags of players as a podcast."""

from email.utils import format_datetime

from django.templatetags.static import static
from django.urls import reverse
from lxml import etree

from kontum_ttdn.languages.registry import Language
from kontum_ttdn.ui.markup import absolute, add, document
from products.models import Channel
from products.queries.offered import File, Offered, by_way_of, publisher

from .atom import ATOM
from .naming import named, sentence, sounding

MEDIA_TYPE = "application/rss+xml"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
COVER = "icons/podcast.png"  # 1400 × 1400 pixels, as players ask for


def feed(language: Language, entries: list[Offered], *, url_name: str) -> bytes:
    """The newest works; each shows its first file, as RSS knows but one."""
    made, channel = _begun(language, {"atom": ATOM}, sentence(), url_name, entries)
    for offered in entries:
        item = _item(channel, offered, offered.title, offered.permanent)
        for file in [file for file in offered.files if file.size is not None][:1]:
            _enclosure(item, file)
    return document(made)


def podcast(language: Language, entries: list[Offered], *, url_name: str) -> bytes:
    """Every recording of works that can be listened to; a work with several has a part for each."""
    made, channel = _begun(language, {"atom": ATOM, "itunes": ITUNES}, sounding(), url_name, entries)
    add(channel, _itunes("author"), publisher())
    add(channel, _itunes("summary"), sounding())
    add(channel, _itunes("type"), "episodic")
    add(channel, _itunes("explicit"), "false")
    add(channel, _itunes("category")).set("text", "Government")
    add(channel, _itunes("image"), href=absolute(static(COVER)))
    for offered in entries:
        for number, file in enumerate(offered.sounds, 1):
            _episode(channel, offered, number, file)
    return document(made)


def _begun(language: Language, namespaces: dict, said: str, url_name: str, entries: list[Offered]):
    made = etree.Element("rss", version="2.0", nsmap=namespaces)
    channel = add(made, "channel")
    add(channel, "title", named(language))
    add(channel, "link", absolute(reverse("products:library")))
    add(channel, "description", said)
    add(channel, "language", language.tag)
    if entries:
        add(channel, "lastBuildDate", format_datetime(max(offered.updated for offered in entries)))
    add(channel, f"{{{ATOM}}}link", rel="self", type=MEDIA_TYPE, href=absolute(reverse(url_name)))
    return made, channel


def _item(channel: etree._Element, offered: Offered, title: str, identity: str) -> etree._Element:
    edition = offered.edition
    item = add(channel, "item")
    add(item, "title", title)
    add(item, "link", by_way_of(Channel.FEED, offered.page))
    if edition.summary:
        add(item, "description", edition.summary)
    for named_one in filter(None, (edition.kind, edition.topic)):
        add(item, "category", named_one.name)
    add(item, "guid", identity, isPermaLink="true" if identity == offered.permanent else "false")
    add(item, "pubDate", format_datetime(offered.updated))
    return item


def _episode(channel: etree._Element, offered: Offered, number: int, file: File) -> None:
    part = f" ({number})" if len(offered.sounds) > 1 else ""
    item = _item(channel, offered, offered.title + part, offered.permanent + (f"#{number}" if number > 1 else ""))
    _enclosure(item, file)
    if file.seconds:
        add(item, _itunes("duration"), file.seconds)
    if offered.edition.summary:
        add(item, _itunes("summary"), offered.edition.summary)
    add(item, _itunes("explicit"), "false")


def _enclosure(item: etree._Element, file: File) -> None:
    add(item, "enclosure", url=by_way_of(Channel.FEED, file.url), length=file.size, type=file.media_type)


def _itunes(name: str) -> str:
    return f"{{{ITUNES}}}{name}"
