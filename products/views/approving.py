"""The content key: what has to be looked at, the decision, and one button. What was ticked and typed stays on the page when a rule says no."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Looked

from .editing import editor_context
from .finding import edition_of
from .moves import said


@require(Permission.EDITION_APPROVE)
@require_POST
def approve(request, code, language):
    found = edition_of(request, code, language)
    typed = {"decision_number": said(request, "decision_number", 60), "signer": said(request, "signer", 120)}
    checked, note = request.POST.getlist("checked"), said(request, "note")
    shown = [int(number) for number in request.POST.get("shown", "").split(",") if number.isdecimal() and len(number) < 19]
    try:
        actions.approve(edition=found, by=request.user, checked=checked, notes={Looked.DUPLICATES: note}, shown=shown, **typed)
    except RuleBroken as refusal:
        return _refused(request, found, str(refusal), typed | {"checked": checked, "note": note})
    messages.success(request, _("Approved."))
    return redirect(found)


def _refused(request, found, sentence: str, typed: dict):
    """The page with all that was entered, where the text can still be approved; else where it stands by now."""
    context = editor_context(request, found)
    if "approve" not in context["moves"]:
        messages.error(request, sentence)
        return redirect(found)
    return render(request, "products/editor.html", context | {"approving": typed | {"refusal": sentence}}, status=422)
