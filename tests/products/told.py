"""A work of which every feed tells, and the feeds by their addresses; for tests of what programs read."""

import pytest
from lxml import etree

from kontum_ttdn.media.models import Derivative, Purpose, StoredFile
from kontum_ttdn.printing.models import PrintedFile
from products import actions
from products.models import Product, Revision, Sheet
from products.queries.mapping import MOST

CODE, SITE = "thu-vien-cua-ban", "https://portal.example.vn"
TITLE = "Thư viện của bản"
SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "dc": "http://purl.org/dc/terms/",
    "o": "http://a9.com/-/spec/opensearch/1.1/",
    "i": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}
LISTS = {  # what names all works of a language
    "atom": "/{}/library/feed.atom",
    "rss": "/{}/library/feed.rss",
    "podcast": "/{}/library/podcast.rss",
    "opds": "/opds/{}",
    "sitemap": "/sitemap-works-{}-{}.xml",
}
SINGLE = {"entry": "/opds/{}/" + CODE, "linked": "/{}/library/" + CODE + "/work.jsonld"}
DOORS = {"doors": "/opds", "search": "/opds/search.xml", "index": "/sitemap.xml", "portal": "/sitemap-portal-{}.xml"}
EVERY = LISTS | SINGLE | DOORS


@pytest.fixture
def site(settings):
    """Where the portal says that it is."""
    settings.SITE_ADDRESS = SITE


@pytest.fixture
def told_work(desk, site):
    """A work that readers have in Vietnamese and English with sound and a PDF each; Lao is approved and waits."""
    for language in ("vi", "en", "lo"):
        desk.fill(language, "" if language == "vi" else f" ({language})")
        desk.approve(language)
    for language in ("vi", "en"):
        published = actions.publish(edition=desk.edition(language), by=desk.approver)
        give_sound([published.published_id], desk.product.unit, size=481_516)
        printed = PrintedFile(content_key=language, layout="leaflet", variant="screen", language=language, pages=1, bytes=2342)
        printed.save()
        Sheet.objects.create(edition=published, revision=published.published, layout="leaflet", variant="screen", file=printed)
    return desk


def give_sound(revisions: list[int], unit, size: int) -> None:
    """The same recording, ready for readers, in each of these revisions."""
    named = {"sha256": "5" * 64, "unit": unit}
    facts = {"received_sha256": "4" * 64, "size": size, "kind": "sound", "media_type": "audio/mpeg", "facts": {"seconds": 61.4}}
    file, _new = StoredFile.objects.get_or_create(**named, defaults=facts)
    made = {"sha256": "6" * 64, "media_type": "audio/mp4", "bytes": size}
    Derivative.objects.get_or_create(file=file, purpose=Purpose.WEB, defaults=made)
    through = Revision.files.through
    through.objects.bulk_create(through(revision_id=revision, storedfile_id=file.pk) for revision in revisions)


def at(name: str, language: str = "vi") -> str:
    """The address of a feed; the one for search engines goes by stretches of the works' numbers."""
    first = Product.objects.order_by("pk").values_list("pk", flat=True).first() or 0
    return EVERY[name].format(language, first // MOST)


def tree(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def texts(found, path: str) -> list[str]:
    return [node if isinstance(node, str) else node.text for node in found.xpath(path, namespaces=SPACES)]
