"""How often readers read, hear and take along: a page for the staff of the unit, and the same as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.spreadsheets.writing import CSV, write_csv
from products.forms.readings import ReadingsForm
from products.models import Channel, Product, What
from products.queries import readings as queries
from products.queries.lists import source_title

from .finding import product_of


@require(Permission.PRODUCT_VIEW)
@require_safe
def readers(request):
    """By month, language, form and way, and what is read most; of all works of one's units, or of one."""
    form, span, product = _asked(request)
    found = queries.readings(_units(request), span, product)
    context = {
        "form": form,
        "span": span,
        "found": found,
        "product": product,
        "title": source_title(product) if product else "",
        "whats": [what.label for what in What],
        "parts": queries.PARTS,
        "counted": any(found.total.counts.values()),
    }
    return render(request, "products/readers.html", context)


@require(Permission.PRODUCT_VIEW)
@require_safe
def readers_file(request):
    """CSV: UTF-8 with its mark, so that a spreadsheet reads Vietnamese rightly; one line a month, edition, act, form and way."""
    _form, span, product = _asked(request)
    head = [_("Month"), _("Code"), _("Title"), _("Language"), _("What was done"), _("Form"), _("Way"), _("How often")]
    lines = queries.lines_of_file(_units(request), span, product)[: queries.MOST_LINES]
    rows = (
        [f"{month:%Y-%m}", code, title, language, str(What(what).label), queries.form_word(form), str(Channel(channel).label), times]
        for month, code, title, language, what, form, channel, times in lines
    )
    answer = HttpResponse(write_csv(head, rows), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="readings-{span.since}-{span.until}.csv"'
    return answer


def _units(request) -> set[int]:
    return unit_ids(request.user, Permission.PRODUCT_VIEW)


def _asked(request) -> tuple[ReadingsForm, queries.Span, Product | None]:
    """What was chosen; what cannot be is the last twelve months, and the form says why."""
    form = ReadingsForm(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    usual = queries.last_year()
    until = said.get("until") or timezone.localdate()
    since = said.get("since") or min(usual.since, queries.last_year(until).since)
    code = request.GET.get("product", "")
    if len(code) > 200:
        raise Http404
    return form, queries.Span(since, until), product_of(request, code) if code else None
