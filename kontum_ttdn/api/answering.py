"""How every operation is answered: to anybody, not too often, and with no byte to who has it already."""

from functools import wraps
from hashlib import sha256

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import override

from kontum_ttdn.access.decorators import public
from kontum_ttdn.access.throttle import tried
from kontum_ttdn.accounts.lockout import client_address

SPAN, MOST = 60, 300  # seconds, and questions of one address in them: a program that asks five times a second reads faster than anybody
READING = ("GET", "HEAD")


def open_to_all(pattern: URLPattern) -> URLPattern:
    """The same address, declared public: what this room answers is what readers see, or asks for a token itself (bearer.py); a session
    opens nothing here, and nothing can be written through it.
    """
    return URLPattern(pattern.pattern, public(_polite(pattern.callback)), pattern.default_args, pattern.name)


def _polite(view):
    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.method not in READING:
            return JsonResponse({"detail": "This API is for reading."}, status=405, headers={"Allow": ", ".join(READING)})
        if tried("api", client_address(request), seconds=SPAN) > MOST:
            return JsonResponse({"detail": "Too many questions. Please wait a minute."}, status=429, headers={"Retry-After": str(SPAN)})
        asked, request.method = request.method, "GET"
        with override("en"):
            answer = view(request, *args, **kwargs)
        request.method = asked
        if hasattr(request, "auth"):  # given to who showed a token, and to nobody else
            patch_cache_control(answer, private=True, no_cache=True)
            patch_vary_headers(answer, ["Authorization"])
        return _conditional(request, answer) if answer.status_code == 200 and not answer.has_header("ETag") else answer

    return wrapped


def _conditional(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    answer["ETag"] = etag = f'"{sha256(answer.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=etag, response=answer)
