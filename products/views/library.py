"""The library: what readers have in the language of the address, found by words, narrowed by facets, newest first."""

from datetime import date
from functools import lru_cache

from django.core.cache import caches
from django.http import QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import CODES, LANGUAGES
from kontum_ttdn.page_cache.keeping import keep
from kontum_ttdn.page_cache.store import moment
from kontum_ttdn.search import narrowing
from kontum_ttdn.search.asking import Asked, asked
from kontum_ttdn.search.finding import MOST_COUNTED, Hit, Scope, beginnings, elsewhere, find
from products import search
from products.kept_pages import shelf
from products.models import Edition
from products.queries.lines import shelf_page
from products.queries.public import COUNTS_KEPT, NARROW, facets_of

CODE = "--code--"  # where the code of a work belongs


@public
@require_safe
def library(request):
    """The shelf of one language, or what a question finds in it."""
    language, titles = get_language(), search.titles_for_readers()
    question, marks = asked(request.GET.get("q", "")), narrowing.chosen(request.GET, titles)
    context = {"speech": LANGUAGES[language], "question": question, "typed": question.text, "titles": titles}
    if question or marks:
        context |= _answer(request, question, Scope(language, marks=marks))
        context["groups"] = narrowing.groups(context["counts"], marks, titles, search.labels, request.GET)
        context["left"] = narrowing.left(marks, titles, search.labels, request.GET)
    elif not question.text:
        context |= {"page": shelf_page(language, request.GET.get("page")), "narrow": _narrow(language, titles)}
    return keep(render(request, "products/library.html", context), shows=[shelf(language)])


def _narrow(language: str, titles: dict[str, str]) -> str:
    """What the whole shelf can be narrowed by, as it stands on the page; as old as the counts in it may be."""
    key = f"{NARROW}.{language}.{moment()}"
    shown = caches["process"].get(key)
    if shown is None:
        groups = narrowing.groups(facets_of(language), (), titles, search.labels, QueryDict())
        shown = render_to_string("search/facets.html", {"groups": groups}) if groups else ""
        caches["process"].set(key, shown, COUNTS_KEPT)
    return shown


def _answer(request, question: Asked, scope: Scope) -> dict:
    page = narrowing.page_number(request.GET)
    found, opened = find(question, scope, page=page), False
    if question and not found.total:
        wider = question.opened()
        if wider != question:
            found, opened = find(wider, scope, page=page), True
    return {
        "found": found,
        "page": found,
        "opened": opened and bool(found.total),
        "counts": found.facets,
        "lines": _lines(found.hits),
        **(_elsewhere(question, scope) if question else {}),
    }


def _lines(hits: list[Hit]) -> list[dict]:
    """The works as the template writes them, twenty a page: each word is looked up once, here."""
    return [_line(hit, hit.shown.thing) for hit in hits]


def _line(hit: Hit, work: search.Work) -> dict:
    return {
        "url": hit.shown.url,
        "cover": hit.cover,
        "tone": Edition.TONES[work.kind.number % len(Edition.TONES)],
        "title": hit.title,
        "tag": LANGUAGES[work.title_language].tag,
        "kind": hit.shown.kind,
        "kind_tag": work.kind.tag,
        "day": _said(work.day, get_language()),
        "until": work.until,
        "passage": hit.passage,
        "passage_tag": LANGUAGES[work.language].tag,
        "tongues": mark_safe(_links(frozenset(work.read_in)).replace(CODE, escape(work.code))),
    }


@lru_cache(maxsize=5_000)
def _said(day: date, language: str) -> str:
    """A day in the words of the page's language."""
    return date_format(day)


@lru_cache(maxsize=600)
def _links(codes: frozenset[str]) -> str:
    """Links to any work that is in these languages, with CODE in the place of its code: there are few such sets, and many works."""
    return render_to_string("products/tongues.html", {"speeches": [LANGUAGES[code] for code in CODES if code in codes], "code": CODE})


def _elsewhere(question: Asked, scope: Scope) -> dict:
    """The same words in the other languages, the most first, and whether nobody counted further."""
    counts = elsewhere(question, scope)
    choices = [
        narrowing.Choice(LANGUAGES[code].autonym, f"/{code}/library/", count, speech=LANGUAGES[code])
        for code, count in counts.most_common()
    ]
    return {"elsewhere": choices, "elsewhere_more": counts.total() >= MOST_COUNTED}


@public
@require_safe
def suggest(request):
    """Titles in which a word begins with what is typed: lines of a list for the script of the page, else a page of their own."""
    language, typed = get_language(), asked(request.GET.get("q", ""))
    titles = beginnings(typed, Scope(language))
    template = "products/suggestions_options.html" if request.headers.get("X-Part") else "products/suggestions.html"
    answer = render(request, template, {"titles": titles, "typed": typed.text, "speech": LANGUAGES[language], "heading": gettext("Titles")})
    answer["Vary"] = "X-Part"
    return answer
