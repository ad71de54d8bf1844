"""A document comes in: uploaded, looked at, then made into a product, or forgotten."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.importing import import_product, receive_pictures
from products.forms.importing import ConfirmForm, PicturesForm, UploadForm
from products.importing.reading import read_document
from products.importing.shapes import MAX_BYTES
from products.models import BlockKind, ImportDraft

SHOWN = 200  # blocks of a preview


@require(Permission.PRODUCT_WRITE)
def upload(request):
    """Take a document for a look; one that cannot be read is refused here, with what to do, and nothing is kept."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise Unreadable(_("The file is larger than 25 MB. Split the document, or make its pictures smaller."))
            data = file.read()
            read_document(data, file.name)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            draft = ImportDraft.objects.create(by=request.user, filename=file.name[-200:], data=data)
            return redirect("products:import_preview", draft.pk)
    return render(request, "products/import.html", {"form": form}, status=422 if form.errors else 200)


@require(Permission.PRODUCT_WRITE)
def preview(request, pk):
    """What would be made of the document; saying yes makes it."""
    draft = get_object_or_404(ImportDraft, pk=pk, by=request.user, edition=None)
    imported = read_document(bytes(draft.data), draft.filename)
    form = ConfirmForm(request.POST or None, by=request.user, imported=imported)
    rights = PicturesForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and rights.is_valid():
        try:
            product = _make(imported, form, rights, request.user)
        except (RuleBroken, Refused) as error:
            messages.error(request, str(error))
        else:
            draft.delete()
            messages.success(request, _("The document has become a product. Read it through before you hand it in."))
            return redirect("products:edition", product.code, product.source_language)
    kinds = dict(BlockKind.choices)
    context = {
        "draft": draft,
        "imported": imported,
        "parts": [{"kind": kinds[part.kind], "part": part} for part in imported.blocks[:SHOWN]],
        "more": max(0, len(imported.blocks) - SHOWN),
        "form": form,
        "rights": rights if imported.pictures else None,
    }
    return render(request, "products/import_preview.html", context)


@require(Permission.PRODUCT_WRITE)
@require_POST
def forget(request, pk):
    get_object_or_404(ImportDraft, pk=pk, by=request.user, edition=None).delete()
    messages.success(request, _("Forgotten: nothing of the document was kept."))
    return redirect("products:list")


def _make(imported, form, rights, user):
    said = dict(form.cleaned_data)
    convert = imported.legacy.convert if said.pop("convert", False) else None
    answered = rights.answers() if imported.pictures else None
    pictures = receive_pictures(imported=imported, unit=said["unit"], by=user, answered=answered) if answered else []
    return import_product(imported=imported, by=user, convert=convert, pictures=pictures, **said)
