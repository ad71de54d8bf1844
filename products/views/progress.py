"""How far each language has come: a chart and its figures for each, to be read on a screen or on paper."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from products.forms.progress import ProgressForm
from products.queries import progress as queries


@require(Permission.PRODUCT_VIEW)
@require_safe
def progress(request):
    """For all units of the person, or the one that is chosen; a unit of somebody else is none of the choices."""
    units = queries.units_with_progress(request.user)
    form = ProgressForm(request.GET or None, units=units)
    said = form.cleaned_data if form.is_valid() else {}
    chosen = [said["unit"].pk] if said.get("unit") else sorted(units)
    found = queries.progress(chosen, said.get("span") or "weeks")
    context = {"form": form, "languages": found, "unit": said.get("unit"), "written": any(one.known for one in found)}
    return render(request, "products/progress_page.html", context)
