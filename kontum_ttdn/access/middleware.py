"""Refuse by default."""

from django.core.exceptions import PermissionDenied


class RefuseUndeclaredViews:
    """A view without @public, @signed_in or @require answers 403, to superusers too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "authorizer", None) is None:
            raise PermissionDenied
