"""The shelf on a reader's own phone: the page that shows it, what a work consists of, and the name of the application."""

import hashlib

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.ui import speech
from products.queries.kept import kept, offered
from products.queries.public import edition_for_reader, newest

AT_ONCE = 100  # works that can be kept with one press
GROUND, DEEP = "#faf6f0", "#6d2412"  # --ground and --deep of tokens.css
ICONS = (
    ("icons/mark.svg", "any", "image/svg+xml", "any"),
    *((f"icons/app-{side}.png", f"{side}x{side}", "image/png", "any maskable") for side in (192, 512)),
)


@public
@require_safe
def shelf(request):
    """The same page for everybody: what is on the shelf only the phone knows. ?keep= offers a work, with the size of each part."""
    code = request.GET.get("keep", "")
    return render(request, "products/shelf.html", {"asked": bool(code), "offer": offered(code, get_language()) if code else None})


@public
@require_safe
def manifest(request, code):
    """The files of a work; 410 with the reason where it was withdrawn."""
    shown = edition_for_reader(code, get_language())
    if shown is None:
        raise Http404
    if shown.is_withdrawn:
        return JsonResponse({"title": shown.edition.title, "why": shown.edition.withdrawn_why}, status=410)
    answer = JsonResponse(kept(shown).manifest)
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=answer["ETag"], response=answer)


@public
@require_safe
def newest_works(request):
    """Where the manifests of the newest works of a language lie: the phone asks for one after the other until its limit is reached."""
    codes = newest(get_language()).values_list("product__code", flat=True)[:AT_ONCE]
    return JsonResponse({"works": [reverse("products:kept", args=[code]) for code in codes]})


@public
@require_safe
def application(request):
    """The web app manifest: the shelf as an application of its own on the phone's first screen."""
    said = {
        "id": "/",
        "name": str(settings.SITE_NAME),
        "short_name": _("My shelf"),
        "lang": speech.spoken(speech.current().code).tag,
        "dir": "ltr",
        "start_url": reverse("products:shelf"),
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": DEEP,
        "icons": [{"src": static(name), "sizes": sizes, "type": kind, "purpose": purpose} for name, sizes, kind, purpose in ICONS],
    }
    return JsonResponse(said, content_type="application/manifest+json")
