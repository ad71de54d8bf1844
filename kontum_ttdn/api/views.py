"""For administrators: which other systems take the hand-over, letting one in, and stopping it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken

from . import actions, queries
from .forms import TokenForm


@require(Permission.TOKEN_KEEP)
@require_GET
def listing(request):
    return render(request, "api/list.html", {"tokens": page_of(queries.tokens_for(request.user), request.GET.get("page"))})


@require(Permission.TOKEN_KEEP)
@require_http_methods(["GET", "POST"])
@never_cache
def make(request):
    """Let a system in. The token is on the answer to this request and on no other page."""
    form = TokenForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            token, whole = actions.make_token(by=request.user, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "api/made.html", {"token": token, "whole": whole})
    return render(request, "api/make.html", {"form": form})


@require(Permission.TOKEN_KEEP)
@require_GET
def token(request, pk):
    return render(request, "api/token.html", {"token": get_object_or_404(queries.tokens_for(request.user), pk=pk)})


@require(Permission.TOKEN_KEEP)
@require_POST
def revoke(request, pk):
    found = get_object_or_404(queries.tokens_for(request.user), pk=pk)
    try:
        actions.revoke_token(token=found, why=request.POST.get("why", ""), by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The token is revoked: the system's next question is refused."))
    return redirect("tokens:token", found.pk)
