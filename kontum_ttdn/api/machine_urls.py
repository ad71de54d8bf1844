"""The read-only API, version 1. What it can do stands in openapi.json, made from the types; there is no page of somebody else's script."""

from django.urls import path
from django.views.generic import RedirectView
from ninja import NinjaAPI

from kontum_ttdn.access.decorators import public

from . import registry
from .answering import open_to_all

app_name = "api"
api = NinjaAPI(
    title="Foreign information, Kon Tum",
    version="1",
    description="What readers have: works, their editions in nine languages, and what can be taken along. For reading; no key is needed.",
    urls_namespace=app_name,
    docs_url=None,
    openapi_url="/openapi.json",
)
for prefix, router in registry.routers():
    api.add_router(prefix, router)
door = public(RedirectView.as_view(pattern_name="api:openapi-json"))
urlpatterns = [open_to_all(pattern) for pattern in api.urls[0] if pattern.name != "api-root"] + [path("", door, name="api-root")]
