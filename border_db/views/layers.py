"""Geographic layers: a file is looked at, entered with who signed for it, and confirmed by somebody else; then staff see its drawing."""

import hashlib

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from border_db.actions import layers as actions
from border_db.forms import LayerForm
from border_db.geo_file import MOST_FEATURES, MOST_POSITIONS
from border_db.models import GeoLayer, ImportDraft
from border_db.queries import layers as queries
from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.media.checks.layer import MOST_MEGABYTES
from kontum_ttdn.media.gate import receive_bytes
from kontum_ttdn.media.models import Kind
from kontum_ttdn.media.names import refuse_secret, tidy
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.ui.pagination import page_among, page_of
from kontum_ttdn.workflow.flow import RuleBroken

SIZE = 100  # rows of a page


class LayerFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("GeoJSON, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json"}),
    )


@require(Permission.REGISTER_VIEW)
@require_safe
def layer_list(request):
    page = page_of(queries.listed(request.user), request.GET.get("page"))
    return render(request, "border_db/layers.html", {"page": page, "may_add": may(request.user, Permission.REGISTER_KEEP)})


@never_cache
@require(Permission.REGISTER_KEEP)
def upload(request):
    """Take a file for a look; one that holds what no layer may is refused here, and nothing of it is kept."""
    form = LayerFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = _draft(form.cleaned_data["file"], request.user)
        except Refused as error:
            form.add_error("file", str(error))
        else:
            return redirect("border_db:layer_preview", draft.pk)
    context = {"form": form, "most_features": MOST_FEATURES, "most_positions": MOST_POSITIONS}
    return render(request, "border_db/layer_add.html", context, status=422 if form.errors else 200)


@never_cache
@require(Permission.REGISTER_KEEP)
def preview(request, pk):
    """What the file holds, and what of it stands in the registers; then who signed for it is written down."""
    draft = get_object_or_404(ImportDraft, pk=pk, by=request.user, register=queries.DRAFT)
    try:
        content = queries.content(bytes(draft.data))
    except Refused as error:  # read once; the rules have changed since
        messages.error(request, str(error))
        return redirect("border_db:layer_add")
    form = LayerForm(request.POST or None, by=request.user, unmatched=len(content.unmatched))
    if request.method == "POST" and not content.faults and form.is_valid():
        try:
            file = receive_bytes(
                bytes(draft.data), name=draft.filename, by=request.user, unit=form.cleaned_data["unit"], allow=[Kind.LAYER]
            )
            layer = actions.enter_layer(draft=draft, file=file, by=request.user, **form.cleaned_data)
        except (Refused, RuleBroken) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The layer is kept. It is shown to nobody else before another person turns the second key."))
            return redirect(layer)
    return render(request, "border_db/layer_preview.html", {"draft": draft, "form": form, **_shown(request, content)})


@require(Permission.REGISTER_KEEP)
@require_POST
def forget(request, pk):
    get_object_or_404(ImportDraft, pk=pk, by=request.user, register=queries.DRAFT).delete()
    messages.success(request, _("Forgotten: nothing of the file was kept."))
    return redirect("border_db:layer_add")


@never_cache
@require(Permission.REGISTER_VIEW)
@require_safe
def layer(request, pk):
    """The drawing of what is in use, or waits; of what was taken back no more than that."""
    found = _layer_of(request, pk)
    context = {"layer": found, "may_withdraw": not found.withdrawn_at and actions.may_withdraw(found, request.user)}
    context["may_confirm"] = queries.waiting_for(request.user).filter(pk=found.pk).exists()
    if not found.withdrawn_at:
        try:
            context |= _shown(request, _drawable(found))
        except Refused as error:
            context |= {"unreadable": str(error), "may_confirm": False}
    return render(request, "border_db/layer.html", context)


@require(Permission.LAYER_CONFIRM)
@require_POST
def confirm(request, pk):
    found = _layer_of(request, pk)
    try:
        actions.confirm_layer(layer=found, by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The layer is in use: staff see it from now on."))
    return redirect(found)


@require(Permission.REGISTER_VIEW)
@require_POST
def withdraw(request, pk):
    found = _layer_of(request, pk)
    if not actions.may_withdraw(found, request.user):
        raise Http404
    try:
        actions.withdraw_layer(layer=found, why=request.POST.get("why", ""), by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The layer was taken back: nobody sees its drawing any more."))
    return redirect(found)


def _draft(file, by) -> ImportDraft:
    """The file for a day, if it may be a layer."""
    name = tidy(file.name)
    refuse_secret(name)
    if file.size > MOST_MEGABYTES * 1_000_000:
        raise Refused(_("A geographic file may have at most %(most)s MB.") % {"most": MOST_MEGABYTES})
    data = file.read()
    queries.content(data)
    return ImportDraft.objects.create(by=by, register=queries.DRAFT, filename=name, data=data, sha256=hashlib.sha256(data).hexdigest())


def _drawable(layer: GeoLayer) -> queries.Content:
    """What the file holds, if all of it may still be seen by all staff: an entry may have become internal since."""
    content = queries.content_of(layer)
    if content.faults:
        raise Refused(_("What this layer shows is no longer open to all staff, so nothing is drawn."))
    return content


def _shown(request, content: queries.Content) -> dict:
    page = page_among(len(content.rows), request.GET.get("page"), more=False, size=SIZE)
    rows = content.rows[(page.number - 1) * SIZE : page.number * SIZE]
    return {"content": content, "drawing": content.drawing, "page": page.of(rows), "lines": queries.with_links(rows, request.user)}


def _layer_of(request, pk: int) -> GeoLayer:
    found = GeoLayer.objects.visible_to(request.user).select_related("file", "unit", "uploaded_by", "confirmed_by", "withdrawn_by")
    return get_object_or_404(found, pk=pk)
