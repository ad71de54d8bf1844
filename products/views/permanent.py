"""Where the addresses lead that never change: to the reader's page, and from a revision that is no longer read to the present one."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import LANGUAGES
from products.models import Stage, Standing
from products.queries.public import Shown, edition_for_reader


@public
@require_safe
def work(request, code):
    """In the visitor's language, as the browser asks for it."""
    _shown(code, get_language())
    return _reader(code, get_language())


@public
@require_safe
def edition(request, code, language):
    """In that language, or honestly in another."""
    _shown(code, language)
    return _reader(code, language)


@public
@require_safe
def revision(request, code, language, number):
    """The present revision is read; an earlier one says that it is one. What was taken back says why, what readers never had is not there."""
    own, number = _shown(code, language).own, int(number)
    if own.standing == Standing.WITHDRAWN or own.standing == Standing.PUBLISHED and own.published.number == number:
        return _reader(code, language)
    if own.standing != Standing.PUBLISHED or number > own.published.number:
        raise Http404
    earlier = own.revisions.filter(number=number, stage=Stage.APPROVED).defer("content").first()
    if earlier is None:
        raise Http404
    with override(language):
        return render(request, "products/earlier.html", {"edition": own, "product": own.product, "earlier": earlier})


def _shown(code: str, language: str) -> Shown:
    shown = edition_for_reader(code, language) if language in LANGUAGES else None
    if shown is None:
        raise Http404
    return shown


def _reader(code: str, language: str):
    with override(language):
        return redirect(reverse("products:read", args=[code]))
