"""The OPDS catalogue: without a language before its addresses, because reading apps keep one address for the whole library."""

from django.http import Http404, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.search import narrowing
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import SIZE
from kontum_ttdn.ui.markup import answered
from products.feeds import opds
from products.queries.feeds import found_offered, is_withdrawn, one_offered, shelf_page
from products.queries.mapping import newest_days
from products.queries.public import counts_by_language


@public
@require_safe
def shelves(request):
    return answered(request, opds.shelves(counts_by_language(), newest_days()), opds.SHELVES)


@public
@require_safe
def shelf(request, language):
    """A page of one language's works; a place that no page ever named is not found."""
    if language not in LANGUAGES:
        raise Http404
    after = request.GET.get("after", "")
    with override(language):
        page = shelf_page(language, after)
        if page is None:
            raise Http404
        body = opds.shelf(LANGUAGES[language], page.works, after=after, following=page.following)
    return answered(request, body, opds.SHELF)


@public
@require_safe
def entry(request, language, code):
    """One edition; a withdrawn one is gone."""
    offered = one_offered(code, language) if language in LANGUAGES else None
    if offered is None:
        if is_withdrawn(code, language):
            return HttpResponse(status=410)
        raise Http404
    with override(language):
        return answered(request, opds.single(offered), opds.ENTRY)


@public
@require_safe
def search(request):
    """What is found by words: in `language`, or in all where it names none of ours."""
    question, language = asked(request.GET.get("q", "")), request.GET.get("language", "")
    language = language if language in LANGUAGES else ""
    found, works = found_offered(question, language, narrowing.page_number(request.GET))
    body = opds.found(works, text=question.text, language=language, number=found.number, pages=found.pages, total=found.total, size=SIZE)
    return answered(request, body, opds.SHELF)


@public
@require_safe
def search_description(request):
    return answered(request, opds.description(), opds.SEARCH)
