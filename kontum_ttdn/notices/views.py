"""One's own notices: reading, marking, and the daily mail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kontum_ttdn.access.decorators import signed_in
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken

from . import actions, queries
from .forms import DigestForm
from .models import Notice


@signed_in
@require_safe
def listing(request):
    page = page_of(queries.listing(request.user), request.GET.get("page"))
    form = DigestForm(initial={"wanted": queries.wants_digest(request.user), "email": request.user.email})
    context = {"page": page, "form": form, "anything_new": any(notice.read_at is None for notice in page)}
    return render(request, "notices/list.html", context)


@signed_in
@require_safe
def open_notice(request, pk):
    """Lead to what it tells of; whoever follows it has read it. A second time does no more than the first, so a link may do it."""
    notice = actions.mark_read(notice=_own(request, pk), by=request.user)
    return redirect(notice.address or "notices:list")


@signed_in
@require_POST
def mark_read(request, pk):
    actions.mark_read(notice=_own(request, pk), by=request.user)
    return redirect("notices:list")


@signed_in
@require_POST
def mark_all_read(request):
    actions.mark_all_read(by=request.user)
    messages.success(request, _("All are marked as read."))
    return redirect("notices:list")


@signed_in
@require_POST
def digest(request):
    form = DigestForm(request.POST)
    email = form.cleaned_data["email"] if form.is_valid() else form.data.get("email", "")
    try:
        actions.set_digest(email=email, wanted=form.cleaned_data["wanted"], by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("notices:list")


def _own(request, pk: int) -> Notice:
    return get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
