"""What machines ask for, and the front door."""

from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public

ROBOTS = "User-agent: *\nDisallow: /healthz\n"


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
    return HttpResponse(ROBOTS, content_type="text/plain")
