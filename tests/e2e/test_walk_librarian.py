"""A librarian elsewhere harvests the whole library, takes its books, and learns with the next harvest what the approver took back."""

import io
import zipfile

import feedparser
import pytest
from django.utils import timezone
from lxml import etree
from oaipmh_scythe import Scythe

from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import CODE, act, first_articles, plain

pytestmark = pytest.mark.django_db(transaction=True)
FOUR = ("vi", "en", "lo", "km")
BOOK = "application/epub+zip"


@pytest.fixture
def published(desk, live_server, settings):
    """One work, published in four languages, at an address that the librarian's programs can reach."""
    settings.SITE_ADDRESS = live_server.url
    for language in FOUR:
        desk.write(language, first_articles(language))
        desk.publish(language)
    return desk


def harvest(live_server, **narrowed) -> dict[str, object]:
    """The records of a whole harvest by the language at the end of their names."""
    with Scythe(f"{live_server.url}/oai") as harvester:
        return {record.header.identifier.rpartition("/")[2]: record for record in harvester.list_records(**narrowed)}


def books(request, live_server) -> dict[str, str]:
    """Addresses of the books by language, as the catalogue for reading programs offers them."""
    found = {}
    for language in FOUR:
        for entry in feedparser.parse(request.get(f"{live_server.url}/opds/{language}").body()).entries:
            found[language] = next(link.href for link in entry.links if link.type == BOOK)
    return found


def title_of(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        package = etree.fromstring(archive.read("EPUB/package.opf"))
    return package.findtext(".//{http://purl.org/dc/elements/1.1/}title")


def test_librarian_harvests_all_and_learns_what_was_taken_back(published, browser_page, live_server, approver, shot, tmp_path):
    reader = browser_page(width=360, java_script_enabled=False)
    request = reader.context.request

    records = harvest(live_server)
    assert {language: plain(record.metadata["title"][0]) for language, record in records.items()} == {
        language: plain(first_articles(language)[0]) for language in FOUR
    }
    for language, record in records.items():
        (permanent,) = record.metadata["identifier"]
        assert set(record.metadata["relation"]) == {f"{live_server.url}/w/{CODE}/{other}" for other in FOUR if other != language}
        reader.goto(permanent)
        assert plain(reader.locator("h1").inner_text()) == plain(first_articles(language)[0])

    offered = books(request, live_server)
    assert {language: plain(title_of(request.get(address).body())) for language, address in offered.items()} == {
        language: plain(first_articles(language)[0]) for language in FOUR
    }
    reader.goto(f"/lo/library/{CODE}/")
    with reader.expect_download() as started:
        reader.locator("a[href$='/book.epub']").click()
    assert (started.value.suggested_filename, plain(title_of(started.value.path().read_bytes()))) == (
        f"{CODE}-lo.epub",
        plain(first_articles("lo")[0]),
    )
    for width, language in ((360, "lo"), (768, "km"), (1280, "vi")):
        page = browser_page(width=width)
        page.goto(f"/{language}/library/{CODE}/")
        shot(page, f"librarian-take-along-{language}-{width}")
        assert (findings(page), sideways(page)) == ([], 0)

    withdrawing = browser_page(user=approver)
    withdrawing.goto(f"/vi/products/{CODE}/lo/")
    act(withdrawing, "withdraw", reason="Sai số liệu.")
    withdrawing.wait_for_load_state("networkidle")
    assert published.edition("lo").standing == "withdrawn"

    since = harvest(live_server, from_=timezone.localdate().isoformat())
    assert {language: record.deleted for language, record in since.items()} == {language: language == "lo" for language in FOUR}
    assert f"{live_server.url}/w/{CODE}/lo" not in since["vi"].metadata["relation"]
    assert (books(request, live_server).keys(), request.get(offered["lo"]).status) == ({"vi", "en", "km"}, 410)
    said = request.get(f"{live_server.url}/api/v1/works/{CODE}").json()
    assert {edition["language"]: edition["withdrawn_because"] for edition in said["editions"]} == {
        "vi": None, "en": None, "lo": "Sai số liệu.", "km": None,
    }  # fmt: skip
    assert reader.context.cookies() == []
