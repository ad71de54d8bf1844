"""Addresses of files: without a language, for browsers and players."""

from django.urls import path, re_path

from .views import files

app_name = "media"
urlpatterns = [
    re_path(r"^(?P<sha256>[0-9a-f]{64})\.(?P<extension>[a-z0-9]{3,4})$", files.public, name="public"),
    path("staff/<int:file_id>/<slug:purpose>", files.internal, name="internal"),
]
