"""What search engines are told: each page with its other languages, and each work as linked data."""

import json

import pytest
from lxml import etree

from kontum_ttdn.languages.registry import CODES
from products.models import Product
from products.queries.mapping import MOST
from tests.products.told import CODE, SITE, SPACES, TITLE, at, texts, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_pages_for_search_engines_name_every_language_of_a_work(told_work, client):
    index = tree(client, "/sitemap.xml")
    named = texts(index, "s:sitemap/s:loc")
    stretch = Product.objects.get().pk // MOST
    assert [loc for loc in named if "works" in loc] == [f"{SITE}/sitemap-works-{code}-{stretch}.xml" for code in ("en", "vi")]
    assert len(named) == 2 + len(CODES)
    page = tree(client, f"/sitemap-works-en-{stretch}.xml")
    assert texts(page, "s:url/s:loc") == [f"{SITE}/en/library/{CODE}/"]
    assert {link.get("hreflang"): link.get("href") for link in page.iterfind(".//x:link", SPACES)} == {
        code: f"{SITE}/{code}/library/{CODE}/" for code in ("vi", "en")
    }
    assert texts(page, "//s:lastmod") == [told_work.edition("en").day.isoformat()]


def test_file_for_search_engines_in_which_nothing_stands_is_not_found(client, db):
    for file in ("works-vi-99999", "works-fr-0", "works-vi", "works-vi-" + "9" * 30, "portal-fr", "nobody-vi-0"):
        assert client.get(f"/sitemap-{file}.xml").status_code == 404


def test_linked_data_says_what_was_translated_from_what_and_what_can_be_fetched(told_work, client):
    source, english = (json.loads(client.get(f"/{code}/library/{CODE}/work.jsonld").content) for code in ("vi", "en"))
    assert [each["@id"] for each in source["workTranslation"]] == [f"{SITE}/w/{CODE}/en"]
    assert english["translationOfWork"] == {"@type": "CreativeWork", "@id": f"{SITE}/w/{CODE}/vi", "name": TITLE, "inLanguage": "vi"}
    assert ("translationOfWork" in source, "workTranslation" in english, english["isAccessibleForFree"]) == (False, False, True)
    files = {each["encodingFormat"]: each.get("contentSize") for each in source["encoding"]}
    assert (files["application/pdf"], files["audio/mp4"]) == ("2342 B", "481516 B")
    book, words = client.get(f"/vi/library/{CODE}/vi/book.epub"), client.get(f"/vi/library/{CODE}/vi/text.txt")
    assert files["application/epub+zip"] == f"{book['Content-Length']} B"
    assert files["text/plain"] == f"{len(words.content)} B"


def test_reading_page_names_its_linked_data_where_it_is_of_the_language_that_was_asked_for(told_work, client):
    path = "//head/link[@type='application/ld+json']/@href"
    assert etree.HTML(client.get(f"/en/library/{CODE}/").content).xpath(path) == [at("linked", "en")]
    assert etree.HTML(client.get(f"/lo/library/{CODE}/").content).xpath(path) == []
