"""For administrators of a unit: who has an account, and the list of who may what."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may, unit_ids
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.units.forms import DayForm
from kontum_ttdn.workflow.flow import RuleBroken

from .. import qr, queries
from ..actions import invitations, passwords
from ..forms import InviteForm, LanguageForm, ResetForm, RoleForm
from ..models import Invitation
from ..registry import handovers


@require(Permission.ACCOUNT_VIEW)
@require_GET
def listing(request):
    """Accounts of my units, open invitations, resets that wait for a second person, rights that stopped."""
    found = queries.accounts_for(request.user).order_by("-is_active", "display_name", "pk")
    shown = {
        "accounts": page_of(found, request.GET.get("page")),
        "invitations": queries.open_invitations(request.user),
        "resets": queries.open_resets(request.user),
        "stopped": queries.stopped_grants(request.user),
    }
    return render(request, "accounts/list.html", shown)


@require(Permission.ACCOUNT_VIEW)
@require_GET
def rights(request):
    """Who may what: a page to print and sign. As of another day (`on`) only what was in force then, under the names of then."""
    form = DayForm(request.GET)
    found = queries.who_may_what(request.user, form.day if request.GET.get("on") else None)
    return render(request, "accounts/rights.html", {"rights": found, "form": form, "day": form.day})


@require(Permission.ACCOUNT_INVITE)
@require_http_methods(["GET", "POST"])
@never_cache
def invite(request):
    """Plan an account. The link is on the answer to this request and on no other page."""
    form = InviteForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            invitation, token = invitations.invite(by=request.user, **form.planned())
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            shown = {"title": _("Invitation"), "name": invitation.display_name, "unit": invitation.unit}
            return _shown_once(request, "accounts:accept", token, until=invitation.expires_at, **shown)
    return render(request, "accounts/invite.html", {"form": form})


@require(Permission.ROLE_GRANT)
@require_POST
@never_cache
def offer_password(request, pk):
    """Somebody forgot the password: a link to choose a new one, to be handed over in person."""
    found = get_object_or_404(queries.accounts_for(request.user), pk=pk)
    try:
        token, until = passwords.offer(user=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:account", found.pk)
    shown = {"title": _("New password"), "name": found.display_name, "unit": found.unit}
    return _shown_once(request, "accounts:new_password", token, until=until, **shown)


def _shown_once(request, url_name, token, **shown):
    link = request.build_absolute_uri(reverse(url_name, args=[token]))
    return render(request, "accounts/link.html", {"link": link, "picture": qr.drawn(link), **shown})


@require(Permission.ACCOUNT_INVITE)
@require_POST
def withdraw_invitation(request, pk):
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    try:
        invitations.withdraw(invitation=invitation, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect("accounts:list")


@require(Permission.ACCOUNT_VIEW)
@require_GET
def account(request, pk):
    """One account: roles and languages with from–to, and what may be done about them."""
    found = get_object_or_404(queries.accounts_for(request.user), pk=pk)
    return account_page(request, found)


def account_page(request, found, **bound):
    """The page of an account, with the form that was not right, if one was sent."""
    is_self = found.pk == request.user.pk
    shown = {
        "account": found,
        "is_self": is_self,
        "granting": unit_ids(request.user, Permission.ROLE_GRANT),
        "administered": not is_self and found.unit is not None and may(request.user, Permission.ROLE_GRANT, found.unit),
        "role_form": RoleForm(by=request.user, prefix="role"),
        "language_form": LanguageForm(prefix="language"),
        "reset_form": ResetForm(prefix="reset"),
        "reset": found.second_factor_resets.open().first(),
        "has_second_factor": queries.has_second_factor(found),
        "waiting": [(plug.label, plug.waiting(found)) for plug in handovers()],
        **bound,
    }
    return render(request, "accounts/detail.html", shown, status=400 if bound else 200)
