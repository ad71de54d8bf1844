"""The configuration of nginx before the portal: what is kept it hands out itself, with the very headers that the portal sends."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from .asking import ask

SAID_ELSEWHERE = {"Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "ETag", "Vary", "Date"}
SAFE = re.compile(r'[^"\\$\n{}]*')
WORD = re.compile(r"[\w./:*\[\]-]*(?: ssl http2)?")


def configuration(*, host: str, listen: str, portal: str, certificate: str = "", key: str = "", log: str) -> str:
    """A file for sites-available. `portal` is where the web service listens: 127.0.0.1:8000. Raises ValueError where a word would break it."""
    headers = page_headers()
    said = {"host": host, "listen": listen, "portal": portal, "certificate": certificate, "key": key, "log": log}
    for pattern, values in ((WORD, (*said.values(), str(settings.PAGE_CACHE), str(settings.STATIC_ROOT))), (SAFE, headers.values())):
        for value in values:
            if not pattern.fullmatch(value):
                raise ValueError(value)
    context = {**said, "headers": headers, "pages": settings.PAGE_CACHE or "/nonexistent", "static": settings.STATIC_ROOT}
    return render_to_string("nginx.conf", context)


def page_headers() -> dict[str, str]:
    """What the portal says with each public page, whatever its language."""
    with override(settings.LANGUAGE_CODE):
        status, headers, _body = ask(reverse("portal:about"))
    if status != 200:
        raise RuntimeError(f"The portal answered {status} to a page for everybody.")
    return {name: value for name, value in headers.items() if name not in SAID_ELSEWHERE}
