"""What base.html needs. A reader without a session costs no SQL statement and no Vary: Cookie, so that pages can be kept by a cache."""

from django.conf import settings
from django.contrib.messages import get_messages

from . import speech


def viewer_of(request):
    """The signed-in person, or None; who sends no session cookie is never looked up."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _notices(request):
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return get_messages(request)
    return ()


def frame(request) -> dict:
    here = speech.current()
    return {
        "language": here,
        "spoken": speech.spoken(here.code),
        "doors": lambda: speech.doors(request),
        "same_page": lambda: speech.same_page(request),
        "viewer": viewer_of(request),
        "notices": _notices(request),
        "site_name": str(settings.SITE_NAME),
        "site_address": settings.SITE_ADDRESS.rstrip("/"),
    }
