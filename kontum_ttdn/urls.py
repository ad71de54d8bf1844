"""All addresses. Every language has its prefix; what a machine or a QR code asks for has none."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

# Where each room's pages begin. A room without pages yet is left out.
ROOMS = {
    "kontum_ttdn.portal": "",
    "kontum_ttdn.ui": "",
    "kontum_ttdn.accounts": "accounts/",
    "kontum_ttdn.units": "units/",
    "kontum_ttdn.people": "people/",
    "kontum_ttdn.media": "pictures/",
    "kontum_ttdn.background": "jobs/",
    "kontum_ttdn.audit": "log/",
    "kontum_ttdn.plans": "plans/",
    "products": "",
}

urlpatterns = [path("", include("kontum_ttdn.portal.machine_urls")), path("media/", include("kontum_ttdn.media.machine_urls"))]
urlpatterns += i18n_patterns(*(path(prefix, include(f"{room}.urls")) for room, prefix in ROOMS.items() if find_spec(f"{room}.urls")))
