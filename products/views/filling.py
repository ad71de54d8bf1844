"""Filling an edition with what was translated so before: looked at first, then done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.filling import fill as fill_segments
from products.queries.content import is_editable, source_of
from products.queries.remembered import fillable

from .finding import edition_of, may_write


@require(Permission.PRODUCT_VIEW)
def fill(request, code, language):
    """What can be filled, and filling it; a script gets the card of the editor's page alone."""
    found = edition_of(request, code, language)
    if request.method == "POST":
        return _filled(request, found)
    may_fill = may_write(found, request.user) and is_editable(found)
    context = {
        "edition": found,
        "product": found.product,
        "source": source_of(found),
        "fillable": fillable(found, request.user) if may_fill else [],
        "may_fill": may_fill,
    }
    answer = render(request, "products/fill_card.html" if request.headers.get("HX-Request") else "products/fill.html", context)
    answer["Vary"] = "HX-Request"
    return answer


def _filled(request, found):
    try:
        count = fill_segments(edition=found, by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            ngettext(
                "%(count)d segment was filled from the memory. Read it and confirm it.",
                "%(count)d segments were filled from the memory. Read each and confirm it.",
                count,
            )
            % {"count": count},
        )
    return redirect(found)
