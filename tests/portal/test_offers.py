"""Rooms offer tiles, menus, sections and a library; the pages show them to whom they concern."""

import pytest
from lxml import html

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.portal.registry import SIGNED_IN, Tile
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def menus(offers):
    offers.add_menu("Log", "portal:contact", Permission.AUDIT_READ, order=3)
    offers.add_menu("Desk", "portal:desk", Permission.DESK_VIEW, order=1)
    offers.add_menu("Library", "portal:about", order=2)
    offers.add_menu("Mine", "portal:site_map", SIGNED_IN)
    offers.add_menu("Not built yet", "nobody:nowhere")


def menu(client, path="/en/about/"):
    page = html.fromstring(client.get(path).content)
    return [link.text for link in page.xpath("//header//nav[not(ancestor::details)]//a")], [
        link.text for link in page.xpath("//header//details//ul[@class='menu']//a")
    ]


def test_readers_see_the_public_menu_and_only_addresses_that_exist(menus, client):
    assert menu(client) == (["Library"], [])


def test_staff_see_what_their_roles_open_in_order(menus, as_user, writer, approver):
    assert menu(as_user(writer)) == (["Desk"], ["Mine"])
    assert menu(as_user(approver)) == (["Desk", "Log"], ["Mine"])


def test_account_without_a_role_keeps_the_public_menu(menus, as_user):
    assert menu(as_user(UserFactory())) == (["Library"], ["Mine"])


def test_menu_marks_where_the_reader_is(menus, client):
    page = html.fromstring(client.get("/en/about/").content)
    assert [(link.text, link.get("aria-current")) for link in page.xpath("//header//a[@aria-current][not(@hreflang)]")] == [
        ("Library", "page")
    ]


def test_desk_shows_tiles_and_beginnings_of_this_person(offers, as_user, writer, reviewer):
    offers.add_tiles(lambda user: [Tile(f"for {user.username}", 4, "/en/", "wait")])
    offers.add_start("Import", "portal:contact", Permission.PRODUCT_WRITE, order=2)
    offers.add_start("New product", "portal:about", Permission.PRODUCT_WRITE, order=1)
    page = html.fromstring(as_user(writer).get("/en/desk/").content)
    assert [(tile.get("class"), " ".join(tile.text_content().split())) for tile in page.xpath("//a[contains(@class,'stat')]")] == [
        ("stat wait", "4 for writer")
    ]
    assert [(link.text, link.get("class")) for link in page.xpath("//main//a[contains(@class,'button')]")] == [
        ("New product", "button"),
        ("Import", "button quiet"),
    ]
    assert html.fromstring(as_user(reviewer).get("/en/desk/").content).xpath("//main//a[contains(@class,'button')]") == []


def test_desk_is_closed_to_who_has_no_role_anywhere(client, as_user):
    assert (client.get("/vi/desk/").status_code, as_user(UserFactory()).get("/vi/desk/").status_code) == (302, 403)


def test_doors_lead_into_the_library_of_each_language_and_say_what_is_there(offers, client):
    offers.offer_library("portal:site_map", lambda: {"vi": 128, "jra": 1}, searches=True)
    page = html.fromstring(client.get("/en/").content)
    doors = [(link.get("href"), " ".join(link.xpath("small")[0].text.split())) for link in page.xpath("//ul[contains(@class,'door')]//a")]
    assert doors[:4] == [
        ("/vi/site-map/", "128 works"),
        ("/sed/site-map/", "none yet"),
        ("/bdq/site-map/", "none yet"),
        ("/jra/site-map/", "1 work"),
    ]
    assert page.xpath("//form[@role='search']/@action") == ["/en/site-map/"]


def test_home_without_a_library_claims_no_number_and_no_search(offers, client):
    page = html.fromstring(client.get("/en/").content)
    assert (page.xpath("//ul[contains(@class,'door')]//small"), page.xpath("//form[@role='search']")) == ([], [])


def test_home_section_knows_the_language_and_may_stay_away(offers, client):
    offers.add_home(lambda request, language: {"template": "components/badge.html", "text": language} if language == "km" else None)
    offers.add_home(lambda request, language: None)
    assert ["components/badge.html" in [template.name for template in client.get(f"/{code}/").templates] for code in ("km", "vi")] == [
        True,
        False,
    ]
