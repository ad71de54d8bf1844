"""The directory of units as of any day."""

from datetime import date

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.ui.pagination import page_of

from .. import chains, queries
from ..forms import DayForm, DirectoryForm
from ..models import Unit


@require(Permission.UNIT_VIEW)
@require_safe
def listing(request):
    form = DirectoryForm(request.GET)
    page = page_of(queries.directory(form.day, form.text), request.GET.get("page"), size=50)
    may_reorganise = may(request.user, Permission.UNIT_REORGANISE)
    return render(request, "units/list.html", {"form": form, "day": form.day, "page": page, "may_reorganise": may_reorganise})


@require(Permission.UNIT_VIEW)
@require_safe
def detail(request, pk):
    unit = get_object_or_404(Unit.objects.visible_to(request.user).prefetch_related("versions__change"), pk=pk)
    form = DayForm(request.GET)
    day, then = form.day, unit.nearest_day(form.day)
    context = {
        "unit": unit,
        "form": form,
        "day": day,
        "then": then,
        "shown": unit.shown_on(day),
        "stands": day == then,
        "parents": queries.parents(unit.pk, then),
        "children": queries.children(unit, then),
        "chain": chains.of(unit),
    }
    return render(request, "units/detail.html", context | _landing(unit, day))


def _landing(unit: Unit, day: date) -> dict:
    """Where its facts are shown as of that day, with names."""
    landing = queries.landing(unit, day)
    names = queries.versions_on(filter(None, (landing.unit_id, landing.under_id)), day)
    return {"landing": landing, "row": names.get(landing.unit_id), "under": names.get(landing.under_id)}
