"""For administrators of units: a plan is brought as a file, looked at, carried out, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.ui.pagination import page_of

from .. import actions, effects
from ..forms import PlanForm, ReasonForm
from ..models import Reorganisation
from ..rules import Refused


@require(Permission.UNIT_REORGANISE)
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request):
    """What was carried out, what one has prepared; a new plan is brought here."""
    form = PlanForm(request.POST or None, request.FILES or None) if request.method == "POST" else PlanForm()
    if form.is_valid():
        try:
            return redirect(actions.prepare(data=form.data_of_plan, by=request.user))
        except Refused as refusal:
            form.add_error("plan", str(refusal))
    rows = Reorganisation.objects.visible_to(request.user).select_related("prepared_by", "applied_by", "undone_by")
    shown = {"form": form, "page": page_of(rows, request.GET.get("page"))}
    return render(request, "units/reorganisations.html", shown, status=400 if form.errors else 200)


@require(Permission.UNIT_REORGANISE)
@require_safe
def detail(request, pk):
    """What a plan would do, or did."""
    row = _the(request, pk)
    shown = {"row": row, "effects": None, "refusal": ""}
    try:
        if row.is_prepared:
            shown["effects"] = actions.foresee(reorganisation=row, by=request.user)
        elif row.is_in_force:
            shown["effects"] = effects.of(row, viewer=request.user)
    except Refused as refusal:
        shown["refusal"] = str(refusal)
    return render(request, "units/reorganisation.html", shown)


@require(Permission.UNIT_REORGANISE)
@require_safe
def plan(request, pk):
    """The file as it was brought."""
    row = _the(request, pk)
    name = f"{row.date:%Y-%m-%d}-{row.sha256[:8]}.json"
    return HttpResponse(
        row.text, content_type="application/json; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require(Permission.UNIT_REORGANISE)
@require_POST
def apply(request, pk):
    """Carry out what was looked at: the page sends the digest of what it showed."""
    row = _the(request, pk)
    seen = request.POST.get("seen", "")
    return _done(request, row, _("The reorganisation was carried out."), actions.apply, seen=seen or "-")


@require(Permission.UNIT_REORGANISE)
@require_POST
def undo(request, pk):
    """Take it back; without a reason of at most 500 letters it is not."""
    row, form = _the(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a few words why it is taken back."))
        return redirect(row)
    return _done(request, row, _("The reorganisation was taken back."), actions.undo, **form.cleaned_data)


@require(Permission.UNIT_REORGANISE)
@require_POST
def discard(request, pk):
    row = _the(request, pk)
    try:
        actions.discard(reorganisation=row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    messages.success(request, _("The plan was put away."))
    return redirect("units:reorganisations")


def _the(request, pk) -> Reorganisation:
    rows = Reorganisation.objects.visible_to(request.user).select_related("prepared_by", "applied_by", "undone_by")
    return get_object_or_404(rows, pk=pk)


def _done(request, row: Reorganisation, said: str, act, **more):
    """Do it, and say on the plan's page that it was done or why not."""
    try:
        act(reorganisation=row, by=request.user, **more)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(row)
