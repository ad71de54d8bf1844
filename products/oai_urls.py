"""The repository's address: one for the whole library, whichever language a harvester speaks."""

from django.urls import path

from .views import oai

app_name = "oai"
urlpatterns = [path("oai", oai.oai, name="repository")]
