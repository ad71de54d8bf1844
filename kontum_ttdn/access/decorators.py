"""Every view says who may see it. One that says nothing answers 403 to everybody (see middleware.py)."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from .permissions import Permission
from .scope import may


def _declared(view, authorizer: str):
    view.authorizer = authorizer
    return view


def public(view):
    """Anybody may see this page."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return _declared(wrapped, "public")


def signed_in(view):
    """Any signed-in person may see this page: only for pages about oneself."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _declared(wrapped, "signed_in")


def require(permission: Permission):
    """The person must hold `permission` for some unit; the action and `visible_to` ask again for the unit at hand."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return _declared(wrapped, str(permission))

    return decorate
