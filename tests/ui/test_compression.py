import gzip

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from kontum_ttdn.ui.compression import CompressPages

LONG = b"<p>" + b"Kon Tum " * 200 + b"</p>"


def answer(response):
    return CompressPages(lambda request: response)(RequestFactory().get("/", headers={"accept-encoding": "gzip"}))


def test_page_travels_compressed_and_says_so():
    page = answer(HttpResponse(LONG))
    assert (page.headers["Content-Encoding"], page.headers["Vary"], gzip.decompress(page.content)) == ("gzip", "Accept-Encoding", LONG)


@pytest.mark.parametrize("kind", ["application/atom+xml;profile=opds-catalog", "application/rss+xml; charset=utf-8", "application/xml"])
def test_feed_travels_compressed(kind):
    assert gzip.decompress(answer(HttpResponse(LONG, content_type=kind)).content) == LONG


@pytest.mark.parametrize("kind", ["application/pdf", "application/json", "image/png"])
def test_other_content_travels_as_it_is(kind):
    assert answer(HttpResponse(LONG, content_type=kind)).content == LONG


def test_file_keeps_its_length(tmp_path):
    (tmp_path / "page.html").write_bytes(LONG)
    with (tmp_path / "page.html").open("rb") as file:
        assert answer(FileResponse(file)).headers["Content-Length"] == str(len(LONG))
