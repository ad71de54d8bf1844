"""For who keeps the phones of a unit, and for who looks at what they sent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.accounts import qr
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken

from .. import actions, queries
from ..forms import InviteForm
from ..message import laid_out
from ..models import Device, Envelope


@require(Permission.DEVICE_KEEP)
@require_safe
def listing(request):
    rows = Device.objects.visible_to(request.user).select_related("unit").prefetch_related("unit__versions")
    return render(request, "offline/list.html", {"page": page_of(rows, request.GET.get("page"))})


@require(Permission.DEVICE_KEEP)
@require_http_methods(["GET", "POST"])
@never_cache
def invite(request):
    """The code stands on the answer to this request and on no other page."""
    form = InviteForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            device, code = actions.invite(by=request.user, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            address = request.build_absolute_uri(reverse("phones:list"))
            return render(request, "offline/invited.html", {"device": device, "code": code, "drawn": qr.drawn(f"{address}#{code}")})
    return render(request, "offline/invite.html", {"form": form})


@require(Permission.DEVICE_KEEP)
@require_safe
def device(request, pk):
    found = _device(request, pk)
    return render(request, "offline/device.html", {"device": found, "gaps": queries.gaps(found)})


@require(Permission.DEVICE_KEEP)
@require_POST
def revoke(request, pk):
    found = _device(request, pk)
    try:
        actions.revoke(device=found, why=request.POST.get("why", ""), by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The phone is revoked. What it still sends is put aside, and it is told to forget."))
    return redirect("phones:device", found.pk)


@require(Permission.REPORT_VIEW)
@require_safe
def incoming(request):
    return render(request, "offline/incoming.html", {"page": page_of(queries.waiting_for(request.user), request.GET.get("page"))})


@require(Permission.REPORT_VIEW)
@require_safe
def envelope(request, pk):
    """A message as it came; a conflicting copy beside the first."""
    rows = Envelope.objects.visible_to(request.user).select_related("device", "reported_by", "unit", "conflicts_with")
    found = get_object_or_404(rows, pk=pk)
    first = found.conflicts_with
    texts = [found] if first is None or not rows.filter(pk=first.pk).exists() else [first, found]
    context = {
        "envelope": found,
        "texts": [(each, laid_out(each.raw)) for each in texts],
        "files": found.attachments.select_related("file"),
    }
    return render(request, "offline/envelope.html", context)


def _device(request, pk) -> Device:
    return get_object_or_404(Device.objects.visible_to(request.user).select_related("unit"), pk=pk)
