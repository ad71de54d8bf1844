"""What the first visit of the home page costs a reader's phone, served as production serves it."""

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

KB = 1000


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
    """`visit("/vi/")` opens a path for the first time: [(path, bytes on the wire)]; what the browser still had in memory has none and is left out."""
    context = browser.new_context(base_url=as_served, viewport={"width": 360, "height": 780})

    def first_visit(path: str) -> list[tuple[str, int]]:
        page = context.new_page()
        network = context.new_cdp_session(page)
        asked, kept, received = {}, set(), {}
        network.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
        network.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
        network.on("Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]}))
        network.send("Network.enable")
        page.goto(path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        return [(url.removeprefix(as_served), received[key]) for key, url in asked.items() if key not in kept and received[key]]

    yield first_visit
    context.close()


@pytest.mark.parametrize("language", ["vi", "sed", "lo", "km"])
def test_first_visit_of_home_is_light(visit, language):
    wire = visit(f"/{language}/")
    assert (sum(size for path, size in wire) <= 100 * KB, len(wire) <= 10) == (True, True), wire
