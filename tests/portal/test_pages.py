"""What every page has, whoever asks and in whichever language."""

import json
import re

import pytest
from django.db import OperationalError, connection
from django.test import Client
from lxml import html

from kontum_ttdn.languages.registry import CODES, LANGUAGES

pytestmark = pytest.mark.django_db
READERS_PAGES = ["", "about/", "organisation/", "contact/", "accessibility/", "site-map/"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("path", READERS_PAGES)
def test_page_answers_under_each_prefix_and_says_its_language(client, code, path):
    page = client.get(f"/{code}/{path}")
    assert (page.status_code, re.search(r'<html lang="([^"]+)"', page.content.decode())[1]) == (200, LANGUAGES[code].tag)


@pytest.mark.parametrize("path", READERS_PAGES)
def test_readers_get_no_cookie_and_the_same_page_with_and_without(client, path):
    page = client.get(f"/vi/{path}")
    assert (dict(page.cookies), "Cookie" in page.headers.get("Vary", "")) == ({}, False)


def test_frame_of_a_readers_page_costs_no_statement(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/vi/about/")


def test_policy_of_content_allows_our_own_files_alone(client):
    policy = dict(part.split(" ", 1) for part in client.get("/vi/").headers["Content-Security-Policy"].split("; "))
    assert (policy["script-src"], policy["style-src"], policy["default-src"]) == ("'self'", "'self'", "'none'")


@pytest.mark.parametrize(("asked", "door"), [("", "/vi/"), ("km-KH,km;q=0.9,en;q=0.5", "/km/"), ("fr,lo;q=0.3", "/lo/"), ("fr", "/vi/")])
def test_front_door_leads_to_the_language_the_browser_asks_for(client, asked, door):
    answer = client.get("/", headers={"accept-language": asked})
    assert (answer.status_code, answer.headers["Location"], answer.headers["Vary"]) == (302, door, "Accept-Language")


def test_footer_names_who_is_responsible_or_that_it_is_still_missing(client, settings):
    assert "to be filled in" in client.get("/en/").content.decode()
    settings.OPERATOR = {"body": "Sở Văn hoá", "person": "", "address": "", "phone": "0260", "email": ""}
    assert "Sở Văn hoá" in client.get("/en/").content.decode()
    contact = client.get("/en/contact/").content.decode()
    assert ('href="tel:0260"' in contact, "mailto:" in contact) == (True, False)


OPERATOR = {
    "body": "Sở Văn hoá",
    "body_en": "Department of Culture",
    "structure": "Phòng A: in ấn |  | Phòng B",
    "structure_en": "Office A: print",
}


def test_pages_of_duty_say_what_the_operator_told_and_what_is_still_missing(client, settings):
    settings.OPERATOR = dict.fromkeys(settings.OPERATOR, "")
    missing = {
        path: len(html.fromstring(client.get(f"/en/{path}").content).xpath("//main//dd/span[@class='soft']")) for path in READERS_PAGES
    }
    assert missing == dict.fromkeys(READERS_PAGES, 0) | {"about/": 4, "organisation/": 6, "contact/": 5, "accessibility/": 1}
    settings.OPERATOR |= OPERATOR
    page = html.fromstring(client.get("/lo/organisation/").content)
    told = {
        section.get("lang"): [" ".join(item.text_content().split()) for item in section.findall(".//li")]
        for section in page.xpath("//main//section")
    }
    assert told == {"vi": ["Phòng A: in ấn", "Phòng B"], "en": ["Office A: print"]}
    assert [section.xpath("string(.//dd)").strip() for section in page.xpath("//main//section")] == ["Sở Văn hoá", "Department of Culture"]


def test_site_map_names_the_feeds_and_the_list_for_search_engines(client):
    page = html.fromstring(client.get("/km/site-map/").content)
    assert page.xpath("//section[@aria-labelledby='programs']//a/@href") == [
        "/km/library/feed.atom",
        "/km/library/feed.rss",
        "/km/library/podcast.rss",
        "/opds",
        "/sitemap.xml",
    ]


def test_large_text_of_an_account_marks_its_pages_alone(writer, as_user, client):
    writer.large_text = True
    writer.save()
    assert "data-large-text" in as_user(writer).get("/vi/about/").content.decode().split(">", 3)[1]
    assert "data-large-text" not in client.get("/vi/about/").content.decode()


def test_missing_page_says_so_in_the_language_of_its_address(client):
    page = client.get("/lo/nowhere/")
    assert (page.status_code, 'lang="lo"' in page.content.decode(), "404.html" in [template.name for template in page.templates]) == (
        404,
        True,
        True,
    )


def test_form_sent_without_its_token_is_explained(writer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/en/accounts/sign-out/")
    assert (answer.status_code, "Nothing was changed." in answer.content.decode()) == (403, True)


def test_health_is_ok_while_the_database_answers(client):
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content), answer.cookies) == (200, {"database": "ok"}, {})


def test_health_tells_an_unreachable_database(client):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (503, {"database": "unreachable"})


def test_robots_may_read_the_public_pages_and_are_told_where_their_list_is(client, settings):
    settings.SITE_ADDRESS = "https://portal.example.vn"
    answer = client.get("/robots.txt")
    assert (answer.headers["Content-Type"], answer.content.decode()) == (
        "text/plain",
        "User-agent: *\nDisallow: /healthz\n\nSitemap: https://portal.example.vn/sitemap.xml\n",
    )
