"""One major change of the source, as the desk, the translator and a reader meet it, on a phone, a tablet and a desk's screen."""

import pytest

from kontum_ttdn.languages.folding import normalise
from products.demo import declaration
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (360, 768, 1280)


@pytest.fixture
def moved(desk):
    """Article 1 in Vietnamese, English, Lao and Khmer; then the Vietnamese becomes article 2's, in part, and one block goes."""
    bench = Bench(desk).do("vi a=1 b=1 c=1")
    for language in ("vi", "en", "lo", "km"):
        parts = [normalise(part) for part in declaration(language)]
        for name, text in zip("tabc", (parts[0], parts[4], parts[6], parts[8]), strict=True):
            bench.save(language, bench.block(name), text)
        bench.hand(language)
        bench.publish(language)
    bench.do("vi c=x")
    text = normalise(declaration("vi")[4])
    bench.save("vi", bench.block("a"), text.replace("tự do", "tự do, độc lập") + " Mọi người đều được tôn trọng như nhau.")
    bench.remove("b")
    bench.do("vi ! | vi publish")
    return bench


def test_major_change_is_told_to_readers_translators_and_the_desk_on_every_screen(moved, desk, browser_page, shot):
    pages = {
        "desk": ("/vi/desk/", desk.translator, "[aria-labelledby=behind] li a"),
        "editor": (f"/vi/products/{moved.product.code}/lo/", desk.translator, ".segment.stale .source ins"),
        "reader": (f"/km/library/{moved.product.code}/", None, "#outdated a[href^='/vi/library/']"),
    }
    for name, (address, user, telling) in pages.items():
        page = browser_page(user=user, java_script_enabled=False)
        page.set_default_timeout(90_000)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert page.locator(telling).first.is_visible()
            shot(page, f"behind-{name}-{width}")
            assert page.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth"), (name, width)
        assert page.refused == []
