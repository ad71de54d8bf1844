"""Depositing a PDF, sound or clip as an edition by itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.media import gate
from kontum_ttdn.media.models import Kind
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.depositing import deposit_file
from products.actions.keeping import check_work
from products.forms.depositing import DepositForm

from .finding import edition_of

TAKEN = (Kind.DOCUMENT, Kind.SOUND, Kind.CLIP)


@require(Permission.PRODUCT_VIEW)
def deposit(request, code, language):
    """The form, and the file through the gate; what is refused leaves nothing behind."""
    found = edition_of(request, code, language)
    form = DepositForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_work(edition=found, by=request.user)  # before the file is kept
            file = gate.receive(form.cleaned_data["file"], by=request.user, unit=found.product.unit, allow=TAKEN)
            deposit_file(edition=found, file=file, transcript=form.cleaned_data["transcript"], by=request.user)
        except (RuleBroken, gate.Refused) as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("Deposited. Hand it in for review when it is complete."))
            return redirect(found)
    return render(request, "products/deposit.html", {"form": form, "edition": found, "product": found.product})
