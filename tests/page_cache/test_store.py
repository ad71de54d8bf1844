"""Kept pages: what is no longer true is gone before it is untrue, whoever makes a page meanwhile and whatever dies on the way."""

import os
import threading
import time

import pytest

from kontum_ttdn.page_cache import store
from kontum_ttdn.page_cache.store import Facts

ONE, OTHER = "/vi/library/mot/", "/lo/library/hai/"


def keep(path=ONE, html=b"<p>mot", shows=("products.1",), begun=None):
    return store.add(path, html, Facts(shows=shows), begun=store.moment() if begun is None else begun)


def kept(*paths):
    return [path for path in paths if store.find(path)]


def files(pages):
    return sorted(str(file.relative_to(pages)) for part in ("html", "shows") for file in (pages / part).rglob("*") if file.is_file())


def test_a_page_is_found_as_it_was_kept_until_something_that_it_shows_changes(pages):
    store.add(ONE, "Đọc".encode(), Facts(("products.1",), "7", {"X-A": "b"}), begun=store.moment())
    found = store.find(ONE)
    assert (found.html.decode(), found.facts.shows, found.facts.counted, found.facts.headers) == ("Đọc", ("products.1",), "7", {"X-A": "b"})
    store.close(["products.2"]).open()
    assert kept(ONE) == [ONE]
    assert store.close(["products.1"]).paths == [ONE]
    assert (kept(ONE), files(pages)) == ([], [])


def test_exactly_the_pages_that_show_it_go(pages):
    shows = {f"/vi/library/w{n}/": {f"products.{n}", f"products.{n + 1}"} for n in range(30)}
    for path, names in shows.items():
        keep(path, shows=tuple(names))
    closed = store.close(["products.7", "products.20", "nothing"])
    assert closed.paths == ["/vi/library/w19/", "/vi/library/w20/", "/vi/library/w6/", "/vi/library/w7/"]
    assert kept(*shows) == [path for path in shows if path not in closed.paths]


def test_a_page_begun_before_a_change_is_not_kept_after_it(pages):
    begun = store.moment()
    closed = store.close(["products.1"])
    assert (keep(begun=begun), store.moment()) == (False, "")  # while it is made
    closed.open()
    assert keep(begun=begun) is False  # once it is made: what it shows may have been read before
    assert (keep(), kept(ONE)) == (True, [ONE])


def test_nothing_is_kept_while_any_of_two_changes_is_open(pages):
    first, second = store.close(["products.1"]), store.close(["products.2"])
    first.open()
    assert (store.moment(), keep()) == ("", False)
    second.open()
    assert keep()


def test_a_change_that_broke_off_keeps_the_pages_closed_until_the_sweeper_has_seen_it_for_long(pages):
    closed = store.close([])
    store.tend()
    assert store.moment() == ""
    os.utime(closed.mark, (0, 0))
    store.tend()
    assert keep()


def test_old_pages_go_and_with_them_every_trace(pages):
    keep()
    keep(OTHER, shows=("products.2",))
    facts = pages / "html" / ONE.strip("/") / "facts.json"
    os.utime(facts, (time.time() - store.LONGEST_KEPT - 1,) * 2)
    store.tend()
    assert kept(ONE, OTHER) == [OTHER]
    assert (pages / "shows" / "products.1").exists() is False


def test_no_more_are_kept_than_there_is_room_for(pages, monkeypatch):
    monkeypatch.setattr(store, "MOST", 1)
    keep()
    keep(OTHER)
    store.tend()
    assert (keep("/vi/library/ba/"), kept(ONE, OTHER)) == (False, [ONE, OTHER])
    store.close(["products.1"]).open()
    store.tend()
    assert keep("/vi/library/ba/")


def test_new_code_begins_without_pages(pages):
    keep()
    store.empty()
    assert (kept(ONE), files(pages), keep()) == ([], [], True)


@pytest.mark.parametrize(
    "path", ["/vi/../secret/", "/vi//library/", "/vi/library", "vi/", "/vi/thư/", "/" + "a" * 90 + "/", "/a" * 9 + "/", "/\0/", "/"]
)
def test_only_plain_addresses_have_a_file(pages, path):
    assert (keep(path), store.find(path), files(pages)) == (False, None, [])


@pytest.mark.parametrize("folder", ["", "/nonexistent-and-not-writable"])
def test_where_nothing_can_be_kept_nothing_is(settings, folder):
    settings.PAGE_CACHE = folder
    assert (store.moment(), store.find(ONE), store.stamp_of(ONE)) == ("", None, None)


def test_equal_pages_have_equal_times_so_that_a_reader_who_has_one_is_sent_nothing(pages):
    def times():
        return [(pages / "html" / ONE.strip("/") / name).stat().st_mtime for name in ("index.html", "index.html.gz")]

    keep()
    first = times()
    store.empty()
    keep()
    assert times() == first
    keep(html=b"<p>hai")
    assert times() != first


def test_no_reader_gets_what_was_before_a_change_however_many_make_pages_meanwhile(pages):
    """Six make the page over and over from what is true at the moment; after each change nobody may find what was true before it."""
    truth, wrong, over = [0], [], threading.Event()

    def make():
        while not over.is_set():
            begun, said = store.moment(), truth[0]
            time.sleep(0.0005)
            keep(html=str(said).encode(), begun=begun)

    makers = [threading.Thread(target=make) for _ in range(6)]
    for maker in makers:
        maker.start()
    kept_once = 0
    for number in range(1, 120):
        closed = store.close(["products.1"])
        truth[0] = number  # the commit
        found = store.find(ONE)
        wrong += [found.html] if found else []
        closed.open()
        time.sleep(0.002)
        found = store.find(ONE)
        kept_once += bool(found)
        wrong += [found.html] if found and found.html != str(number).encode() else []
    over.set()
    for maker in makers:
        maker.join()
    assert (wrong, kept_once > 10) == ([], True)
