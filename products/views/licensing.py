"""Entering the licence for print, for those who keep it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.licensing import enter_licences
from products.forms.licensing import LicenceForm
from products.queries.licences import last_licence, licences_of, licensable

from .finding import edition_of


@require(Permission.LICENCE_KEEP)
def licence(request, code, language):
    """The form for an edition, with the other approved languages of the work to tick; 404 where nothing of it can be licensed."""
    found = edition_of(request, code, language)
    editions = licensable(found.product)
    if found not in editions:
        raise Http404
    known = licences_of(editions)
    offered = {edition: known[edition.pk] for edition in editions}
    form = LicenceForm(request.POST or None, edition=found, offered=offered, last=last_licence(found.product.unit_id))
    if request.method == "POST" and form.is_valid():
        try:
            enter_licences(by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            count = len(form.cleaned_data["editions"])
            said = ngettext(
                "The licence is entered for %(count)d language. Forms that were made for print before are made anew.",
                "The licence is entered for %(count)d languages. Forms that were made for print before are made anew.",
                count,
            )
            messages.success(request, said % {"count": count})
            return redirect(found)
    context = {"form": form, "edition": found, "product": found.product, "licensed": offered[found]}
    return render(request, "products/licence.html", context)
