"""Files for people outside: an edition goes out as Word, Excel or XLIFF, comes back, is looked at line by line, and is taken."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.exchanging import LEAVE, LookAgain, export_edition, take_file
from products.exchange.formats import FORMATS, read_file
from products.exchange.merging import ASKED
from products.forms.exchanging import ReturnForm, TakeForm
from products.importing.reading import refuse_size
from products.models import Edition, ImportDraft
from products.queries.content import is_editable, source_of
from products.queries.exchange_preview import shown
from products.queries.exchanging import merged_with

from .finding import edition_of, may_write


@require(Permission.PRODUCT_VIEW)
def files(request, code, language):
    """The files that go out, and the door for one that came back."""
    found = _translation(request, code, language)
    form = ReturnForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        _refuse_reader(found, request.user)
        if form.is_valid() and (draft := _kept(request, found, form)):
            return redirect("products:exchange_preview", code, language, draft.pk)
    source = source_of(found)
    context = {
        "edition": found,
        "product": found.product,
        "source": source,
        "formats": FORMATS if source.approved_id else {},
        "form": form if may_write(found, request.user) and is_editable(found) else None,
        "in_review": not is_editable(found),
    }
    return render(request, "products/exchange.html", context, status=422 if form.errors else 200)


@require(Permission.PRODUCT_VIEW)
@require_safe
@never_cache
def download(request, code, language, form):
    """One file as it goes out now; the log notes that it did."""
    if form not in FORMATS:
        raise Http404
    found = _translation(request, code, language)
    try:
        made = export_edition(edition=found, form=form, by=request.user)
    except (RuleBroken, Unreadable) as error:
        messages.error(request, str(error))
        return redirect("products:exchange", code, language)
    return HttpResponse(made.data, content_type=made.media_type, headers={"Content-Disposition": f'attachment; filename="{made.name}"'})


@require(Permission.PRODUCT_VIEW)
@never_cache
def preview(request, code, language, pk):
    """What each line of a file would do; saying yes takes what is new, and of the doubtful lines those that were chosen."""
    found = _translation(request, code, language)
    draft = get_object_or_404(ImportDraft, pk=pk, by=request.user, edition=found)
    try:
        sent = read_file(bytes(draft.data))
        merged = merged_with(found, sent)
    except (RuleBroken, Unreadable) as error:
        messages.error(request, str(error))
        return redirect("products:exchange", code, language)
    form = TakeForm(request.POST or None, old_fonts=bool(merged.in_old_fonts), initial={"seen": merged.fingerprint})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            taken = take_file(
                edition=found, sent=sent, by=request.user, seen=said["seen"], chosen=_chosen(request, merged),
                letters=said.get("letters", LEAVE), note=said["note"],
            )  # fmt: skip
        except LookAgain as error:
            if not ImportDraft.objects.filter(pk=draft.pk).exists():  # the button was pressed twice, and the first time did it
                return redirect(found)
            messages.warning(request, str(error))
            return redirect("products:exchange_preview", code, language, draft.pk)
        except RuleBroken as error:
            messages.error(request, str(error))
            return redirect("products:exchange", code, language)
        _tell(request, taken)
        if taken.waiting:
            return redirect("products:exchange_preview", code, language, draft.pk)
        draft.delete()
        return redirect(found)
    context = {
        "edition": found,
        "product": found.product,
        "source": source_of(found),
        "draft": draft,
        "form": form,
        "shown": shown(merged, sent),
    }
    return render(request, "products/exchange_preview.html", context, status=422 if form.errors else 200)


@require(Permission.PRODUCT_VIEW)
@require_POST
def forget(request, code, language, pk):
    found = _translation(request, code, language)
    get_object_or_404(ImportDraft, pk=pk, by=request.user, edition=found).delete()
    messages.success(request, _("Forgotten: nothing of the file was taken."))
    return redirect("products:exchange", code, language)


def _translation(request, code: str, language: str) -> Edition:
    """The edition; the source itself has no such pages."""
    found = edition_of(request, code, language)
    if found.is_source:
        raise Http404
    return found


def _refuse_reader(edition: Edition, user) -> None:
    if not may_write(edition, user):
        raise PermissionDenied


def _kept(request, edition: Edition, form: ReturnForm) -> ImportDraft | None:
    """The file for a day, where it can be read and is of this edition; otherwise the form says why not, and nothing is kept."""
    file = form.cleaned_data["file"]
    try:
        refuse_size(file.size)
        data = file.read()
        merged_with(edition, read_file(data))
    except (RuleBroken, Unreadable) as error:
        form.add_error("file", str(error))
        return None
    return ImportDraft.objects.create(by=request.user, edition=edition, filename=file.name[-200:], data=data)


def _chosen(request, merged) -> set[str]:
    """The keys whose boxes were ticked, and those of the sections that were ticked as a whole."""
    whole = request.POST.getlist("all")
    return set(request.POST.getlist("take")) | {answer.here.key for outcome in ASKED if outcome in whole for answer in merged.of(outcome)}


def _tell(request, taken) -> None:
    if taken.remarks:
        messages.success(
            request, ngettext("%d remark is kept as a comment.", "%d remarks are kept as comments.", taken.remarks) % taken.remarks
        )
    if taken.saved:
        messages.success(
            request, ngettext("%d segment was taken from the file.", "%d segments were taken from the file.", taken.saved) % taken.saved
        )
    elif not taken.remarks:
        messages.info(request, _("Nothing was taken: everything here stays as it was."))
    if taken.waiting:
        messages.warning(
            request,
            ngettext("%d more waits below: take it as well.", "%d more wait below: take them as well.", taken.waiting) % taken.waiting,
        )
    elif taken.saved and taken.left:
        messages.warning(
            request, ngettext("%d line was left out, as you chose.", "%d lines were left out, as you chose.", taken.left) % taken.left
        )
