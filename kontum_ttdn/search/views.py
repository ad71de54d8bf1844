"""The staff's box: one field over everything that a person may see, whatever it is and in whichever language."""

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.languages.registry import LANGUAGES

from . import narrowing, registry
from .asking import asked
from .finding import Found, Scope, find

LANGUAGE = "language"


@require(Permission.DESK_VIEW)
@require_safe
def staff(request):
    """Everything of one's units that has these words, published or not."""
    titles = {LANGUAGE: gettext("Language")} | {facet: title for source in registry.sources() for facet, title in source.titles().items()}
    question, marks = asked(request.GET.get("q", "")), narrowing.chosen(request.GET, titles)
    found = find(question, Scope(user=request.user, marks=marks), page=narrowing.page_number(request.GET)) if question or marks else Found()
    counts = {LANGUAGE: found.languages} | found.facets
    context = {
        "typed": question.text,
        "asked": bool(question or marks),
        "found": found,
        "page": found,
        "groups": narrowing.groups(counts, marks, titles, _labels, request.GET),
        "left": narrowing.left(marks, titles, _labels, request.GET),
    }
    return render(request, "search/staff.html", context)


def _labels(facet: str, values: list[str]) -> dict[str, str]:
    if facet == LANGUAGE:
        return {value: LANGUAGES[value].autonym for value in values if value in LANGUAGES}
    return {value: word for source in registry.sources() for value, word in source.labels(facet, values).items()}
