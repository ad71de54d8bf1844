"""Ordering and fetching printed forms, for staff."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.printing import order_sheet
from products.models import Sheet

from .finding import edition_of


@require(Permission.EDITION_PRINT)
@require_POST
def order(request, code, language, variant):
    """Ask for a printed form; the job's page shows how far it is."""
    found = edition_of(request, code, language)
    try:
        job = order_sheet(edition=found, layout="leaflet", variant=variant, by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect(found)
    messages.success(request, _("Ordered. The file appears here when it is ready."))
    return redirect("background:job", job.pk)


@require(Permission.EDITION_PRINT)
def sheet(request, pk):
    """A printed form, proofs too, for those who may see the edition."""
    found = get_object_or_404(Sheet.objects.visible_to(request.user).select_related("file", "edition__product"), pk=pk)
    name = f"{found.edition.product.code}-{found.edition.language}-{found.variant}.pdf"
    answer = FileResponse(found.file.file.open("rb"), content_type="application/pdf", filename=name)
    answer["Content-Security-Policy"] = "frame-ancestors 'none'"  # our own file; a stricter word would stop the browser's PDF reader
    return answer
