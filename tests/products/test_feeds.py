"""What the library tells machines: every feed shows what readers have, all of it, nothing else, and no longer than they have it."""

import json
from xml.sax import make_parser
from xml.sax.handler import ContentHandler

import feedparser
import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from kontum_ttdn.languages.registry import CODES
from products import actions, reference
from products.content import item
from products.models import Edition, Revision, Sheet
from products.queries.feeds import NEWEST
from tests.benchmarks import _shelf
from tests.factories import UserFactory
from tests.products.told import CODE, DOORS, EVERY, LISTS, SINGLE, SITE, SPACES, TITLE, at, give_sound, texts, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def read(answer) -> str:
    """What an answer says it is, after another reader of XML than the one that wrote it has read it to the end."""
    if answer["Content-Type"] == "application/ld+json":
        assert json.loads(answer.content)["@context"] == "https://schema.org"
    else:
        parser = make_parser()
        parser.setContentHandler(ContentHandler())
        parser.feed(answer.content)
        parser.close()
    return answer["Content-Type"].split(";")[0]


def test_every_feed_is_well_formed_of_its_type_and_without_a_cookie(told_work, client):
    answers = {name: client.get(at(name)) for name in EVERY}
    assert {name: (answer.status_code, dict(answer.cookies), "Cookie" in answer.get("Vary", "")) for name, answer in answers.items()} == (
        dict.fromkeys(EVERY, (200, {}, False))
    )
    atom, rss = "application/atom+xml", "application/rss+xml"
    assert {name: read(answer) for name, answer in answers.items()} == {
        "atom": atom,
        "rss": rss,
        "podcast": rss,
        "opds": atom,
        "entry": atom,
        "doors": atom,
        "search": "application/opensearchdescription+xml",
        "linked": "application/ld+json",
        "sitemap": "application/xml",
        "index": "application/xml",
        "portal": "application/xml",
    }


def test_unchanged_feed_costs_no_bytes_and_its_head_can_be_asked_for(told_work, client):
    told = {}
    for name in EVERY:
        address = at(name)
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        other = client.get(address, headers={"if-none-match": '"another"', "if-modified-since": "Wed, 01 Jan 2098 00:00:00 GMT"})
        head = client.head(address)
        pressed = client.get(address, headers={"accept-encoding": "gzip"})
        assert client.get(address, headers={"accept-encoding": "gzip", "if-none-match": pressed["ETag"]}).status_code == 304
        assert {answer["ETag"] for answer in (first, again, other, head)} == {first["ETag"]}
        assert (again.content, other.content, head.content) == (b"", first.content, b"")
        told[name] = [answer.status_code for answer in (again, other, head, client.post(address))]
    assert told == dict.fromkeys(EVERY, [304, 200, 200, 405])


def test_lists_show_what_readers_have_and_forget_what_is_withdrawn_at_the_next_request(told_work, client):
    named = f"/{CODE}".encode()
    before = {name: client.get(at(name)) for name in LISTS}
    assert {name: (named in before[name].content, named in client.get(at(name, "lo")).content) for name in LISTS} == (
        dict.fromkeys(LISTS, (True, False))
    )
    actions.withdraw(edition=told_work.edition(), by=told_work.approver, reason="Sai số liệu.")
    after = {name: client.get(at(name), headers={"if-none-match": before[name]["ETag"]}) for name in LISTS}
    gone = dict.fromkeys(LISTS, (200, False)) | {"sitemap": (404, False)}  # nothing else stood in that file
    assert {name: (answer.status_code, named in answer.content) for name, answer in after.items()} == gone
    english = {name: client.get(at(name, "en")).content for name in LISTS}
    assert {name: (named in page, f"/vi/library/{CODE}/".encode() in page) for name, page in english.items()} == (
        dict.fromkeys(LISTS, (True, False))
    )


def test_what_tells_of_one_work_is_gone_with_it_and_was_never_there_before_it(told_work, client):
    actions.withdraw(edition=told_work.edition(), by=told_work.approver, reason="Sai số liệu.")
    for name in SINGLE:
        asked = (at(name), at(name, "lo"), at(name).replace(CODE, "x"))
        assert [client.get(address).status_code for address in asked] == [410, 404, 404]
        english = client.get(at(name, "en")).content.decode()
        assert (f"/w/{CODE}/en" in english, f"{CODE}/vi" in english, f"/vi/library/{CODE}" in english) == (True, False, False)


def test_each_feed_costs_the_same_with_10_and_with_300_works(client, department):
    writer = UserFactory(unit=department, roles=["writer"])
    reference.load()
    costs = []
    for first, last in ((1, 10), (11, 300)):
        _shelf.seed(first, last, unit=department, by=writer)
        give_sound(list(Revision.objects.filter(pk__gte=first * 9).values_list("pk", flat=True)), department, 999)
        cost = {}
        for name in (*LISTS, *DOORS):
            caches["process"].clear()
            address = at(name)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            cost[name] = len(asked)
        costs.append(cost)
    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= 6
    assert len(tree(client, at("atom")).findall("a:entry", SPACES)) == NEWEST


def test_atom_entry_names_the_work_for_ever_and_says_when_what_and_where(told_work, client):
    feed = tree(client, at("atom"))
    entry = feed.find("a:entry", SPACES)
    published = told_work.edition()
    assert (feed.get("{http://www.w3.org/XML/1998/namespace}lang"), texts(feed, "a:id"), texts(feed, "a:link[@rel='self']/@href")) == (
        "vi",
        [SITE + at("atom")],
        [SITE + at("atom")],
    )
    assert {name: entry.findtext(f"a:{name}", namespaces=SPACES) for name in ("id", "title", "summary")} == {
        "id": f"{SITE}/w/{CODE}/vi",
        "title": TITLE,
        "summary": "Đọc bằng tiếng mình",
    }
    assert entry.findtext("a:updated", namespaces=SPACES)[:10] == published.day.isoformat()
    assert texts(entry, "a:category/@term") == ["leaflet"]
    assert texts(entry, "a:link[@rel='alternate']/@href") == [f"{SITE}/vi/library/{CODE}/?via=feed"]
    assert texts(entry, "a:link[@rel='related'][@hreflang='en']/@href") == [f"{SITE}/en/library/{CODE}/?via=feed"]
    enclosures = entry.xpath("a:link[@rel='enclosure']", namespaces=SPACES)
    assert [(link.get("type"), link.get("length")) for link in enclosures] == [
        ("application/pdf", "2342"),
        ("application/epub+zip", None),
        ("audio/mp4", "481516"),
    ]


def test_title_lent_by_the_source_says_in_which_language_it_stands(told_work, client):
    Edition.objects.filter(language="en").update(title_language="vi", title=TITLE)
    entry = tree(client, "/en/library/feed.atom").find("a:entry", SPACES)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (entry.get(lang), entry.find("a:title", SPACES).get(lang)) == ("en", "vi")


def test_control_sign_in_a_title_breaks_no_feed(told_work, client):
    Edition.objects.filter(language="vi").update(title="Thư\x0b viện \x1b& <b>", summary="\ufffe]]>")
    assert texts(tree(client, at("atom")), "//a:entry/a:title") == ["Thư viện & <b>"]
    assert texts(tree(client, at("rss")), "//item/description") == ["]]>"]


def test_podcast_gives_players_the_sound_with_its_length_and_stays_valid_without_any(told_work, client):
    podcast = tree(client, at("podcast"))
    assert podcast.xpath("//item/enclosure")[0].attrib == {
        "url": f"{SITE}/media/{'6' * 64}.m4a?via=feed",
        "length": "481516",
        "type": "audio/mp4",
    }
    assert (texts(podcast, "//item/i:duration"), texts(podcast, "//channel/language")) == (["61"], ["vi"])
    none = tree(client, "/sed/library/podcast.rss")
    assert (none.xpath("//item"), texts(none, "//channel/language"), texts(none, "//channel/i:explicit")) == ([], ["sed-Latn"], ["false"])


def test_reader_of_feeds_understands_each_list(told_work, client):
    told = {}
    for name in ("atom", "rss", "podcast", "opds"):
        read = feedparser.parse(client.get(at(name)).content)
        (entry,) = read.entries
        page = f"{SITE}/vi/library/{CODE}/?via={'opds' if name == 'opds' else 'feed'}"
        assert (read.bozo, entry.id, entry.link, entry.published_parsed is not None) == (False, f"{SITE}/w/{CODE}/vi", page, True)
        told[name] = (read.version, read.feed.language, read.feed.title != "", entry.title, entry.summary, [tag.term for tag in entry.tags])
    words = ("vi", True, TITLE, "Đọc bằng tiếng mình")
    assert told == {
        "atom": ("atom10", *words, ["leaflet"]),
        "opds": ("atom10", *words, ["leaflet"]),
        "rss": ("rss20", *words, ["Tờ rơi"]),
        "podcast": ("rss20", *words, ["Tờ rơi"]),
    }
    episode = feedparser.parse(client.get(at("podcast")).content).entries[0]
    assert [(file.type, file.length) for file in episode.enclosures] == [("audio/mp4", "481516")]
    empty = feedparser.parse(client.get("/brb/library/podcast.rss").content)
    assert (empty.bozo, empty.entries, empty.feed.language) == (False, [], "brb-Latn")


def test_podcast_finds_the_sound_behind_fifty_newer_works_without_any(told_work, client):
    reference.load()
    _shelf.seed(1_000_001, 1_000_000 + NEWEST, unit=told_work.product.unit, by=told_work.writer)
    assert f"/w/{CODE}/".encode() not in client.get(at("atom")).content
    assert texts(tree(client, at("podcast")), "//item/guid") == [f"{SITE}/w/{CODE}/vi"]


def test_recording_alone_is_offered_without_a_book(told_work, client):
    spoken = item("1", "recording", "Mở máy ra nghe.", file={"sha256": "5" * 64, "media_type": "audio/mpeg", "bytes": 481_516})
    Sheet.objects.filter(edition__language="vi").delete()
    Revision.objects.filter(pk=told_work.edition().published_id).update(content=[spoken])
    enclosures = tree(client, at("atom")).xpath("//a:link[@rel='enclosure']/@type", namespaces=SPACES)
    linked = json.loads(client.get(at("linked")).content)
    assert (enclosures, [each["encodingFormat"] for each in linked["encoding"]]) == (["audio/mp4"], ["audio/mp4"])


def test_every_language_has_each_feed_though_nothing_is_published_in_it(db, client):
    for code in CODES:
        for address in ("/{}/library/feed.atom", "/{}/library/feed.rss", "/{}/library/podcast.rss", "/opds/{}"):
            assert client.get(address.format(code)).status_code == 200


def test_library_and_home_name_the_feeds_of_their_language(client, db):
    for page in ("/km/", "/km/library/"):
        head = etree.HTML(client.get(page).content)
        assert head.xpath("//head/link[@rel='alternate'][@type]/@href") == [
            "/km/library/feed.atom",
            "/km/library/feed.rss",
            "/km/library/podcast.rss",
            "/opds",
        ]
