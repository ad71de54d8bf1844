"""What machines ask for, and the front door."""

import hashlib

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.ui.markup import absolute

ROBOTS = "User-agent: *\nDisallow: /healthz\n\nSitemap: {sitemap}\n"
WORKER = ("shelf_store.js", "worker.js")


@public
@require_safe
def front_door(request):
    """To the home page in the visitor's language, as the browser asks for it, else Vietnamese."""
    return redirect(f"/{get_language()}/")


@public
@never_cache
@require_safe
def health(request):
    """200 while the portal can answer readers: it needs the database, not the broker. 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})


@public
@require_safe
def robots(request):
    return HttpResponse(ROBOTS.format(sitemap=absolute(reverse("machine:maps"))), content_type="text/plain")


@public
@require_safe
def worker(request):
    """What serves a kept work while the link is cut. It stands at the root, because it answers for all pages, and is one file, because a worker
    cannot know the hashed name of another. The browser asks for it at each visit; the same one costs a few bytes."""
    body = "\n".join((settings.BASE_DIR / "static" / "js" / name).read_text(encoding="utf-8") for name in WORKER)
    answer = HttpResponse(body, content_type="text/javascript")
    answer["ETag"] = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    answer["Service-Worker-Allowed"] = "/"
    return get_conditional_response(request, etag=answer["ETag"], response=answer)
