"""Files over the wire."""

import pytest
from django.urls import reverse

from kontum_ttdn.media import registry, storage
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import People, Rights
from kontum_ttdn.media.renditions import rendition

from . import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch):
    """`published.add(sha256)` makes a derived file public, as a domain's plug does."""
    hashes: set[str] = set()
    monkeypatch.setattr(registry, "_checks", [])
    registry.add_public_check(hashes.__contains__)
    return hashes


@pytest.fixture
def web(send):
    return rendition(send(made.jpeg()), "web")


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_nothing_is_public_until_somebody_says_so(client, web, published):
    assert client.get(web.get_absolute_url()).status_code == 404
    published.add(web.sha256)
    response = client.get(web.get_absolute_url())
    assert (response.status_code, body(response)) == (200, storage.read(web.storage_name))


def test_public_address_has_no_language_and_is_the_hash(web):
    assert web.get_absolute_url() == f"/media/{web.sha256}.jpg"


def test_received_file_is_never_served_even_if_its_hash_were_called_public(client, web, published):
    published.add(web.file.sha256)
    assert client.get(reverse("media:public", args=[web.file.sha256, "jpg"])).status_code == 404


def test_public_file_under_another_ending_is_not_found(client, web, published):
    published.add(web.sha256)
    assert client.get(f"/media/{web.sha256}.html").status_code == 404


def test_public_file_may_be_kept_but_is_asked_for_each_time_and_can_do_nothing(client, web, published):
    published.add(web.sha256)
    response = client.get(web.get_absolute_url())
    names = (
        "Content-Type",
        "Cache-Control",
        "X-Content-Type-Options",
        "Content-Security-Policy",
        "ETag",
        "Content-Length",
        "Accept-Ranges",
    )
    assert [response[name] for name in names] == [
        "image/jpeg", "public, no-cache", "nosniff", "default-src 'none'; sandbox", f'"{web.sha256}"', str(web.bytes), "bytes",
    ]  # fmt: skip
    assert response.cookies == {}
    assert client.get(web.get_absolute_url(), headers={"If-None-Match": f'"{web.sha256}"'}).status_code == 304


def test_document_is_an_attachment_in_a_sandbox(client, send, published):
    served = rendition(send(made.pdf(), "a.pdf", allow=("document",)), "web")
    published.add(served.sha256)
    response = client.get(served.get_absolute_url())
    assert response["Content-Disposition"] == f'attachment; filename="{served.sha256[:12]}.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=10-999999", 10, None)]
)
def test_player_gets_the_part_it_asks_for(asked, start, stop, client, web, published):
    published.add(web.sha256)
    whole = storage.read(web.storage_name)
    part = whole[start:stop]
    response = client.get(web.get_absolute_url(), headers={"Range": asked})
    first = start % len(whole)
    assert (response.status_code, body(response), response["Content-Length"]) == (206, part, str(len(part)))
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"


@pytest.mark.parametrize(
    ("asked", "status"), [("bytes=999999-", 416), ("bytes=9-1", 416), ("bytes=-", 200), ("lines=1-2", 200), ("bytes=0-1,4-5", 200)]
)
def test_player_that_asks_for_nonsense_gets_the_answer_of_the_standard(asked, status, client, web, published):
    published.add(web.sha256)
    assert client.get(web.get_absolute_url(), headers={"Range": asked}).status_code == status


def test_part_of_an_older_file_is_answered_with_the_whole(client, web, published):
    published.add(web.sha256)
    response = client.get(web.get_absolute_url(), headers={"Range": "bytes=0-9", "If-Range": '"older"'})
    assert (response.status_code, len(body(response))) == (200, web.bytes)


def test_head_names_the_size_and_sends_nothing(client, web, published):
    published.add(web.sha256)
    response = client.head(web.get_absolute_url())
    assert (response["Content-Length"], response.content) == (str(web.bytes), b"")


def test_staff_of_the_unit_see_their_picture_and_others_do_not(as_user, writer, stranger, post_officer, send):
    file = send(made.jpeg())
    address = reverse("media:internal", args=[file.pk, "thumb"])
    assert as_user(writer).get(address).status_code == 404  # nobody has said yet what it is
    add_picture(file=file, by=writer, title="-", author="-", credit="-", rights=Rights.OWN, people=People.NONE)
    seen = as_user(writer).get(address)
    assert (seen.status_code, seen["Cache-Control"]) == (200, "private, max-age=3600")
    assert as_user(stranger).get(address).status_code == 404
    assert as_user(post_officer).get(address).status_code == 403


def test_staff_page_of_a_purpose_that_does_not_exist_is_not_found(as_user, writer, send):
    assert as_user(writer).get(f"/media/staff/{send(made.jpeg()).pk}/original").status_code == 404
