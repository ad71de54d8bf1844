"""Handing on, answering for, giving to readers: one button, one move."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Significance

from .checking import to_look_at_again
from .finding import edition_of

LONGEST = 2000  # signs of a reason or note


def said(request, name: str, longest: int = LONGEST) -> str:
    return request.POST.get(name, "").replace("\0", "")[:longest]


def _moved(request, code, language, sentence, move, **context):
    """Make the move, or say in words which rule stands in the way; both ways back to the edition."""
    found = edition_of(request, code, language)
    try:
        move(edition=found, by=request.user, **context)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, sentence)
    return redirect(found)


@require(Permission.PRODUCT_VIEW)
@require_POST
def submit(request, code, language):
    """Hand in; where the checks have something to say, their list comes first and the person says that it was looked at."""
    found = edition_of(request, code, language)
    seen = to_look_at_again(request, found)
    if seen["may_submit"] and (seen["count"] or seen["boxes"]):
        if "confirmed" not in request.POST:
            return render(request, "products/findings.html", seen | {"handing_in": True, "note": said(request, "note")})
        actions.confirm_findings(edition=found, count=seen["count"] + len(seen["boxes"]), by=request.user)
    chosen = request.POST.get("significance", "")
    significance = int(chosen) if chosen in {str(value) for value in Significance.values} else Significance.MAJOR
    note = said(request, "note")
    return _moved(request, code, language, _("Handed to the reviewers."), actions.submit, significance=significance, note=note)


@require(Permission.PRODUCT_VIEW)
@require_POST
def recall(request, code, language):
    return _moved(request, code, language, _("Taken back: you can go on writing."), actions.recall, reason=said(request, "reason"))


@require(Permission.EDITION_REVIEW)
@require_POST
def pass_language(request, code, language):
    return _moved(request, code, language, _("You have answered for the language. The approver is next."), actions.pass_language)


@require(Permission.PRODUCT_VIEW)
@require_POST
def give_back(request, code, language):
    return _moved(request, code, language, _("Returned with your reason."), actions.return_revision, reason=said(request, "reason"))


@require(Permission.EDITION_PUBLISH)
@require_POST
def publish(request, code, language):
    return _moved(request, code, language, _("Readers can now read this edition."), actions.publish)


@require(Permission.EDITION_WITHDRAW)
@require_POST
def withdraw(request, code, language):
    return _moved(request, code, language, _("Withdrawn: readers see your reason."), actions.withdraw, reason=said(request, "reason"))
