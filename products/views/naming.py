"""Naming the spelling variant or dialect of an edition."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.forms.variant import VariantForm

from .finding import edition_of


@require(Permission.PRODUCT_VIEW)
@require_POST
def name_variant(request, code, language):
    found, form = edition_of(request, code, language), VariantForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["variant"]))
        return redirect(found)
    try:
        actions.name_variant(edition=found, by=request.user, **form.cleaned_data)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect(found)
