"""All addresses. Every language has its prefix; what a machine or a QR code asks for has none."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

# Where each room's pages begin. A room without pages yet is left out.
ROOMS = {
    "kontum_ttdn.portal": "",
    "products": "",  # most readers come for these, so they are looked for early
    "kontum_ttdn.ui": "",
    "kontum_ttdn.accounts": "accounts/",
    "kontum_ttdn.units": "units/",
    "kontum_ttdn.people": "people/",
    "kontum_ttdn.media": "pictures/",
    "kontum_ttdn.search": "search/",
    "kontum_ttdn.background": "jobs/",
    "kontum_ttdn.notices": "notices/",
    "kontum_ttdn.audit": "log/",
    "kontum_ttdn.plans": "plans/",
    "kontum_ttdn.pocket": "pocket/",
    "kontum_ttdn.offline": "phones/",
    "kontum_ttdn.api": "tokens/",
    "border_db": "border/",
}

MACHINES = {
    "kontum_ttdn.portal.machine_urls": "",
    "kontum_ttdn.media.machine_urls": "media/",
    "kontum_ttdn.api.machine_urls": "api/v1/",
    "kontum_ttdn.offline.machine_urls": "phone/",
    "products.opds_urls": "",
    "products.oai_urls": "",
    "products.machine_urls": "q/",
    "products.permanent_urls": "w/",
}  # without a language: for machines, and for what is in print

urlpatterns = [path(prefix, include(addresses)) for addresses, prefix in MACHINES.items() if find_spec(addresses)]
urlpatterns += i18n_patterns(*(path(prefix, include(f"{room}.urls")) for room, prefix in ROOMS.items() if find_spec(f"{room}.urls")))
