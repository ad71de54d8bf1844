"""How every operation of the API is answered, whoever offers it."""

import pytest

from kontum_ttdn.api import answering

pytestmark = pytest.mark.django_db


def test_every_operation_is_declared_public_and_described(client):
    described = client.get("/api/v1/openapi.json").json()
    free = [path for path, said in described["paths"].items() if "security" not in said["get"]]
    assert (described["openapi"][:2], sorted(free)) == (
        "3.",
        ["/api/v1/languages", "/api/v1/search", "/api/v1/works", "/api/v1/works/{code}"],
    )
    assert {method for path in described["paths"].values() for method in path} == {"get"}
    assert client.get("/api/v1/").url == "/api/v1/openapi.json"
    assert [client.get(address).status_code for address in ("/api/v1/docs", "/api/v1/x")] == [404, 404]


def test_nothing_can_be_written_through_it(client):
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)("/api/v1/languages")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert (client.head("/api/v1/languages").status_code, client.options("/api/v1/languages").status_code) == (200, 405)


def test_who_has_it_already_gets_no_byte_and_nobody_a_cookie(client):
    first = client.get("/api/v1/languages")
    again = client.get("/api/v1/languages", headers={"If-None-Match": first["ETag"]})
    assert (first["Cache-Control"], again.status_code, again.content, dict(first.cookies)) == ("no-cache", 304, b"", {})


def test_who_asks_too_often_is_asked_to_wait_and_nobody_else(client, monkeypatch):
    monkeypatch.setattr(answering, "MOST", 3)
    codes = [client.get("/api/v1/languages", REMOTE_ADDR="10.0.0.1") for _time in range(4)]
    assert [answer.status_code for answer in codes] == [200, 200, 200, 429]
    assert (codes[-1]["Retry-After"], client.get("/api/v1/languages", REMOTE_ADDR="10.0.0.2").status_code) == ("60", 200)
