"""The gallery: every component in all its states, on one page that always shows what the code does today."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission

from . import samples


@require(Permission.DESK_VIEW)
@require_safe
def gallery(request):
    return render(request, "ui/gallery.html", samples.context())
