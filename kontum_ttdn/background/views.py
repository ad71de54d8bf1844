"""Pages about the work that I asked for."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import signed_in
from kontum_ttdn.ui.pagination import page_of

from . import actions, queries
from .models import Job


def _own(request, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user), pk=pk)


@signed_in
def mine(request):
    page = page_of(queries.mine(request.user), request.GET.get("page"))
    return render(request, "background/mine.html", {"page": page, "rows": [queries.shown(job) for job in page]})


@signed_in
@never_cache
def job(request, pk):
    return render(request, "background/job.html", {"shown": queries.shown(_own(request, pk))})


@signed_in
@never_cache
def state(request, pk):
    """What the page asks every two seconds."""
    return JsonResponse(queries.shown(_own(request, pk)).as_data())


@signed_in
@require_POST
def cancel(request, pk):
    return _act(request, actions.cancel, pk, _("This work was stopped."))


@signed_in
@require_POST
def retry(request, pk):
    return _act(request, actions.retry, pk, _("This work will be done again."))


def _act(request, action, pk: int, sentence: str):
    job = _own(request, pk)
    try:
        job = action(job=job, by=request.user)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("background:job", pk=job.pk)
