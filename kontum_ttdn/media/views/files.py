"""Files over the wire: to everybody what is public, to staff what they may see; never an original."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public as anybody
from kontum_ttdn.access.decorators import require
from kontum_ttdn.access.permissions import Permission

from .. import registry, serving
from ..models import Derivative, Purpose, StoredFile
from ..refusal import Refused
from ..renditions import rendition


@anybody
@require_safe
def public(request, sha256, extension):
    """A derived file that something published uses. Asked each time: what was withdrawn answers 404 like what never was."""
    found = Derivative.objects.filter(sha256=sha256).first()
    if found is None or found.extension != extension or not registry.is_public(sha256):
        raise Http404
    answer = serving.respond(request, found, keep=serving.ASKED_EACH_TIME)
    registry.tell_handed_out(request, found, answer)
    return answer


@require(Permission.PICTURE_VIEW)
@require_safe
def internal(request, file_id, purpose):
    """A derived file of what the staff of its unit work with; made now where it is missing."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.user), pk=file_id)
    if purpose not in Purpose.values or not registry.is_for_staff(file.pk):
        raise Http404
    try:
        found = rendition(file, purpose)
    except Refused as refusal:
        raise Http404 from refusal
    return serving.respond(request, found, keep=serving.FOR_ONE_PERSON)
