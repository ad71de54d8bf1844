"""Lockout by name and address together: counted by axes, told in words here."""

from math import ceil

from allauth.account.adapter import get_adapter
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone


def client_address(request) -> str | None:
    """The address a request came from; behind a proxy, the one that our own proxy saw. None for a request made by a program."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None


def tries_left(request) -> int:
    """How often the name just typed may still be tried from this address."""
    return max(0, settings.AXES_FAILURE_LIMIT - (getattr(request, "axes_failures_since_start", None) or 0))


def minutes_left(request, username: str) -> int:
    """Whole minutes until this name may be tried again from this address."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=client_address(request))
    latest = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first() or timezone.now()
    return max(1, ceil((latest + get_cool_off() - timezone.now()).total_seconds() / 60))


def answer(request, response=None, credentials=None):
    """The page for who has tried too often: for how long, and that nobody else is shut out."""
    username = (credentials or {}).get("username") or ""
    return render(request, "account/locked.html", {"minutes": minutes_left(request, username)}, status=429)
