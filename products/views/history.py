"""The wordings of a segment, one below the other, and bringing one of them back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.queries.content import is_editable
from products.queries.wordings import segment_of, wordings

from .finding import block_of, edition_of, may_write, whole_number


@require(Permission.PRODUCT_VIEW)
def history(request, code, language, key):
    """Every wording that was saved: when, by whom, how it came, and word by word what it changed."""
    found = edition_of(request, code, language)
    block = block_of(found.product, key)
    segment = segment_of(found, block)
    context = {
        "edition": found,
        "product": found.product,
        "piece": block,  # `block` is taken in templates
        "segment": segment,
        "page": wordings(segment, request.GET.get("page")),
        "may_edit": may_write(found, request.user) and is_editable(found),
    }
    return render(request, "products/history.html", context)


@require(Permission.PRODUCT_VIEW)
@require_POST
def restore(request, code, language, key):
    """Bring a wording back; where the segment was saved meanwhile, the page shows what it says now."""
    found = edition_of(request, code, language)
    block = block_of(found.product, key)
    wording, version = (whole_number(request.POST.get(name)) for name in ("wording", "version"))
    try:
        actions.restore_segment(edition=found, block=block, wording=wording, version=version, by=request.user)
    except actions.Conflict:
        messages.error(request, _("Somebody else has saved this segment meanwhile. Look at the newest wording, then choose again."))
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Brought back. The wording before it is kept as well."))
    return redirect("products:history", code, language, key)
