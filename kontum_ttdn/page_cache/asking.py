"""Asks the portal for a page as a reader does, in this process, without a server between."""

import io
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

ask_portal = cache(WSGIHandler)


def ask(path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body. Counted as nobody's reading: it does not say what it is, as only robots do."""
    site = urlsplit(settings.SITE_ADDRESS)
    said = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": site.hostname or "", "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)), "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": site.scheme, "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False, "wsgi.version": (1, 0),
    }  # fmt: skip
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        said[name] = value
    heard: dict = {}

    def start(status, headers, exc_info=None):
        heard.update(status=int(status.split()[0]), headers=dict(headers))

    answer = ask_portal()(said, start)
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    return heard["status"], heard["headers"], body
