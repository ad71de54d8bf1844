"""The configuration that `manage.py nginx` prints, before the portal of this test: nginx hands out what is kept, the portal everything else."""

import http.client
import time

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kontum_ttdn.page_cache import store
from tests.page_cache import server
from tests.page_cache.server import free_ports
from tests.page_cache.test_serving import get, portal  # noqa: F401 - a fixture and how a server asks

pytestmark = pytest.mark.django_db
ABOUT, LAO = "/vi/about/", "/lo/about/"


def printed(tmp_path, **said) -> str:
    out = tmp_path / "site.conf"
    with out.open("w") as file:
        call_command("nginx", stdout=file, **said)
    return out.read_text()


@pytest.fixture
def nginx(pages, tmp_path):
    """A port on which the nginx of set-up answers; behind it is nobody, so that what is not kept is a 502."""
    (port,) = free_ports(1)
    site = printed(tmp_path, listen=f"127.0.0.1:{port}", portal="127.0.0.1:1", log=str(tmp_path / "readings.log"))
    with server.nginx(settings.VAR / "nginx/usr/sbin/nginx", tmp_path, site, port=port):
        yield port
    assert "[emerg]" not in (tmp_path / "said").read_text()


def ask(port, path=ABOUT, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def test_nginx_hands_out_what_is_kept_with_the_headers_of_the_portal(nginx, portal):  # noqa: F811
    for path in (ABOUT, LAO):
        _status, made, body = get(portal, path)
        status, headers, sent = ask(nginx, path)
        assert (status, sent) == (200, body)
        assert {name: headers[name] for name in made if name != "ETag"} == {name: said for name, said in made.items() if name != "ETag"}
        assert set(headers) - set(made) <= {"Server", "Date", "Connection", "ETag"}


def test_it_sends_packed_pages_and_nothing_to_who_has_the_page(nginx, portal):  # noqa: F811
    get(portal)
    status, headers, packed = ask(nginx, **{"Accept-Encoding": "gzip"})
    assert (status, packed) == (200, store.find(ABOUT).packed)
    store.empty()
    get(portal)  # the same words, made anew
    assert ask(nginx, **{"Accept-Encoding": "gzip", "If-None-Match": headers["ETag"]})[::2] == (304, b"")


@pytest.mark.parametrize(
    "asked",
    [{"path": ABOUT + "?x=1"}, {"path": "/html/vi/about/"}, {"path": "/vi/about/index.html"}, {"path": "/vi/about/facts.json"},
     {"path": "/moment"}, {"path": "/vi/../moment"}, {"Cookie": "session=x"}, {"Authorization": "x"}, {"method": "POST"}], ids=str,
)  # fmt: skip
def test_it_leaves_to_the_portal_whatever_is_not_everybodys_page(nginx, portal, asked):  # noqa: F811
    get(portal)
    assert ask(nginx)[0] == 200
    assert ask(nginx, **asked)[0] == 502  # the portal, which is nobody here


def test_what_is_taken_away_is_gone_at_once_also_for_who_asks_again_on_the_same_line(nginx, portal):  # noqa: F811
    get(portal)
    line = http.client.HTTPConnection("127.0.0.1", nginx, timeout=10)
    seen = []
    for _ in range(2):
        line.request("GET", ABOUT)
        answer = line.getresponse()
        answer.read()
        seen.append(answer.status)
        store.empty()
    assert seen == [200, 502]


def test_its_log_says_what_was_read_and_not_by_whom(nginx, portal, tmp_path):  # noqa: F811
    get(portal)
    ask(nginx, **{"User-Agent": "Mozilla/5.0 (Linux)", "Referer": "http://elsewhere.example/", "X-Forwarded-For": "203.0.113.9"})
    for _ in range(100):
        if said := (tmp_path / "readings.log").read_text():
            break
        time.sleep(0.02)
    assert said.split("\t")[1:] == ["GET", "200", ABOUT, "", "Mozilla/5.0 (Linux)\n"]


def test_with_a_certificate_it_speaks_encrypted_alone(pages, tmp_path):
    said = printed(tmp_path, certificate="/etc/ssl/chain.pem", key="/etc/ssl/key.pem", host="portal.example.vn")
    assert "listen 443 ssl http2;" in said
    assert "return 301 https://portal.example.vn$request_uri;" in said


@pytest.mark.parametrize("words", [{"host": 'a"; evil'}, {"listen": "80; }"}, {"certificate": "/a/b.pem"}, {"portal": "x\ny"}])
def test_words_that_would_break_the_configuration_are_refused(pages, tmp_path, words):
    with pytest.raises(CommandError):
        printed(tmp_path, **words)


def test_the_files_are_readable_for_the_server(pages, portal):  # noqa: F811
    get(portal)
    assert {oct(file.stat().st_mode & 0o044) for file in (pages / "html").rglob("index.html*")} == {"0o44"}
