"""A second factor first, where a role needs one."""

from django.shortcuts import redirect

from .queries import must_activate

OPEN_BEFORE = {"public", "signed_in"}  # reading, signing in and out, and the pages about oneself


class SecondFactorFirst:
    """Who approves or sees personal data and has no second factor is led to set one up before any page of the staff."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "authorizer", None) in OPEN_BEFORE or not request.user.is_authenticated:
            return None
        return redirect("mfa_activate_totp") if must_activate(request.user) else None
