"""Programmes, plans and tasks as staff read them."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission

from . import queries


@require(Permission.PLAN_VIEW)
@require_safe
def plans(request):
    return render(request, "plans/list.html", {"programmes": queries.programmes(request.user), "today": timezone.localdate()})
