"""The catalogue's addresses: one for the whole library, whichever language an app speaks."""

from django.urls import path

from .views import catalogue

app_name = "catalogue"
urlpatterns = [
    path("opds", catalogue.shelves, name="shelves"),
    path("opds/search", catalogue.search, name="search"),
    path("opds/search.xml", catalogue.search_description, name="search_description"),
    path("opds/<slug:language>", catalogue.shelf, name="shelf"),
    path("opds/<slug:language>/<slug:code>", catalogue.entry, name="entry"),
]
