"""Depositing a PDF, sound or clip as an edition by itself, with the times of its sentences."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.media import gate
from kontum_ttdn.media.models import Kind
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions.captioning import drop_captions, keep_captions
from products.actions.depositing import deposit_file
from products.actions.keeping import check_work
from products.captions import MAX_BYTES, read_captions
from products.forms.depositing import DepositForm
from products.queries.captions import deposited_segment, tracks_of

from .finding import edition_of

TAKEN = (Kind.DOCUMENT, Kind.SOUND, Kind.CLIP)


@require(Permission.PRODUCT_VIEW)
def deposit(request, code, language):
    """The form, and the file through the gate; what is refused leaves nothing behind.

    A file that passed stays where its sentences are refused: it may have come over a weak link, and need not be sent again.
    """
    found = edition_of(request, code, language)
    kept = deposited_segment(found)
    form = _form(found, kept, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_work(edition=found, by=request.user)  # before the file is kept
            _deposit(form.cleaned_data, found, kept, request.user)
        except (RuleBroken, gate.Refused) as error:
            form.add_error("file", str(error))
        else:
            if _captioned(form, found, request.user):
                messages.success(request, _("Deposited. Hand it in for review when it is complete."))
                return redirect(found)
            messages.warning(request, _("The file is deposited. Only its sentences could not be taken: see below."))
    return render(request, "products/deposit.html", {"form": form, "edition": found, "product": found.product})


def _form(found, kept, *sent) -> DepositForm:
    return DepositForm(*sent, edition=found, kept=kept, has_captions=bool(kept and tracks_of(found, [kept])))


def _deposit(said: dict, found, kept, user) -> None:
    if said["file"]:
        file = gate.receive(said["file"], by=user, unit=found.product.unit, allow=TAKEN)
    elif kept.text != said["transcript"]:
        file = kept.file
    else:
        return
    deposit_file(edition=found, file=file, transcript=said["transcript"], by=user)


def _captioned(form: DepositForm, found, user) -> bool:
    """Whether what was said of the sentences is done; else the form says why not."""
    said = form.cleaned_data
    try:
        if said["captions"]:
            language = said.get("captions_language") or "vi"
            cues = read_captions(said["captions"].read(MAX_BYTES + 1))
            keep_captions(edition=found, language=language, cues=cues, source_name=said["captions"].name, by=user)
        elif said.get("without_captions"):
            drop_captions(edition=found, by=user)
    except (Unreadable, RuleBroken) as error:
        form.say_kept()
        form.add_error("captions", str(error))
        return False
    return True
