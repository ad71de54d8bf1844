"""The portal's addresses and two that fail, to see the error pages as a person would."""

from django.core.exceptions import SuspiciousOperation
from django.urls import path

from kontum_ttdn.access.decorators import public
from kontum_ttdn.urls import urlpatterns as portal


@public
def broken(request):
    raise RuntimeError("broken on purpose")


@public
def unreadable(request):
    raise SuspiciousOperation("unreadable on purpose")


urlpatterns = [path("broken/", broken), path("unreadable/", unreadable), *portal]
