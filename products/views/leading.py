"""Choosing from which language an edition is translated."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.queries.content import source_of

from .finding import edition_of


@require(Permission.PRODUCT_VIEW)
@require_POST
def lead(request, code, language):
    """From now on from another language; back to the edition, with the new source beside its words."""
    found = edition_of(request, code, language)
    try:
        led = actions.lead_along(edition=found, language=request.POST.get("source", ""), by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("From now on it is translated from %(name)s.") % {"name": source_of(led).speech.autonym})
    return redirect(found)
