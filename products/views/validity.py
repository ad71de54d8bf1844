"""Changing until when a work is in force, for who writes it and who approves it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.forms.validity import ValidityForm

from .finding import product_of


@require(Permission.PRODUCT_VIEW)
@require_POST
def say_until(request, code):
    found = product_of(request, code)
    form = ValidityForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["valid_until"]))
        return redirect(found)
    try:
        actions.say_until(product=found, day=form.cleaned_data["valid_until"], by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved. Readers see the new day."))
    return redirect(found)
