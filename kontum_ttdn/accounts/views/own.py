"""For everybody who is signed in: the page about oneself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from kontum_ttdn.access.decorators import signed_in
from kontum_ttdn.workflow.flow import RuleBroken

from .. import queries
from ..actions import absences
from ..actions.own import set_display
from ..forms import AbsenceForm, OwnForm
from ..models import Absence


@signed_in
@require_http_methods(["GET", "POST"])
def own(request):
    """Large text, display language, password, second factor, and what one may do."""
    user = request.user
    form = OwnForm(request.POST or None, initial={"language": user.language, "large_text": user.large_text})
    if form.is_valid():
        set_display(by=user, **form.cleaned_data)
        with override(user.language):
            messages.success(request, _("Saved."))
            return redirect("accounts:own")
    shown = {
        "form": form,
        "absence_form": AbsenceForm(),
        "absences": Absence.objects.visible_to(user).to_come(),
        "roles": user.role_grants.standing().select_related("unit").prefetch_related("unit__versions"),
        "languages": user.language_grants.standing(),
        "has_second_factor": queries.has_second_factor(user),
        "needs_second_factor": queries.needs_second_factor(user),
    }
    return render(request, "accounts/own.html", shown)


@signed_in
@require_POST
def add_absence(request):
    form = AbsenceForm(request.POST)
    try:
        if not form.is_valid():
            raise RuleBroken(_("Enter the first and the last day."))
        absences.add_absence(by=request.user, **form.cleaned_data)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Noted: nobody gives you work for these days."))
    return redirect("accounts:own")


@signed_in
@require_POST
def remove_absence(request, pk):
    absences.remove_absence(absence=get_object_or_404(Absence.objects.visible_to(request.user), pk=pk), by=request.user)
    return redirect("accounts:own")
