"""What helps with one segment, beside it: each part is a template of its own, asked for when the segment is written in."""

from django.shortcuts import render

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from products.queries.comments import threads_of
from products.queries.content import editor_rows, is_editable, source_of
from products.queries.remembered import spoken_of, suggestions
from products.queries.wordings import segment_of, wordings

from .finding import block_of, edition_of, may_write

WORDINGS = 3  # the newest; all of them have a page


@require(Permission.PRODUCT_VIEW)
def aside(request, code, language, key):
    """The aside of the segment that is being written in; without script a page of its own."""
    found = edition_of(request, code, language)
    block = block_of(found.product, key)
    segment, source = segment_of(found, block), source_of(found)
    row = next(iter(editor_rows(found, [str(key)], source)), None)
    context = {
        "edition": found,
        "product": found.product,
        "source": source,
        "piece": block,  # `block` is taken in templates
        "segment": segment,
        "row": row,
        "threads": threads_of(found, block),
        "may_edit": may_write(found, request.user) and is_editable(found),
        "suggestions": suggestions(row, found, source, request.user) if row else [],
        "terms": spoken_of(row, found, source) if row else [],
        "wordings": wordings(segment, size=WORDINGS),
    }
    answer = render(request, "products/aside.html" if request.headers.get("HX-Request") else "products/aside_page.html", context)
    answer["Vary"] = "HX-Request"
    return answer
