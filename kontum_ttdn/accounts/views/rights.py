"""For administrators of a unit: granting, ending, resetting, handing over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken

from .. import queries
from ..actions import grants, leaving, second_factor
from ..forms import EndForm, HandoverForm, LanguageForm, ResetForm, RoleForm
from ..models import LanguageGrant, RoleGrant, SecondFactorReset
from ..registry import handovers
from .administrator import account_page


@require(Permission.ROLE_GRANT)
@require_POST
def grant_role(request, pk):
    form = RoleForm(request.POST, by=request.user, prefix="role")
    return _to_account(request, pk, "role_form", form, grants.grant_role, _("The role was granted."))


@require(Permission.ROLE_GRANT)
@require_POST
def grant_language(request, pk):
    return _to_account(
        request, pk, "language_form", LanguageForm(request.POST, prefix="language"), grants.grant_language, _("The language was granted.")
    )


@require(Permission.SECOND_FACTOR_RESET)
@require_POST
def ask_reset(request, pk):
    said = _("Asked for. Another administrator of the unit has to confirm within three days.")
    return _to_account(request, pk, "reset_form", ResetForm(request.POST, prefix="reset"), second_factor.ask_reset, said)


@require(Permission.SECOND_FACTOR_RESET)
@require_POST
def confirm_reset(request, pk):
    reset = get_object_or_404(SecondFactorReset.objects.visible_to(request.user), pk=pk)
    _do(
        request,
        second_factor.confirm_reset,
        _("The second factor was taken off; the person sets up a new one at the next sign-in."),
        reset=reset,
    )
    return redirect("accounts:list")


@require(Permission.ROLE_GRANT)
@require_POST
def end_role(request, pk):
    return _end(request, RoleGrant, pk, grants.end_role)


@require(Permission.ROLE_GRANT)
@require_POST
def end_language(request, pk):
    return _end(request, LanguageGrant, pk, grants.end_language)


@require(Permission.ROLE_GRANT)
@require_http_methods(["GET", "POST"])
def hand_over(request, pk):
    """What waits with somebody who leaves, and to whom it goes."""
    leaver = get_object_or_404(queries.accounts_for(request.user), pk=pk)
    form = HandoverForm(request.POST or None, by=request.user, leaver=leaver)
    if request.method == "POST" and form.is_valid():
        try:
            moved = leaving.hand_over(leaver=leaver, successor=form.cleaned_data["successor"], by=request.user)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ", ".join(f"{label}: {count}" for label, count in moved.items()) or _("no work waited")
            messages.success(request, _("The account is closed and its rights have ended. Handed over: %(what)s.") % {"what": said})
            return redirect("accounts:account", leaver.pk)
    waiting = [(plug.label, plug.waiting(leaver)) for plug in handovers()]
    return render(request, "accounts/hand_over.html", {"account": leaver, "form": form, "waiting": waiting})


def _to_account(request, pk, name, form, action, said):
    """Do something to an account with what a form says, and go back to its page."""
    account = get_object_or_404(queries.accounts_for(request.user), pk=pk)
    if not form.is_valid():
        return account_page(request, account, **{name: form})
    _do(request, action, said, user=account, **form.cleaned_data)
    return redirect("accounts:account", account.pk)


def _end(request, model, pk, action):
    grant = get_object_or_404(model.objects.visible_to(request.user).select_related("user__unit"), pk=pk)
    form = EndForm(request.POST)
    if form.is_valid():
        _do(request, action, _("Ended."), grant=grant, last_day=form.cleaned_data["last_day"])
    else:
        messages.error(request, _("This is not a day."))
    return redirect("accounts:account", grant.user_id)


def _do(request, action, said, **arguments) -> None:
    try:
        action(by=request.user, **arguments)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
