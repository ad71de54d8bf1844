"""The read-only API, version 1. What it can do stands in openapi.json, made from the types; there is no page of somebody else's script."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.generic import RedirectView
from ninja import NinjaAPI

from kontum_ttdn.access.decorators import public

from . import handover, registry
from .answering import open_to_all
from .bearer import Refused

app_name = "api"
api = NinjaAPI(
    title="Foreign information, Kon Tum",
    version="1",
    description="What readers have: works, their editions in nine languages, and what can be taken along. For reading; no key is needed. "
    "What is handed over to other systems, below /handover, asks for a token.",
    urls_namespace=app_name,
    docs_url=None,
    openapi_url="/openapi.json",
)
for prefix, router in registry.routers():
    api.add_router(prefix, router)
api.add_router("", handover.router)


@api.exception_handler(Refused)
def refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    answer = api.create_response(request, {"detail": str(refused)}, status=refused.status_code)
    for name, value in refused.headers.items():
        answer[name] = value
    return answer


door = public(RedirectView.as_view(pattern_name="api:openapi-json"))
urlpatterns = [open_to_all(pattern) for pattern in api.urls[0] if pattern.name != "api-root"] + [path("", door, name="api-root")]
