"""Ordering, looking at, approving for print and fetching printed forms, for staff."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.media.serving import FOR_ONE_PERSON, respond
from kontum_ttdn.printing.models import PagePicture
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.clearing import approve_for_print
from products.actions.printing import order_page_pictures, order_sheet
from products.models import Sheet
from products.queries.leafing import leafing

from .finding import edition_of


@require(Permission.EDITION_PRINT)
@require_POST
def order(request, code, language):
    """Ask for a printed form; the job's page shows how far it is."""
    found = edition_of(request, code, language)
    layout, variant = request.POST.get("layout", ""), request.POST.get("variant", "")
    try:
        job = order_sheet(edition=found, layout=layout, variant=variant, by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect(found)
    messages.success(request, _("Ordered. The file appears here when it is ready."))
    return redirect("background:job", job.pk)


@require(Permission.EDITION_PRINT)
def sheet(request, pk):
    """A printed form, proofs too, for those who may see the edition."""
    found = _visible(request, pk)
    name = f"{found.edition.product.code}-{found.edition.language}-{found.layout}-{found.variant}.pdf"
    answer = FileResponse(found.file.file.open("rb"), content_type="application/pdf", filename=name)
    answer["Content-Security-Policy"] = "frame-ancestors 'none'"  # our own file; a stricter word would stop the browser's PDF reader
    return answer


@require(Permission.EDITION_PRINT)
def leaves(request, pk):
    """A printed form leafed through, with what was found in it; who may, approves it for print."""
    found = _visible(request, pk)
    unit = found.edition.product.unit_id
    context = {
        "sheet": found,
        "edition": found.edition,
        "leafing": leafing(found, request.GET.get("at", "")),
        "may_clear": found.may_be_cleared and may(request.user, Permission.EDITION_APPROVE, unit),
    }
    return render(request, "products/leaves.html", context)


@require(Permission.EDITION_PRINT)
def leaf(request, pk, number):
    """One page as a picture, for the same persons as its file."""
    found = _visible(request, pk)
    return respond(request, get_object_or_404(PagePicture, printed=found.file_id, number=number), keep=FOR_ONE_PERSON)


@require(Permission.EDITION_PRINT)
@require_POST
def draw_leaves(request, pk):
    """Have the pages pictured where nobody has yet: a form of a batch, or one made before there were pictures."""
    job = order_page_pictures(sheet=_visible(request, pk), by=request.user)
    return redirect("background:job", job.pk)


@require(Permission.EDITION_APPROVE)
@require_POST
def clear(request, pk):
    """Approve the very file for print, or say what stops it."""
    found = _visible(request, pk)
    try:
        approve_for_print(sheet=found, by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("This file may be printed."))
    return redirect("products:leaves", found.pk)


def _visible(request, pk: int) -> Sheet:
    related = ("file", "revision", "edition__product", "edition__approved", "cleared_by")
    return get_object_or_404(Sheet.objects.visible_to(request.user).select_related(*related), pk=pk)
