"""How full the boxes are: a part of the editor's page, or without script a page of its own."""

from django.shortcuts import render

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from products.fitting import fitting
from products.queries.content import editor_rows

from .finding import edition_of


@require(Permission.PRODUCT_VIEW)
def boxes(request, code, language):
    """The boxes of one layout and the place of each segment in them."""
    found = edition_of(request, code, language)
    told = fitting(found, request.GET.get("layout", ""))
    rows = editor_rows(found) if told and not told.failed else []
    lines = [{"row": row, "box": told.of(row), "left_out": told.leaves_out(row)} for row in rows if row.kind != "panel_break"]
    context = {"edition": found, "product": found.product, "fitting": told, "lines": lines}
    name = "products/fitting.html" if request.headers.get("HX-Request") else "products/fitting_page.html"
    answer = render(request, name, context)
    answer["Vary"] = "HX-Request"
    return answer
