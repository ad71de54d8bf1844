"""A real browser against a live server. Pages of these tests see the style sheet, the fonts and the script as a person does."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from tests.e2e.walking import first_articles

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop stands in the thread in which the tests use the database

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@receiver(connection_created)
def read_beside_a_writer(connection, **_more):
    """SQLite in memory, as tests have it, refuses to read a table while another thread writes it; in a file, as people have it, it does not."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA read_uncommitted = 1")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": shutil.which("chromium-headless-shell"), "args": FLAGS}


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path):
    """Static files come through finders, whatever an earlier set-up has collected."""
    settings.STATIC_ROOT = tmp_path / "static"


@pytest.fixture
def browser_page(browser, live_server, as_user):
    """`browser_page(width=360, user=None, **context)` opens an empty page of that width, signed in as `user`; go to paths with page.goto("/vi/")."""
    contexts = []

    def open_page(width: int = 1280, user=None, height: int = 900, **options):
        context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, locale="vi-VN", **options)
        context.set_default_timeout(30_000)  # a machine that runs the whole suite at once is slow; what passes never waits for it
        contexts.append(context)
        if user is not None:
            session = as_user(user).cookies[django_settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.refused = []
        page.on("console", lambda message: page.refused.append(message.text) if message.type == "error" else None)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def shot():
    """`shot(page, "name")` keeps a picture of the page as SHOTS/name.png, to be looked at, where the variable SHOTS names a folder.

    Of the whole page, or with `full_page=False` of what is seen. Without the variable it only waits for the letters: drawing takes long.
    """

    def keep(page, name: str, *, full_page: bool = True) -> None:
        page.evaluate("document.fonts.ready")
        if folder := os.environ.get("SHOTS"):
            path = Path(folder, f"{name}.png").resolve()
            page.screenshot(path=path, full_page=full_page, caret="initial")  # hiding the caret writes an inline style

    return keep


@pytest.fixture
def offline():
    """`with offline(page): …` takes the network away from the page's context."""

    @contextmanager
    def without_network(page):
        page.context.set_offline(True)
        try:
            yield
        finally:
            page.context.set_offline(False)

    return without_network


@pytest.fixture
def spoken(desk):
    """A work that readers have in Vietnamese, and at the desk its Brâu edition, which is a recording."""
    desk.write("vi", first_articles("vi"))
    desk.publish()
    desk.speak("brb")
    return desk
