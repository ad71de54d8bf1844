"""Hands out kept pages before Django begins to think: for a portal without nginx, and behind one on another machine."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock

from django.conf import settings

from . import registry, store
from .middleware import is_anybodys

AT_HAND = 128  # pages that a process holds in memory


class KeptPages:
    """A WSGI application before the portal's own. A page is looked up on disk each time, so that what is taken away is gone at once."""

    def __init__(self, portal: Callable):
        self.portal = portal
        self._at_hand: OrderedDict[str, tuple[tuple[int, int], store.Page]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        page = self._page(environ["PATH_INFO"]) if _may_be_kept(environ) else None
        if page is None:
            return self.portal(environ, start_response)
        registry.tell(environ, page.facts.counted)
        etag = f'W/"{page.etag}"'
        headers = [*page.facts.headers.items(), ("ETag", etag), ("Vary", "Accept-Encoding")]
        if etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", headers)
            return []
        body = page.html
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = page.packed
            headers.append(("Content-Encoding", "gzip"))
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _page(self, path: str) -> store.Page | None:
        stamp = store.stamp_of(path)
        if stamp is None:
            return None
        with self._lock:
            held = self._at_hand.get(path)
            if held and held[0] == stamp:
                self._at_hand.move_to_end(path)
                return held[1]
        page = store.find(path)
        if page is not None and store.stamp_of(path) == stamp:
            with self._lock:
                self._at_hand[path] = stamp, page
                while len(self._at_hand) > AT_HAND:
                    self._at_hand.popitem(last=False)
        return page


def _may_be_kept(said: dict) -> bool:
    """Where a page may only travel encrypted, Django shall say so to who asks otherwise."""
    return bool(settings.PAGE_CACHE) and is_anybodys(said) and (not settings.SECURE_SSL_REDIRECT or _is_encrypted(said))


def _is_encrypted(said: dict) -> bool:
    name, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    return said.get(name) == value if name else said.get("wsgi.url_scheme") == "https"
