"""The media room's background work."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.background.worker import JobFailed, job

from . import actions, transcoding
from .models import StoredFile
from .refusal import Refused


@job("media.transcode", time_limit=3600, title=_("Make a recording ready for readers"))
def transcode(progress, *, file_id):
    file = StoredFile.objects.get(pk=file_id)
    length = max(1, round(file.facts.get("seconds", 0)))
    try:
        with translation.override(progress.job.language):
            made = transcoding.transcode(file, on_second=lambda second: progress(min(second, length), length))
    except Refused as refusal:
        with progress.writing():
            actions.refuse_waiting(file=file, reason=str(refusal), by=progress.asked_by)
        raise JobFailed(str(refusal)) from refusal
    with progress.writing():
        actions.accept_transcoded(file=file, made=made, by=progress.asked_by)
    return {}
