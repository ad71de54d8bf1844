"""What a first visit costs a reader's phone, served as production serves it: home, library, what is found, a work, the shelf; and a screen."""

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from kontum_ttdn.search import index
from tests.e2e.walking import CODE, first_articles

pytestmark = pytest.mark.looks

MOST_BYTES = 100_000
MOST_REQUESTS = 10
MOST_SHIFT = 0.05  # of a page's layout, as browsers count it; 0.1 passes for good elsewhere
AWAY = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}  # milliseconds, bytes a second: faces come after the words
SHIFTS = """shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { shifted += entry.value; })).observe({type: "layout-shift", buffered: true});"""
SCRIPTS = ("vi", "lo", "km")


@pytest.fixture
def as_served(transactional_db, settings, tmp_path):
    """The address of a server that serves as production does: files collected, compressed, under hashed names."""
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", interactive=False, verbosity=0)
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = NoStaticHandler
    server.start()
    yield server.url
    server.thread.terminate()  # its last connections may still close after this: the database stays shared


class NoStaticHandler:
    """In place of Django's handler for tests: the middleware alone serves the files."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        return self.application(environ, start_response)


@pytest.fixture
def visit(as_served, browser):
    """`visit("/vi/")` opens a path for the first time: [(path, bytes on the wire)], and how far its lines moved after they were there.

    What the browser still had in memory has no bytes and is left out.
    """

    def first_visit(path: str) -> tuple[list[tuple[str, int]], float]:
        context = browser.new_context(base_url=as_served, viewport={"width": 360, "height": 780})
        page = context.new_page()
        network = context.new_cdp_session(page)
        asked, kept, received = {}, set(), {}
        network.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
        network.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
        network.on("Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]}))
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", AWAY)
        page.add_init_script(SHIFTS)
        page.goto(path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        wire = [(url.removeprefix(as_served), received[key]) for key, url in asked.items() if key not in kept and received.get(key)]
        shifted = page.evaluate("shifted")
        context.close()
        return wire, shifted

    return first_visit


@pytest.fixture
def opened(as_served, desk):
    """A work that readers have in three scripts, and find."""
    for language in SCRIPTS:
        desk.write(language, first_articles(language))
        desk.publish(language)
    index.tend()
    return desk


def test_first_visit_of_any_page_is_light_and_still_in_every_script(opened, visit):
    too_much = {}
    for language in SCRIPTS:
        word = first_articles(language)[2].split()[0]
        for path in ("", "library/", f"library/?q={word}", f"library/{CODE}/", "shelf/", f"shelf/?keep={CODE}", "kiosk/"):
            wire, shifted = visit(f"/{language}/{path}")
            if sum(size for _, size in wire) > MOST_BYTES or len(wire) > MOST_REQUESTS or shifted > MOST_SHIFT:
                too_much[language, path] = wire, shifted
    assert too_much == {}


def test_first_visit_of_home_is_light_where_letters_have_marks(visit):
    wire, _shifted = visit("/sed/")
    assert (sum(size for path, size in wire) <= MOST_BYTES, len(wire) <= MOST_REQUESTS) == (True, True), wire
