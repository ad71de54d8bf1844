"""For who holds a link: an invitation, or one for a new password."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kontum_ttdn.access.decorators import public
from kontum_ttdn.workflow.flow import RuleBroken

from ..actions import invitations, passwords
from ..forms import AcceptForm, NewPasswordForm


@public
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("password", "again")
def accept(request, token):
    """Choose a username and a password; the link works once."""
    try:
        invitation = invitations.look_up(token)
        form = AcceptForm(request.POST or None)
        if form.is_valid():
            invitations.accept(token=token, username=form.cleaned_data["username"], password=form.cleaned_data["password"])
            messages.success(request, _("Your account is ready. Sign in with the username and password you have just chosen."))
            return redirect("account_login")
    except RuleBroken as refusal:
        return render(request, "accounts/link_closed.html", {"why": refusal}, status=410)
    return render(request, "accounts/accept.html", {"invitation": invitation, "form": form})


@public
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("password", "again")
def new_password(request, token):
    """Choose a new password; the link works once."""
    try:
        form = NewPasswordForm(request.POST or None, user=passwords.look_up(token))
        if form.is_valid():
            passwords.choose(token=token, password=form.cleaned_data["password"])
            messages.success(request, _("Your password is changed. Sign in with the new one."))
            return redirect("account_login")
    except RuleBroken as refusal:
        return render(request, "accounts/link_closed.html", {"why": refusal}, status=410)
    return render(request, "accounts/new_password.html", {"form": form})
