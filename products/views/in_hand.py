"""Where the QR code of a sheet leads: to the reader's page in the sheet's language, which says whether the sheet is out of date."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import LANGUAGES
from products.models import What
from products.models.reading_count import SHEET
from products.queries.public import edition_for_reader
from products.visits import note, sheet_channel


@public
@never_cache
@require_safe
def in_hand(request, code, language, number, channel):
    """To the page of the work; what was never published, in this language or another, answers as if it were not there."""
    shown = edition_for_reader(code, language) if language in LANGUAGES else None
    if shown is None:
        return _not_found(request, language)
    note(request, shown.own.pk, What.SCAN, SHEET, sheet_channel(channel))
    with override(language):
        return redirect(f"{reverse('products:read', args=[code])}?sheet={int(number)}{channel}")


@public
@never_cache
@require_safe
def unknown(request, typed):
    """An address that no sheet has: most often one that was mistyped."""
    return _not_found(request, get_language())


def _not_found(request, language: str):
    with override(language if language in LANGUAGES else get_language()):
        return render(request, "products/unknown_sheet.html", status=404)
