"""A register's sheet comes in: uploaded, looked at row by row, then written, or forgotten."""

import hashlib

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from border_db.actions.importing import take_rows
from border_db.columns import columns_of, heads_of
from border_db.comparing import MOST_ROWS, Comparison, Outcome, compare, writable_values
from border_db.models import ImportDraft
from border_db.registers import Register
from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.media.names import refuse_secret, tidy
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.spreadsheets.reading import MOST_MEGABYTES, read_table
from kontum_ttdn.spreadsheets.refusing import Unreadable, too_large
from kontum_ttdn.ui.pagination import page_among
from kontum_ttdn.workflow.flow import RuleBroken

from .exporting import sheet_register_or_404

SIZE = 100  # rows of a page


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@never_cache
@require(Permission.REGISTER_KEEP)
def upload(request, register):
    """Take a sheet for a look; one that cannot be read is refused here, with what to do, and nothing of it is kept."""
    found = sheet_register_or_404(request.user, register)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = _draft(found, form.cleaned_data["file"], request.user)
        except (Unreadable, Refused) as error:
            form.add_error("file", str(error))
        else:
            return redirect("border_db:import_preview", found.name, draft.pk)
    columns = columns_of(found, internal=may(request.user, Permission.REGISTER_INTERNAL))
    context = {"register": found, "form": form, "columns": columns, "most": MOST_ROWS}
    return render(request, "border_db/import.html", context, status=422 if form.errors else 200)


@never_cache
@require(Permission.REGISTER_KEEP)
def preview(request, register, pk):
    """What the sheet would change, row by row; saying yes writes exactly that."""
    found = sheet_register_or_404(request.user, register)
    draft = get_object_or_404(ImportDraft, pk=pk, by=request.user, register=found.name)
    try:
        compared = _compared(found, bytes(draft.data), request.user)
    except Unreadable as error:  # read once; what the person may write here has changed since
        messages.error(request, str(error))
        return redirect("border_db:import", found.name)
    if request.method == "POST":
        try:
            count = _take(request, found, draft, compared)
        except RuleBroken as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, ngettext("%(count)d row is in the register.", "%(count)d rows are in the register.", count) % {"count": count}
            )
            return redirect("border_db:list", found.name)
    return render(request, "border_db/import_preview.html", _shown(request, found, draft, compared))


@require(Permission.REGISTER_KEEP)
@require_POST
def forget(request, register, pk):
    found = sheet_register_or_404(request.user, register)
    get_object_or_404(ImportDraft, pk=pk, by=request.user, register=found.name).delete()
    messages.success(request, _("Forgotten: nothing of the file was kept."))
    return redirect("border_db:import", found.name)


def _draft(register: Register, file, by) -> ImportDraft:
    """The file for a day, if it can be read as this register's."""
    name = tidy(file.name)
    refuse_secret(name)
    if file.size > MOST_MEGABYTES * 1_000_000:
        raise too_large(MOST_MEGABYTES)
    data = file.read()
    _compared(register, data, by)
    return ImportDraft.objects.create(by=by, register=register.name, filename=name, data=data, sha256=hashlib.sha256(data).hexdigest())


def _compared(register: Register, data: bytes, by) -> Comparison:
    return compare(register, read_table(data, most_rows=MOST_ROWS, heads=heads_of(register, internal=True)), by)


def _take(request, register: Register, draft: ImportDraft, compared: Comparison) -> int:
    """Write what was previewed; RuleBroken where that is not what would be written now."""
    if request.POST.get("mark") != compared.mark:
        raise RuleBroken(_("The register has changed since you looked. Look through the rows again; nothing was written."))
    if compared.counts[Outcome.WRONG] and request.POST.get("good_only") != "yes":
        raise RuleBroken(_("Some rows are wrong. Mend the file, or tick that the other rows are to be taken without them."))
    if not compared.to_write:
        raise RuleBroken(_("There is nothing to write: every row says what stands in the register, or is wrong."))
    return take_rows(register=register, rows=writable_values(register, compared.to_write), draft=draft, by=request.user)


def _shown(request, register: Register, draft: ImportDraft, compared: Comparison) -> dict:
    chosen = request.GET.get("show", "")
    lines = compared.of(chosen) if chosen in Outcome.values else compared.lines
    page = page_among(len(lines), request.GET.get("page"), more=False, size=SIZE)
    tabs = [{"label": _("All rows"), "url": "?show=", "current": chosen not in Outcome.values, "count": len(compared.lines)}]
    for outcome in Outcome:
        tabs.append({"label": outcome.label, "url": f"?show={outcome}", "current": chosen == outcome, "count": compared.counts[outcome]})
    return {
        "register": register,
        "draft": draft,
        "compared": compared,
        "page": page.of(lines[(page.number - 1) * SIZE : page.number * SIZE]),
        "tabs": tabs,
        "wrong": compared.counts[Outcome.WRONG],
        "writes": len(compared.to_write),
    }
