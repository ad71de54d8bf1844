"""Giving readers all of a product at once, and taking all of it from them at once."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions

from .finding import product_of
from .moves import said


@require(Permission.EDITION_PUBLISH)
@require_POST
def publish_all(request, code):
    found = product_of(request, code)
    try:
        given = actions.publish_all(product=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        count = len(given)
        words = ngettext("Readers can now read %(count)d edition of it.", "Readers can now read %(count)d editions of it.", count)
        messages.success(request, words % {"count": count})
    return redirect(found)


@require(Permission.EDITION_WITHDRAW)
@require_POST
def withdraw_product(request, code):
    found = product_of(request, code)
    try:
        taken = actions.withdraw_product(product=found, by=request.user, reason=said(request, "reason"))
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        count = len(taken)
        words = ngettext(
            "%(count)d edition withdrawn: readers see your reason.", "%(count)d editions withdrawn: readers see your reason.", count
        )
        messages.success(request, words % {"count": count})
    return redirect(found)
