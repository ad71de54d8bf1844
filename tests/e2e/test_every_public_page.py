"""Every public page that the addresses know, in four languages and at three widths: what axe says, no scrolling sideways, no sign without a letter;
and without script one heading and no button that would do nothing.

The list is made from the urlconf: a new page for readers is swept by itself, or fails by name until something of it can be shown.
"""

from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from fontTools.ttLib import TTFont

from tests.access.objects import SAMPLES
from tests.access.walker import Route, routes
from tests.e2e import filled
from tests.e2e.test_every_reader import WIDTHS, sideways

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks, pytest.mark.timeout(600)]  # 100 pages, one after another
ELSEWHERE = (301, 302, 303, 405)
FACES = ("sans.woff2", "lao.woff2", "khmer.woff2")
SAID = "[...new Set(document.body.innerText)].join('')"
FOUND = "axe.run({resultTypes: ['violations']%s}).then(said => said.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`)))"
DEAD = "button:not(form button):visible"  # nothing but a form hears it where no script does
ALL_RULES = FOUND % ""
BUT_COLOURS = (
    FOUND % ", rules: {'color-contrast': {enabled: false}}"
)  # half of what axe costs; our style sheets change no colour with the width


@pytest.fixture
def library(desk, elder, clerk, settings, tmp_path):
    """Something of everything; the files of a test lie in its own folder."""
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}
    return filled.fill(desk, elder, clerk)


@pytest.fixture
def pages(library, department, writer):
    """`pages(language)`: the paths of all public pages by what they are; the page for what is not there only once."""

    def states(route: Route, language: str) -> list[tuple[dict, str]]:
        if route.name in (said := library.states(language)):
            return said[route.name]
        if set(route.arguments) <= set(known := library.known(language)):
            return [({name: known[name] for name in route.arguments}, "")]
        return [(SAMPLES[route.name].make(department, writer), "")]

    def addresses(language: str) -> dict[tuple[str, int], str]:
        with override(language):
            return {
                (route.name, number): reverse(route.name, kwargs=arguments) + query
                for route in routes()
                if route.authorizer == "public"
                for number, (arguments, query) in enumerate(states(route, language))
            }

    shown = [name for name, path in addresses("vi").items() if is_page(path)]

    def paths(language: str) -> dict[tuple[str, int], str]:
        here = addresses(language)
        return {name: here[name] for name in shown} | {("404", 0): f"/{language}/nowhere/"}

    return paths


def is_page(path: str) -> bool:
    """Whether people read what is there; an address under which there is nothing at all would prove nothing."""
    answer = Client(headers={"accept-language": "vi"}).get(path)
    if answer.status_code in ELSEWHERE or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return False
    nothing = "404.html" in [template.name for template in answer.templates]
    if nothing and PurePosixPath(urlsplit(path).path).suffix:
        return False  # a file that the library has none of
    assert not nothing, f"{path}: say in tests/e2e/filled.py what can be shown here"
    return True


@cache
def letters() -> frozenset[str]:
    """Every sign that a face of ours draws, and those that are not drawn."""
    faces = (TTFont(Path(django_settings.FONTS_DIR) / "web" / name) for name in FACES)
    return frozenset(chr(code) for face in faces for code in face.getBestCmap()) | frozenset("\n\t\u200b\u2060")


def faults(page) -> list[str]:
    """What is wrong with an open page; the widest first, because what it opens stays open."""
    page.evaluate(Axe().axe_script)
    found = [f"no letter for {sign!a}" for sign in page.evaluate(SAID) if sign not in letters()]
    found += ["markup among the words"] * page.evaluate("document.body.innerText.includes('</')")
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        rules = ALL_RULES if width == WIDTHS[0] else BUT_COLOURS
        found += [f"{width} px: {fault}" for fault in page.evaluate(rules)]
        found += [f"{width} px: {out} sideways" for out in [sideways(page)] if out]
    return found


def test_every_public_page_passes_axe_and_fits_in_four_languages_at_three_widths(browser_page, pages):
    page, found = browser_page(WIDTHS[-1]), {}
    for language in filled.FOUR:
        page.set_extra_http_headers({"Accept-Language": language})
        for name, path in pages(language).items():
            page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
            page.goto(path)
            found[language, *name, path] = faults(page)
    assert {place: said for place, said in found.items() if said} == {}
    assert len(found) > 100
    plain = browser_page(WIDTHS[0], java_script_enabled=False)
    without_script = {}
    for name, path in pages("vi").items():
        plain.goto(path)
        without_script[name] = (plain.locator("h1").count(), [button.inner_text() for button in plain.locator(DEAD).all()])
    assert without_script == dict.fromkeys(without_script, (1, []))
