"""Answer with a derived file: in pieces, from where the player asks, and unable to do anything."""

import re
from collections.abc import Iterator
from typing import Protocol

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase

PIECE = 64 * 1024
ASKED_EACH_TIME = "public, no-cache"  # kept anywhere, shown only after asking whether it is still public
FOR_ONE_PERSON = "private, max-age=3600"
HARMLESS = "default-src 'none'; sandbox"
SINGLE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Stored(Protocol):
    """Bytes that lie in the store and what is known of them: a Derivative, or something like it."""

    sha256: str
    bytes: int
    storage_name: str
    media_type: str


def respond(request: HttpRequest, derivative: Stored, *, keep: str) -> HttpResponseBase:
    """The file, or the part of it that a Range header names (RFC 9110 §14; several ranges at once are answered with the whole)."""
    etag = f'"{derivative.sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _labelled(HttpResponseNotModified(), derivative, etag, keep)
    asked = SINGLE_RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or asked.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return _labelled(_stream(request, derivative, 0, derivative.bytes), derivative, etag, keep)
    start, stop = _bounds(asked, derivative.bytes)
    if start >= stop:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{derivative.bytes}"
        return _labelled(response, derivative, etag, keep)
    response = _stream(request, derivative, start, stop)
    response.status_code = 206
    response["Content-Range"] = f"bytes {start}-{stop - 1}/{derivative.bytes}"
    return _labelled(response, derivative, etag, keep)


def _bounds(asked: re.Match, size: int) -> tuple[int, int]:
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size


def _stream(request: HttpRequest, derivative: Stored, start: int, stop: int) -> HttpResponseBase:
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse()
    else:
        response = StreamingHttpResponse(_pieces(derivative.storage_name, start, stop))
    response["Content-Length"] = str(stop - start)
    return response


def _pieces(name: str, start: int, stop: int) -> Iterator[bytes]:
    with default_storage.open(name, "rb") as file:
        file.seek(start)
        while start < stop and (piece := file.read(min(PIECE, stop - start))):
            start += len(piece)
            yield piece


def _labelled(response: HttpResponseBase, derivative: Stored, etag: str, keep: str) -> HttpResponseBase:
    response["Content-Type"] = derivative.media_type
    response["ETag"] = etag
    response["Cache-Control"] = keep
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = HARMLESS
    if derivative.media_type == "application/pdf":
        response["Content-Disposition"] = f'attachment; filename="{derivative.sha256[:12]}.pdf"'
    return response
