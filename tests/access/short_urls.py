"""The addresses of the portal, where a refusal is a number without a page: thousands of equal pages prove nothing more."""

from django.http import HttpResponse

from kontum_ttdn.urls import urlpatterns  # noqa: F401 (the urlconf of the walk)


def handler403(request, exception):
    return HttpResponse(status=403)


def handler404(request, exception):
    return HttpResponse(status=404)
