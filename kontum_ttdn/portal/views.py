"""The public front, the desk of the staff, and the pages of duty."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public, require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.page_cache.keeping import keep
from kontum_ttdn.ui import speech

from . import operator, registry
from .menu import links, open_to


def _nine_doors() -> list[dict]:
    """Each language by its own name, what it has, and where its door leads."""
    counts = registry.language_counts()
    library = registry.library()
    doors = []
    for code, language in LANGUAGES.items():
        with override(code):
            url = reverse(library.url_name if library else "portal:home")
        doors.append({"language": language, "url": url, "count": counts.get(code, 0)})
    return doors


@public
@require_safe
def home(request):
    library = registry.library()
    context = {
        "nine": _nine_doors(),
        "counted": library is not None,
        "search_url": reverse(library.url_name) if library and library.searches else "",
        "sections": registry.home_sections(request, speech.current().code),
    }
    return keep(render(request, "portal/home.html", context), shows=[registry.FRONT])


@require(Permission.DESK_VIEW)
@require_safe
def desk(request):
    return render(
        request,
        "portal/desk.html",
        {
            "starts": links(open_to(request.user, registry.starts())),
            "tiles": registry.tiles(request.user),
            "sections": registry.desk_sections(request),
        },
    )


@public
@require_safe
def about(request):
    return keep(render(request, "portal/about.html"), shows=[])


@public
@require_safe
def organisation(request):
    """Duties and structure of the body that answers for the portal, in Vietnamese and in English whatever language the page speaks."""
    return keep(render(request, "portal/organisation.html", {"told": [operator.told("vi"), operator.told("en")]}), shows=[])


@public
@require_safe
def contact(request):
    return keep(render(request, "portal/contact.html", operator.reached()), shows=[])


@public
@require_safe
def accessibility(request):
    return keep(render(request, "portal/accessibility.html"), shows=[])


@public
@require_safe
def site_map(request):
    public_pages = [item for item in registry.menu() if item.permission is None]
    context = {"public_pages": links(public_pages), "maps_url": reverse("machine:maps")}
    return keep(render(request, "portal/site_map.html", context), shows=[])
