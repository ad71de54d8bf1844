"""Kept pages of the works: publishing takes away exactly what shows the edition, and nothing of a withdrawn work is handed out again."""

from types import SimpleNamespace

import pytest
from django.test import Client

from kontum_ttdn.background.models import Job
from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.page_cache import keeping, registry, store
from kontum_ttdn.page_cache.nginx import page_headers
from products import actions
from products.actions.withdrawing import withdraw
from products.models import Edition, Significance
from products.queries.public import counts_by_language
from products.tally import TALLY
from products.views import public
from tests.page_cache.conftest import pages  # noqa: F401 - a fixture
from tests.page_cache.test_serving import get, portal  # noqa: F401 - a fixture and how a server asks
from tests.products.shelves import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]
CODE = "thu-vien-cua-ban"
PHONE = "Mozilla/5.0 (Linux; Android 9) Chrome/87.0 Mobile"


def kept() -> set[str]:
    top = store.root() / "html"
    return {f"/{facts.parent.relative_to(top)}/" for facts in top.rglob("facts.json")}


def opened(*paths: str) -> set[str]:
    for path in paths:
        Client().get(path)
    return kept()


def own(code: str) -> set[str]:
    return {f"/{language}/library/{code}/" for language in CODES}


OTHERS = {f"/{language}/library/work-{number}/" for language in ("vi", "lo") for number in (1, 2, 3)}


@pytest.fixture
def all_jobs(run_jobs, monkeypatch):
    """What waits is done, and then what was asked for by that; here each job's work is committed as soon as it is done."""

    def work():
        monkeypatch.setattr(keeping, "transaction", SimpleNamespace(on_commit=lambda do, robust: do()))
        while run_jobs():
            pass

    return work


@pytest.fixture
def library(desk, on_commit):
    """A work in vi and en, and three others in vi and lo that have nothing in common with it; all pages kept."""
    desk.fill()
    with on_commit():
        desk.publish()
    desk.write("en", ["Library of the village", "Read in your own language", "Open it", "Scan the code to read."])
    with on_commit():
        desk.publish("en")
    fill(3, ("vi", "lo"))
    paths = {f"/{language}/{page}" for language in CODES for page in ("", "library/", "about/")}
    opened(*paths, *own(desk.product.code), *OTHERS)
    return desk


def test_every_public_page_without_a_question_is_kept(library):
    code = library.product.code
    lists = {f"/{language}/{page}" for language in CODES for page in ("", "library/", "about/")}
    assert kept() == lists | own(code) | OTHERS


def test_publishing_takes_away_exactly_what_shows_the_edition_and_makes_it_anew(library, on_commit, all_jobs):
    code, before = library.product.code, kept()
    library.words("vi", 1, "Đọc bằng mọi thứ tiếng")
    with on_commit():
        library.publish()
    fronts = {f"/{language}/" for language in CODES}
    assert before - kept() == own(code) | fronts | {"/vi/library/"}
    all_jobs()
    assert kept() == before
    assert "mọi thứ tiếng" in store.find(f"/vi/library/{code}/").html.decode()


def test_a_withdrawn_work_is_gone_from_every_kept_page_before_its_withdrawal_is_committed(library, on_commit, portal):  # noqa: F811
    title, path = "Thư viện của bản", f"/vi/library/{library.product.code}/"
    assert title in get(portal, path)[2].decode()
    with on_commit():
        withdraw(edition=library.edition(), by=library.approver, reason="Bản đồ in sai.")
        assert [page for page in kept() if title in store.find(page).html.decode()] == []  # not committed yet
        opened(path, "/vi/", "/vi/library/")
        assert store.find(path) is None  # what is made now may be of either side of the commit
    status, _headers, body = get(portal, path)
    assert (status, "Bản đồ in sai." in body.decode(), store.find(path)) == (410, True, None)
    assert title not in get(portal, "/vi/")[2].decode() + get(portal, "/vi/library/")[2].decode()


def test_a_page_on_which_a_withdrawn_work_is_related_goes_with_it(library, on_commit, topic_of):
    topic_of("work-1", "work-2", library.product.code)
    store.empty()
    assert opened("/vi/library/work-1/", "/lo/library/work-1/") == {"/vi/library/work-1/", "/lo/library/work-1/"}
    assert "Thư viện của bản" in store.find("/vi/library/work-1/").html.decode()
    with on_commit():
        withdraw(edition=library.edition(), by=library.approver, reason="Sai.")
    assert kept() == {"/lo/library/work-1/"}


@pytest.fixture
def topic_of(db):
    def together(*codes):
        from products.models import Product, Topic

        topic = Topic.objects.create(code="chung", name="Chung")
        Product.objects.filter(code__in=codes).update(topic=topic)
        Edition.objects.filter(product__code__in=codes).update(topic=topic)

    return together


def test_a_page_that_was_being_made_when_its_work_was_withdrawn_is_not_kept(library, on_commit, monkeypatch):
    path = f"/vi/library/{library.product.code}/"
    store.empty()
    really = public.related

    def meanwhile(edition):
        with on_commit():
            withdraw(edition=library.edition(), by=library.approver, reason="Sai.")
        return really(edition)

    monkeypatch.setattr(public, "related", meanwhile)
    answer = Client().get(path)
    assert (answer.status_code, store.find(path)) == (200, None)


def test_counts_on_the_front_follow_each_change_in_every_process(library, on_commit):
    assert counts_by_language()["vi"] == 4
    with on_commit():
        Edition.objects.filter(product__code="work-1", language="vi").update(standing="withdrawn")
        withdraw(edition=library.edition(), by=library.approver, reason="Sai.")
    assert counts_by_language()["vi"] == 2


def test_a_file_made_for_a_work_brings_its_page_up_to_date(library, all_jobs):
    path = f"/vi/library/{library.product.code}/"
    assert ".pdf" not in store.find(path).html.decode()
    all_jobs()  # the sheet that publishing asked for, then the page
    assert ".pdf" in store.find(path).html.decode()


def test_what_is_approved_of_the_source_takes_away_the_pages_of_the_work_alone(library, on_commit):
    before = kept()
    library.words("vi", 3, "Quét mã ở bìa sau để đọc.")
    with on_commit():
        library.approve(significance=Significance.MAJOR)
    assert before - kept() == own(library.product.code)


def test_words_that_readers_do_not_have_yet_take_away_nothing(library, on_commit):
    before = kept()
    with on_commit():
        library.words("vi", 3, "Bản nháp.")
        library.submit()
    assert kept() == before


def test_a_reading_of_a_kept_page_is_counted_as_any_other(library, portal):  # noqa: F811
    path, edition = f"/en/library/{library.product.code}/", library.edition("en").pk
    TALLY.forget()
    for headers in ({"USER_AGENT": PHONE}, {"USER_AGENT": PHONE}, {"USER_AGENT": "Googlebot/2.1"}, {}):
        get(portal, path, **headers)
    assert [(key.edition, key.what, key.form, key.channel, count) for key, count in TALLY._counts.items()] == [
        (edition, "view", "page", "web", 2)
    ]
    assert "products" in registry._listeners


def test_nobody_asks_for_pages_when_none_are_kept(desk, on_commit, settings):
    settings.PAGE_CACHE = ""
    desk.fill()
    with on_commit():
        desk.publish()
    assert Job.objects.filter(kind="page_cache.warm").count() == 0


def test_every_kept_page_has_the_headers_that_nginx_is_told(library):
    said = page_headers()
    for path in kept():
        headers = store.find(path).facts.headers
        assert headers.pop("Content-Language") == path.split("/")[1]
        assert headers.pop("Content-Type") == "text/html; charset=utf-8"
        assert {name: set(value.split("; ")) for name, value in headers.items()} == {
            name: set(value.split("; ")) for name, value in said.items()
        }


def test_publishing_again_what_was_withdrawn_brings_the_page_back(library, on_commit, all_jobs):
    with on_commit():
        withdraw(edition=library.edition(), by=library.approver, reason="Sai.")
    library.words("vi", 0, "Thư viện đã sửa")
    with on_commit():
        library.approve(significance=Significance.MAJOR)
        actions.publish(edition=library.edition(), by=library.approver)
    all_jobs()
    assert "Thư viện đã sửa" in store.find(f"/vi/library/{library.product.code}/").html.decode()
