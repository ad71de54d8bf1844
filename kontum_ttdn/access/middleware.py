"""Refuse by default; what a signed-in person sees is kept by no browser and no proxy, and what everybody sees is asked for anew each time."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.utils.cache import patch_cache_control


class RefuseUndeclaredViews:
    """A view without @public, @signed_in or @require answers 403, to superusers too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in an address")  # PostgreSQL cannot look for it
        if getattr(view, "authorizer", None) is None:
            raise PermissionDenied


class KeepPrivatePages:
    """A page asked for with a session is for that person alone; the next one at the same computer shall not find it by going back.

    Any other answer may be kept, but never shown without asking: what was withdrawn is gone at once, from every cache on the way.
    A view that says itself how long its answer may be kept is left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if answer.has_header("Cache-Control"):
            return answer
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(answer, private=True, no_store=True)
        else:
            patch_cache_control(answer, no_cache=True)
        return answer
