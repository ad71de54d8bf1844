"""What the checks said of an edition, in one list; handing in goes by it where there is something to look at again."""

from django.shortcuts import render

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from products.fitting import fitting
from products.models import Significance
from products.queries.content import editor_rows, open_revision
from products.queries.editor import places
from products.workflow import REVISION

from .finding import edition_of

SHOWN = 200  # segments in the list; more of them stand in the editor's own


@require(Permission.PRODUCT_VIEW)
def findings(request, code, language):
    """The list by itself, for whoever reads the edition."""
    found = edition_of(request, code, language)
    return render(request, "products/findings.html", to_look_at_again(request, found))


def to_look_at_again(request, found) -> dict:
    """Each segment with findings, and the boxes of the print that are too full, as far as they were measured before."""
    questioned = [place.key for place in places(found) if place.findings]
    told = fitting(found, measured_before=True)
    revision = open_revision(found)
    if revision:
        revision.edition = found
    return {
        "edition": found,
        "product": found.product,
        "rows": editor_rows(found, questioned[:SHOWN]) if questioned else [],
        "count": len(questioned),
        "boxes": [box for box in told.frames if box.over] if told else [],
        "may_submit": bool(revision) and "submit" in REVISION.open_to(revision, by=request.user),
        "significance": request.POST.get("significance", Significance.MAJOR),
    }
