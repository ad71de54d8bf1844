"""A reader keeps works on the phone, reads them with the link cut, gets only what changed, and loses at once what was withdrawn."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import People, Rights
from kontum_ttdn.media.renditions import rendition
from products import actions
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.test_first_visit import as_served  # noqa: F401 (a server as in production: compressed files)
from tests.e2e.test_walk_phone_reader import PATIENCE, THIN
from tests.e2e.walking import CODE, first_articles, plain, until
from tests.media import made
from tests.products.desk import Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
WORDS = first_articles("lo")
OF_WORKS = re.compile(r"/library/|/media/")
IN_CACHES = """(async () => { const found = [];
    for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
    return found.sort(); })()"""


@pytest.fixture
def two_works(writer, translator, reviewer, approver, sent_tasks, settings, tmp_path):
    """Two works that readers have in Vietnamese and in Lao, each with a picture; files of a test lie in its own folder."""
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}
    desks = [Desk(writer, translator, reviewer, approver) for _ in range(2)]
    for number, desk in enumerate(desks):
        _place_picture(desk, made.jpeg(made.painted((320 + number, 200))))
        for language in ("vi", "lo"):
            desk.write(language, [*first_articles(language), WORDS[0]])
            desk.publish(language)
    return desks


def _place_picture(desk: Desk, photograph: bytes) -> None:
    stored = gate.receive(SimpleUploadedFile("a.jpg", photograph), by=desk.writer, unit=desk.product.unit, allow=("picture",))
    picture = add_picture(file=stored, by=desk.writer, title="-", author="-", credit="-", rights=Rights.OWN, people=People.NONE)
    rendition(picture, "web")
    block = actions.add_block(product=desk.product, kind="picture", by=desk.writer)
    actions.place_picture(block=block, picture=picture, by=desk.writer)


def keep(page, code: str) -> None:
    """From the page of the work by its button to the shelf, and onto it."""
    page.goto(f"/lo/library/{code}/")
    page.locator("[data-to-shelf] a").click()
    page.locator("[data-offer] button").click()
    page.locator("[data-kept]").wait_for()
    until(page, "navigator.serviceWorker.controller !== null")


def page_of(desk) -> str:
    return f"/lo/library/{desk.product.code}/"


def titles(page) -> list[str]:
    return [plain(title) for title in page.locator("[data-list] h3").all_inner_texts()]


def asked_for(page) -> list[str]:
    """What of works the page asks for from now on: pages, manifests, pictures."""
    found = []
    page.on("request", lambda request: found.append(urlsplit(request.url).path) if OF_WORKS.search(request.url) else None)
    return found


def test_reader_keeps_two_works_reads_them_offline_and_follows_what_becomes_of_them(two_works, browser_page, offline, shot):
    first, second = two_works
    page = browser_page(360)
    keep(page, first.product.code)
    page.goto("/lo/shelf/")
    page.locator("details", has=page.locator("[data-newest]")).locator("summary").click()
    asked = asked_for(page)
    page.locator("[data-newest] button").click()  # all others of this language
    page.locator("[data-kept]").wait_for()
    assert page_of(first) not in asked and page_of(second) in asked
    until(page, "document.querySelectorAll('[data-list] h3').length === 2")
    shot(page, "shelf-lo-360")
    assert (findings(page), sideways(page), page.refused) == ([], 0, [])

    with offline(page):
        page.goto("/lo/shelf/")
        assert page.locator("[data-kept-bar]").is_visible()
        for desk in two_works:
            page.locator(f"[data-list] a[href='/lo/library/{desk.product.code}/']").click()
            assert plain(WORDS[3]) in plain(page.locator("article").inner_text())
            assert page.locator("[data-kept-bar]").is_visible()
            until(page, "document.querySelector('article img').naturalWidth > 0")
            assert page.locator("[data-online]:visible").count() == 0
            shot(page, f"kept-{desk.product.code}-360")
            page.go_back()
        page.goto("/lo/about/")  # was never kept: the shelf in its place
        page.locator("[data-list] h3 >> nth=1").wait_for()
        assert titles(page) == [plain(WORDS[0])] * 2

    first.words("lo", 3, WORDS[3] + " ກ")
    first.publish("lo")
    actions.withdraw(edition=second.edition("lo"), by=second.approver, reason="Sai số liệu.")
    page.goto(page_of(second))  # the link is there, and the answer is that it is gone
    until(page, f"({IN_CACHES}).then(paths => !paths.includes('{page_of(second)}'))")
    page.goto("/lo/shelf/")
    page.locator("[data-update]:visible").wait_for()
    assert (titles(page), "Sai số liệu." in page.locator("[data-list]").inner_text()) == ([plain(WORDS[0])], True)
    shot(page, "shelf-changed-lo-360")
    asked = asked_for(page)
    page.locator("[data-update]:visible").click()
    until(page, "document.querySelector('[data-update]:not([hidden])') === null")
    assert [path for path in asked if not path.endswith("kept.json")] == [
        page_of(first)
    ]  # neither the picture nor anything else that is the same
    with offline(page):
        page.goto(f"/lo/library/{first.product.code}/")
        assert plain(WORDS[3] + " ກ") in plain(page.locator("article").inner_text())
        page.goto(f"/lo/library/{second.product.code}/")
        assert plain(WORDS[3]) not in plain(page.locator("main").inner_text())


def test_offer_waits_for_the_script_that_answers_it(two_works, browser_page):
    """On a thin line the page stands before its script: a press in between must not lose the offer."""
    page = browser_page(360)
    held = []
    page.route("**/shelf_page*.js", lambda route: held.append(route), times=1)  # the script is on its way
    page.goto(f"/lo/shelf/?keep={two_works[0].product.code}", wait_until="commit")
    button = page.locator("[data-offer] button")
    button.wait_for()
    button.click(force=True)
    assert button.is_disabled()
    held[0].continue_()
    button.click()
    page.locator("[data-kept]").wait_for()
    assert titles(page) == [plain(WORDS[0])]


def test_shelf_can_be_installed_and_a_work_that_finds_no_room_leaves_nothing_on_it(two_works, browser_page):
    page = browser_page(360)
    page.goto(f"/lo/shelf/?keep={two_works[0].product.code}")
    until(page, "navigator.serviceWorker.controller !== null")
    network = page.context.new_cdp_session(page)
    assert network.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    room = {"origin": urlsplit(page.url)._replace(path="", query="").geturl(), "quotaSize": 1000}
    network.send("Storage.overrideQuotaForOrigin", room)
    page.locator("[data-offer] button").click()
    page.locator("[data-full]:visible").wait_for()
    assert (page.locator("[data-failed]").is_visible(), titles(page)) == (False, [])
    until(page, f"({IN_CACHES}).then(paths => !paths.some(path => path.startsWith('/media/') || path.startsWith('/lo/library/')))")


def test_work_is_kept_over_64_kilobits_a_second_and_read_in_its_own_letters_with_the_link_cut(desk, browser_page, as_served, offline):  # noqa: F811
    for language in ("vi", "lo"):
        desk.write(language, first_articles(language))
        desk.publish(language)
    page = browser_page(360)
    page.set_default_timeout(PATIENCE)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", THIN)
    page.goto(f"{as_served}/lo/shelf/?keep={CODE}", wait_until="domcontentloaded")
    page.locator("[data-offer] button").click()
    page.locator("[data-kept]").wait_for()
    until(page, "navigator.serviceWorker.controller !== null", seconds=40)
    with offline(page):
        page.goto(f"{as_served}/lo/library/{CODE}/")
        assert plain(WORDS[3]) in plain(page.locator("article").inner_text())
        assert page.locator("[data-kept-bar]").is_visible()
        until(page, "[...document.fonts].some(face => face.family.includes('Noto Sans Lao') && face.status === 'loaded')")


def test_page_of_who_is_signed_in_is_in_no_cache_and_is_not_shown_without_a_link(
    two_works, browser_page, offline, writer, as_user, settings
):
    page = browser_page(360)
    keep(page, two_works[0].product.code)
    session = as_user(writer).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
    for path in ("/lo/desk/", "/lo/products/", "/lo/shelf/"):
        page.goto(path)
    kept = page_of(two_works[0])
    assert [path for path in page.evaluate(IN_CACHES) if not path.startswith(("/static/", "/media/"))] == [
        kept,
        f"{kept}kept.json",
        "/lo/shelf/",
        "/lo/shelf/kept.json",
        "/shelf-checked",
    ]
    with offline(page):
        page.goto("/lo/desk/")
        page.locator("[data-list] h3").wait_for()
        assert (page.locator(".staff").count(), page.locator("[data-list] h3").count()) == (0, 1)
