"""The portal hands out kept pages by itself exactly as it would have made them."""

import gzip
import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory

from kontum_ttdn.page_cache import registry, store
from kontum_ttdn.page_cache.keeping import keep
from kontum_ttdn.page_cache.middleware import KeepPages
from kontum_ttdn.page_cache.serving import KeptPages

pytestmark = pytest.mark.django_db
ABOUT = "/vi/about/"


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(registry, "_listeners", {"test": lambda said, counted: heard.append((said["PATH_INFO"], counted))})
    return heard


@pytest.fixture
def portal(pages):
    return KeptPages(WSGIHandler())


def get(application, path=ABOUT, query="", method="GET", **headers):
    """Status, headers, body, as a server hears them."""
    heard = {}
    said = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO()}  # fmt: skip
    answer = application(
        said | {f"HTTP_{name}": value for name, value in headers.items()},
        lambda status, headers, exc_info=None: heard.update(status=int(status[:3]), headers=dict(headers)),
    )
    return heard["status"], heard["headers"], b"".join(answer)


def test_a_kept_page_is_the_one_that_was_made_with_the_same_headers(portal, told):
    made, again = get(portal), get(portal)
    own = {"ETag"}
    assert (made[0], made[2], told) == (again[0], again[2], [(ABOUT, "")])
    assert {name: value for name, value in again[1].items() if name not in own} == made[1]


def test_it_travels_packed_to_who_unpacks_it_and_not_at_all_to_who_has_it(portal):
    _status, _headers, plain = get(portal)
    status, headers, packed = get(portal, ACCEPT_ENCODING="gzip, br")
    assert (status, headers["Content-Encoding"], gzip.decompress(packed)) == (200, "gzip", plain)
    assert int(headers["Content-Length"]) == len(packed)
    status, seen, body = get(portal, IF_NONE_MATCH=headers["ETag"])
    assert (status, seen["ETag"], seen["Cache-Control"], body) == (304, headers["ETag"], "no-cache", b"")


@pytest.mark.parametrize(
    "other", [{"query": "q=1"}, {"COOKIE": "session=x"}, {"AUTHORIZATION": "Basic x"}, {"method": "HEAD"}, {"method": "POST"}], ids=str
)
def test_whoever_brings_something_of_their_own_is_answered_by_the_portal_and_leaves_nothing(portal, told, other):
    get(portal, **other)
    assert store.find(ABOUT) is None
    get(portal)
    get(portal, **other)
    assert told == []


def test_a_page_taken_away_is_gone_from_the_memory_of_the_process(portal, told):
    get(portal)
    get(portal)
    store.empty()
    get(portal)
    assert len(told) == 1


def test_unencrypted_is_answered_by_the_portal_where_pages_travel_encrypted(portal, told, settings):
    get(portal)
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    assert get(portal)[0] != 304
    assert told == []
    assert (get(portal, X_FORWARDED_PROTO="https")[0], len(told)) == (200, 1)


@pytest.mark.parametrize(
    "differs", [{"status": 410}, {"headers": {"Vary": "Accept-Language"}}, {"cookie": True}, {"headers": {"Vary": "Cookie"}}], ids=str
)
def test_an_answer_for_one_reader_or_of_no_page_is_not_kept(pages, differs):
    def view(request):
        answer = keep(HttpResponse("x", status=differs.get("status", 200), headers=differs.get("headers")), shows=[])
        if differs.get("cookie"):
            answer.set_cookie("a", "b")
        return answer

    KeepPages(view)(RequestFactory().get(ABOUT))
    assert store.find(ABOUT) is None
