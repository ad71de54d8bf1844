"""Short addresses as they stand on paper: without a language before them, never to change."""

from django.urls import path, re_path

from .views import in_hand

app_name = "sheets"
urlpatterns = [
    re_path(r"^(?P<code>[-\w]+)/(?P<language>[a-z]{2,3})/(?P<number>\d{1,5})/(?P<channel>[spob])/?$", in_hand.in_hand, name="in_hand"),
    path("<path:typed>", in_hand.unknown, name="unknown"),
]
