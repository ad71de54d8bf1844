"""The picture library: look, look closer, add."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.ui.pagination import page_of

from .. import actions, gate, queries
from ..forms import PictureForm
from ..models import Picture


@require(Permission.PICTURE_VIEW)
@require_safe
def picture_list(request):
    words = request.GET.get("q", "").strip()
    page = page_of(queries.library(request.user, words), request.GET.get("page"))
    return render(request, "media/list.html", {"page": page, "words": words, "may_add": may(request.user, Permission.PICTURE_ADD)})


@require(Permission.PICTURE_VIEW)
@require_safe
def detail(request, pk):
    pictures = (
        Picture.objects.visible_to(request.user).select_related("file", "unit", "consents_checked_by").prefetch_related("unit__versions")
    )
    return render(request, "media/detail.html", {"picture": get_object_or_404(pictures, pk=pk)})


@require(Permission.PICTURE_ADD)
def add(request):
    form = PictureForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        picture = _add(request, form)
        if picture:
            messages.success(request, _("The picture is in the library. Where it was taken has been cut out of the file."))
            return redirect(picture)
    return render(request, "media/add.html", {"form": form})


def _add(request, form):
    unit, said = form.cleaned_data["unit"], form.said()
    try:
        file = gate.receive(form.cleaned_data["file"], by=request.user, unit=unit)
    except gate.Refused as refusal:
        form.add_error("file", str(refusal))
        return None
    try:
        return actions.add_picture(file=file, by=request.user, **said)
    except gate.Refused as refusal:
        form.add_error(None, str(refusal))
        return None
