"""The addresses of the portal, and among them three mistakes that the walk has to find."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from kontum_ttdn.access.decorators import public, require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.accounts.models import User
from kontum_ttdn.urls import urlpatterns as portal


def undeclared(request):
    return HttpResponse("somebody forgot to say who may")


@require(Permission.ACCOUNT_VIEW)
def leaky(request, pk):
    return HttpResponse(get_object_or_404(User, pk=pk).display_name)  # visible_to was forgotten


@public
def open_to_readers(request, pk):
    return HttpResponse(get_object_or_404(User, pk=pk).display_name)


@require(Permission.DESK_VIEW)
def sound(request):
    return HttpResponse("right")


planted = [
    path("undeclared/", undeclared, name="undeclared"),
    path("leaky/<int:pk>/", leaky, name="leaky"),
    path("open/<int:pk>/", open_to_readers, name="open"),
    path("sound/", sound, name="sound"),
]
urlpatterns = [*portal, path("planted/", include((planted, "planted")))]
