"""A reader with a phone at the end of a thin line: reads in Lao, goes on in Vietnamese at the same place, puts both side by side, comes back,
loses the link; and what the approver takes back is gone."""

import pytest

from kontum_ttdn.languages.folding import normalise
from products import actions
from products.demo import declaration
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.test_first_visit import as_served  # noqa: F401 (a server as in production: compressed files)
from tests.e2e.walking import CODE, act, plain, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
ARTICLES = 7
THIN = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 64_000 // 8,
    "uploadThroughput": 64_000 // 8,
}  # milliseconds, bytes a second
PATIENCE = 40_000  # milliseconds


@pytest.fixture
def published(desk):
    """The beginning of the Universal Declaration in Vietnamese and in Lao, as readers have it: `block(n)` is a block, `said[language][n]` its words."""
    for _article in range(ARTICLES - 1):
        for kind in ("heading", "text"):
            actions.add_block(product=desk.product, kind=kind, by=desk.writer)
    desk.said = {}
    for language in ("vi", "lo"):
        words = [normalise(part) for part in declaration(language)]
        desk.said[language] = [words[0], words[5], *words[3 : 3 + 2 * ARTICLES]]
        desk.write(language, desk.said[language])
        desk.publish(language)
    return desk


@pytest.fixture
def phone(browser_page, as_served):  # noqa: F811
    """A phone of 360 px behind 64 kbit/s; `page.site` is the portal's address for it."""
    page = browser_page(width=360, height=720, has_touch=True, is_mobile=True)
    page.set_default_timeout(PATIENCE)
    page.site = as_served
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", THIN)
    return page


def to_block(page, key) -> None:
    page.evaluate(f"document.getElementById('b-{key}').scrollIntoView({{behavior: 'auto'}})")
    page.wait_for_timeout(900)  # until the page has noted where it rests


def stands_first(page, key) -> None:
    """The block is the first thing that can be read below the bar."""
    until(page, f"Math.abs(document.getElementById('b-{key}').getBoundingClientRect().top - 70) < 24", seconds=20)


def test_phone_reader_keeps_the_place_through_languages_a_cut_link_and_a_withdrawal(published, phone, browser_page, shot):
    place, lao, viet = published.block(9).key, *(published.said[language][9] for language in ("lo", "vi"))

    # reads in Lao
    phone.goto(f"{phone.site}/lo/library/{CODE}/", wait_until="domcontentloaded")
    assert plain(phone.locator("h1").inner_text()) == plain(published.said["lo"][0])
    shot(phone, "phone-reader-1-lao-360")
    assert (findings(phone), sideways(phone)) == ([], 0)
    to_block(phone, place)

    # goes on in Vietnamese where the eye was
    phone.locator(".reading-bar summary").first.click()
    shot(phone, "phone-reader-2-languages-360", full_page=False)
    phone.locator(".reading-bar a[hreflang=vi]").first.click()
    phone.wait_for_url(f"**/vi/library/{CODE}/#b-{place}", wait_until="domcontentloaded")
    stands_first(phone, place)
    assert plain(phone.locator(f"#b-{place}").inner_text()) == plain(viet)

    # both side by side, still there
    phone.locator(".reading-bar summary").last.click()
    phone.locator(".reading-bar .panel a[href*='beside=lo']").click()
    phone.wait_for_url(f"**/vi/library/{CODE}/?beside=lo#b-{place}", wait_until="domcontentloaded")
    stands_first(phone, place)
    assert [plain(phone.locator(f"#{side}-{place}").inner_text()) for side in "bo"] == [plain(viet), plain(lao)]
    shot(phone, "phone-reader-3-side-by-side-360", full_page=False)
    assert (findings(phone), sideways(phone)) == ([], 0)

    # comes back another day: nothing jumps, the place is offered
    phone.wait_for_timeout(900)
    phone.goto(f"{phone.site}/lo/library/{CODE}/", wait_until="domcontentloaded")
    offered = phone.locator("[data-stopped] a")
    assert (offered.is_visible(), offered.get_attribute("href"), phone.evaluate("scrollY")) == (True, f"#b-{place}", 0)
    shot(phone, "phone-reader-4-continue-360", full_page=False)
    offered.click()
    stands_first(phone, place)
    assert not offered.is_visible()

    # an address that names its place is followed, and nothing is offered against it
    first = published.block(3).key
    phone.goto(f"{phone.site}/vi/library/{CODE}/#b-{first}", wait_until="domcontentloaded")
    stands_first(phone, first)
    assert not offered.is_visible()
    phone.go_back(wait_until="domcontentloaded")

    # the link is cut: what is on the screen stays
    phone.context.set_offline(True)
    before = phone.locator(f"#b-{place}").evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)")
    phone.locator(".reading-bar summary").last.click()
    phone.locator("[data-step='1']").click()
    after = phone.locator(f"#b-{place}").evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)")
    phone.keyboard.press("Escape")
    last = published.block(3 + 2 * (ARTICLES - 1)).key
    to_block(phone, last)
    assert (after > before, phone.locator(f"#b-{last}").is_visible(), sideways(phone)) == (True, True, 0)
    assert plain(phone.locator(f"#b-{last}").inner_text()) == plain(published.said["lo"][-1])
    shot(phone, "phone-reader-5-offline-360", full_page=False)
    phone.context.set_offline(False)

    # somebody else takes it back, and the reader learns why
    approver = browser_page(1280, user=published.approver)
    approver.goto(f"/vi/products/{CODE}/lo/")
    act(approver, "withdraw", reason="Sai số liệu.")
    gone = phone.goto(f"{phone.site}/lo/library/{CODE}/", wait_until="domcontentloaded")
    assert (gone.status, "Sai số liệu." in phone.locator("main").inner_text()) == (410, True)
    shot(phone, "phone-reader-6-withdrawn-360")
    assert published.edition("lo").standing == "withdrawn"
    assert phone.context.cookies() == []
