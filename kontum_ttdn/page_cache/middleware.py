"""Keeps what a view let be kept, as readers get it: outermost, so that the headers are those that are sent."""

import gzip
from collections.abc import Mapping

from . import store

OWN = {"Content-Length", "Content-Encoding", "ETag", "Vary", "Date"}  # said anew of each answer


class KeepPages:
    """An answer with a cookie, or that differs by more than its compression, is kept by nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        begun = store.moment() if is_anybodys(request.META) else ""
        answer = self.get_response(request)
        facts = getattr(answer, "kept", None)
        if (
            begun
            and facts
            and answer.status_code == 200
            and not answer.cookies
            and answer.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        ):
            html = gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content
            headers = {name: value for name, value in answer.items() if name not in OWN}
            store.add(request.path, html, store.Facts(facts.shows, facts.counted, headers), begun=begun)
        return answer


def is_anybodys(said: Mapping[str, str]) -> bool:
    """Whether the answer to a request could be anybody's: no question in the address, nothing that tells one reader from the next.

    `said` is its WSGI environment. The configuration of nginx (templates/nginx.conf) asks the same.
    """
    own = said.get("QUERY_STRING") or said.get("HTTP_COOKIE") or said.get("HTTP_AUTHORIZATION")
    return said["REQUEST_METHOD"] == "GET" and not own
