"""The picture library of the staff."""

from django.urls import path

from .views import library

app_name = "pictures"
urlpatterns = [
    path("", library.picture_list, name="list"),
    path("add/", library.add, name="add"),
    path("<int:pk>/", library.detail, name="detail"),
]
