"""The glossary: everybody in the workshop reads it, those who keep terms write it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.ui.pagination import page_of
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions import terms as actions
from products.forms.term import ChangeTermForm, NewTermForm, WordForm
from products.models import Term, TermForm
from products.queries import terms as queries


@require(Permission.PRODUCT_VIEW)
@require_safe
def terms(request):
    """The list, searched in any language; for one language also what it has no word for yet."""
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else ""
    sought, gaps = request.GET.get("q", "").strip()[:160], bool(language) and "gaps" in request.GET
    page = page_of(queries.found_terms(sought, language, gaps=gaps), request.GET.get("page"))
    context = {
        "page": page,
        "lines": [queries.line(term, language or "en") for term in page],
        "languages": LANGUAGES.values(),
        "shown": LANGUAGES[language or "en"],
        "chosen": language,
        "sought": sought,
        "gaps": gaps,
        "coverage": queries.coverage(),
        "may_keep": may(request.user, Permission.TERM_KEEP),
    }
    return render(request, "products/terms.html", context)


@require(Permission.PRODUCT_VIEW)
@require_safe
def term(request, code):
    """One term in nine languages, and what was done to it."""
    found = get_object_or_404(Term.objects.select_related("topic").prefetch_related("forms"), code=code)
    context = {
        "term": found,
        "name": queries.name_of(found),
        "tongues": queries.in_tongues(found),
        "history": queries.history(found),
        "may_keep": may(request.user, Permission.TERM_KEEP),
    }
    return render(request, "products/term.html", context)


@require(Permission.TERM_KEEP)
def term_add(request):
    form = NewTermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_term(by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error("form", str(error))
        else:
            messages.success(request, _("The term is in the glossary. Now its words in other languages can be added."))
            return redirect("products:term", made.code)
    return render(request, "products/term_form.html", {"form": form, "heading": _("New term")})


@require(Permission.TERM_KEEP)
def term_change(request, code):
    found = get_object_or_404(Term, code=code)
    form = ChangeTermForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_term(term=Term.objects.get(code=code), by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return redirect("products:term", code)
    return render(request, "products/term_form.html", {"form": form, "term": found, "heading": queries.name_of(found)})


@require(Permission.TERM_KEEP)
def word_add(request, code):
    """A word more; ?language= says in which language, if the page was asked for by a gap."""
    found = get_object_or_404(Term, code=code)
    form = WordForm(request.POST or None, initial={"language": request.GET.get("language", "")})
    return _keep_word(request, found, form, None)


@require(Permission.TERM_KEEP)
def word(request, code, pk):
    """Change a word, or take it out."""
    found = get_object_or_404(TermForm.objects.select_related("term"), term__code=code, pk=pk)
    if "remove" in request.POST:
        try:
            actions.remove_form(form=found, by=request.user)
        except RuleBroken as error:
            messages.error(request, str(error))
        return redirect("products:term", code)
    return _keep_word(request, found.term, WordForm(request.POST or None, instance=found), pk)


def _keep_word(request, found, form, pk):
    if request.method == "POST" and form.is_valid():
        try:
            was = TermForm.objects.get(pk=pk) if pk else None
            actions.keep_form(term=found, was=was, by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error("form", str(error))
        else:
            return redirect("products:term", found.code)
    context = {"form": form, "term": found, "heading": queries.name_of(found), "word": form.instance if pk else None}
    return render(request, "products/term_form.html", context)
