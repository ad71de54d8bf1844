"""Addresses that stay: of a work, of it in one language, of one revision. Without a language before them, never to change."""

from django.urls import re_path

from .views import permanent

app_name = "permanent"
CODE, LANGUAGE = r"^(?P<code>[-\w]{1,60})", r"/(?P<language>[a-z]{2,3})"
urlpatterns = [
    re_path(rf"{CODE}/?$", permanent.work, name="work"),
    re_path(rf"{CODE}{LANGUAGE}/?$", permanent.edition, name="edition"),
    re_path(rf"{CODE}{LANGUAGE}/(?P<number>\d{{1,5}})/?$", permanent.revision, name="revision"),
]
