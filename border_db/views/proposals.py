"""Proposing corrections, and deciding on them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from border_db.actions import proposals as actions
from border_db.actions.entries import said
from border_db.forms import AnswerForm, form_of
from border_db.models import Proposal
from border_db.queries import proposals as queries
from border_db.registers import REGISTERS
from border_db.workflow import PROPOSAL
from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken

from .entries import entry_of, register_or_404


@require(Permission.REGISTER_VIEW)
@require_safe
def proposal_list(request):
    page = page_of(queries.listed(request.user), request.GET.get("page"))
    return render(request, "border_db/proposals.html", {"page": page})


@require(Permission.REGISTER_VIEW)
def propose(request, register, pk):
    found = register_or_404(request.user, register)
    entry = entry_of(found, request.user, pk)
    shown = entry_of(found, request.user, pk)
    form = form_of(found, found.proposable)(request.POST or None, instance=shown, by=request.user)
    if request.method == "POST" and form.is_valid():
        for name, value in form.values().items():
            if name not in found.many:
                setattr(shown, name, value)
        try:
            made = actions.propose(entry=entry, after=said(shown), why=request.POST.get("why", ""), by=request.user)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The correction is proposed. Who keeps the register will answer."))
            return redirect("border_db:proposal", made.pk)
    return render(request, "border_db/propose.html", {"register": found, "entry": entry, "form": form, "why": request.POST.get("why", "")})


@require(Permission.REGISTER_VIEW)
def proposal(request, pk):
    """What was proposed beside what the entry says; who keeps the register takes it over or answers why not."""
    found = _proposal_of(request, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = actions.take_proposal if request.POST.get("move") == "take" else actions.refuse_proposal
        try:
            found = act(proposal=found, by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Who proposed it is told."))
            return redirect("border_db:proposal", found.pk)
    entry = get_object_or_404(REGISTERS[found.register].model.objects.visible_to(request.user), pk=found.entry)
    context = {
        "proposal": found,
        "entry": entry,
        "lines": queries.lines(found, said(entry)),
        "form": form,
        "may_decide": PROPOSAL.open_to(found, by=request.user),
        "may_withdraw": found.by_id == request.user.pk and found.decided_at is None,
    }
    return render(request, "border_db/proposal.html", context)


@require(Permission.REGISTER_VIEW)
@require_POST
def withdraw(request, pk):
    try:
        actions.withdraw_proposal(proposal=_proposal_of(request, pk), by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("border_db:proposal", pk)


def _proposal_of(request, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user).select_related("by", "decided_by"), pk=pk)
