"""What harvesters are given: all that readers have or had, page by page at one price, and the protocol's own words for what is wrong."""

from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from oaipmh_scythe import Scythe

from products import actions
from products.oai import tokens
from products.oai.asking import Place, Selection
from tests.products.shelves import FIRST_DAY, fill

pytestmark = pytest.mark.django_db
OAI = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def ask(client, **said) -> etree._Element:
    answer = client.get("/oai", said)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return etree.fromstring(answer.content)


def texts(tree, path: str) -> list[str]:
    return [found.text or "" for found in tree.iterfind(f".//{path}", OAI)]


def error(tree) -> list[str]:
    return [found.get("code") for found in tree.iterfind("o:error", OAI)]


@pytest.fixture
def opened(desk):
    """A work that readers have in Vietnamese and in English."""
    for language in ("vi", "en"):
        desk.fill(language)
        desk.publish(language)
    return desk


def harvested(client, **said) -> tuple[list[str], list[int]]:
    """The identifiers of a whole list, and how many stood on each page."""
    found, sizes, said = [], [], {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"} | said
    while said:
        tree = ask(client, **said)
        page = texts(tree, "o:identifier")
        found += page
        sizes.append(len(page))
        token = tree.findtext(".//o:resumptionToken", namespaces=OAI)
        said = {"verb": said["verb"], "resumptionToken": token} if token else None
    return found, sizes


def test_record_says_what_the_edition_is_where_it_stays_and_in_which_other_languages(client, opened):
    tree = ask(client, verb="GetRecord", identifier="oai:127.0.0.1:thu-vien-cua-ban/en", metadataPrefix="oai_dc")
    said = {name: texts(tree, f"dc:{name}") for name in ("title", "language", "identifier", "relation", "date", "publisher", "description")}
    day = timezone.localdate().isoformat()
    assert said == {
        "title": ["Thư viện của bản"],
        "language": ["en"],
        "identifier": ["http://127.0.0.1:8000/w/thu-vien-cua-ban/en"],
        "relation": ["http://127.0.0.1:8000/w/thu-vien-cua-ban/vi"],
        "date": [day],
        "publisher": [opened.product.unit.name],
        "description": ["Đọc bằng tiếng mình"],
    }
    assert (texts(tree, "o:datestamp"), texts(tree, "o:setSpec")) == ([day], ["language:en", "kind:leaflet"])


def test_withdrawn_edition_stays_as_a_deleted_record_without_a_word_of_it(client, opened):
    actions.withdraw(edition=opened.edition("en"), by=opened.approver, reason="Sai số liệu.")
    tree = ask(client, verb="GetRecord", identifier="oai:127.0.0.1:thu-vien-cua-ban/en", metadataPrefix="oai_dc")
    assert (tree.find(".//o:header", OAI).get("status"), tree.find(".//o:metadata", OAI)) == ("deleted", None)
    assert texts(ask(client, **RECORDS, set="language:vi"), "dc:relation") == []
    today = timezone.localdate()
    for since, found in ((today, 2), (today + timedelta(days=1), 0)):
        assert len(texts(ask(client, **RECORDS, **{"from": since.isoformat()}), "o:identifier")) == found


def test_edition_that_readers_never_had_is_nobodys_to_harvest(client, desk):
    desk.fill()
    desk.approve()
    assert error(ask(client, **RECORDS)) == ["noRecordsMatch"]
    assert error(ask(client, verb="GetRecord", identifier="oai:127.0.0.1:thu-vien-cua-ban/vi", metadataPrefix="oai_dc")) == [
        "idDoesNotExist"
    ]


def test_whole_list_comes_once_in_pages_of_a_hundred_across_languages(client):
    works = fill(130, ("vi", "lo"), a_day=60)
    found, sizes = harvested(client)
    assert sizes == [100, 100, 60]
    assert sorted(found) == sorted(f"oai:127.0.0.1:{work.code}/{language}" for work in works for language in ("vi", "lo"))


def test_page_costs_the_same_at_the_beginning_and_at_the_end_of_a_long_list(client):
    asked = []
    for more in (10, 290):
        fill(more, a_day=40)
        with CaptureQueriesContext(connection) as statements:
            tree = ask(client, **RECORDS, set="language:vi")
        asked.append(len(statements))
    while token := tree.findtext(".//o:resumptionToken", namespaces=OAI):
        with CaptureQueriesContext(connection) as statements:
            tree = ask(client, verb="ListRecords", resumptionToken=token)
        asked.append(len(statements))
    assert (asked[0], max(asked), len(asked)) == (5, 6, 4)


def test_list_is_narrowed_by_days_and_by_set(client):
    fill(21, ("vi", "km"), a_day=7)
    second = (FIRST_DAY + timedelta(days=1)).isoformat()
    assert len(harvested(client, **{"from": second, "until": second})[0]) == 14
    assert len(harvested(client, **{"from": second, "set": "language:km"})[0]) == 14
    assert len(harvested(client, set="kind:leaflet")[0]) == 42
    assert error(ask(client, **RECORDS, until=(FIRST_DAY - timedelta(days=1)).isoformat())) == ["noRecordsMatch"]


def test_repository_says_from_which_day_on_it_has_records_and_that_it_keeps_deleted_ones(client):
    fill(3)
    tree = ask(client, verb="Identify")
    said = {name: texts(tree, f"o:{name}") for name in ("earliestDatestamp", "deletedRecord", "granularity", "protocolVersion", "baseURL")}
    assert said == {
        "earliestDatestamp": [FIRST_DAY.isoformat()],
        "deletedRecord": ["persistent"],
        "granularity": ["YYYY-MM-DD"],
        "protocolVersion": ["2.0"],
        "baseURL": ["http://127.0.0.1:8000/oai"],
    }
    sets = texts(ask(client, verb="ListSets"), "o:setSpec")
    assert (sets[0], sets[8], "kind:leaflet" in sets) == ("language:vi", "language:km", True)
    assert texts(ask(client, verb="ListMetadataFormats"), "o:metadataPrefix") == ["oai_dc"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "badVerb"),
        ("verb=Give", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=language:vi", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0001-01-01&until=0001-01-02", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=language:xx", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:x/vi", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%E2%80%AE", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=marc&identifier=oai:127.0.0.1:x/vi", "cannotDisseminateFormat"),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=" + "x" * 10_000, "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&%01=%02", "badArgument"),
    ],
)
def test_what_is_wrong_is_said_in_the_protocols_words(client, said, code):
    for answer in (client.get(f"/oai?{said}"), client.post("/oai", said, content_type="application/x-www-form-urlencoded")):
        assert (answer.status_code, error(etree.fromstring(answer.content))) == (200, [code])


def test_token_that_was_changed_is_too_old_or_belongs_to_another_verb_is_refused(client, monkeypatch):
    fill(101)
    token = ask(client, **RECORDS).findtext(".//o:resumptionToken", namespaces=OAI)
    place = Place("vi", "published", FIRST_DAY, 1)
    forged = signing.dumps(["ListRecords", "", "", "", "", "vi", "published", "2026-01-01", 1], key="x" * 50, salt=tokens.SALT)
    of_another, _until = tokens.token("ListIdentifiers", Selection(), place)
    for wrong in (token[:-1], token.replace(":", ".", 1), f"{token} ", forged, of_another):
        assert error(ask(client, verb="ListRecords", resumptionToken=wrong)) == ["badResumptionToken"]
    assert len(texts(ask(client, verb="ListRecords", resumptionToken=token), "o:identifier")) == 1
    monkeypatch.setattr(tokens, "LASTS", timedelta(seconds=-1))
    assert error(ask(client, verb="ListRecords", resumptionToken=token)) == ["badResumptionToken"]


def test_sign_that_xml_cannot_hold_does_not_break_the_answer(client):
    work = fill(1)[0]
    work.editions.update(title="A\x01\ufffe & <B>", summary="\x0b")
    work.rights = "\x1f©"
    work.save()
    tree = ask(client, **RECORDS)
    assert (texts(tree, "dc:title"), texts(tree, "dc:rights")) == (["A & <B>"], ["©"])


def test_outside_program_harvests_everything(live_server, transactional_db):
    works = fill(120, ("vi", "lo"), a_day=60)
    with Scythe(f"{live_server.url}/oai") as harvester:
        records = list(harvester.list_records())
        assert harvester.identify().protocolVersion == "2.0"
        assert len(list(harvester.list_sets())) >= 10
    found = {(record.metadata["identifier"][0], record.metadata["language"][0]) for record in records}
    permanent = "http://127.0.0.1:8000/w/"
    assert (len(records), found) == (240, {(f"{permanent}{work.code}/{code}", code) for work in works for code in ("vi", "lo")})
