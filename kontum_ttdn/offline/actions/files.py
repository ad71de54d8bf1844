"""Files of a message, each by itself: what was announced, what came besides, what came twice. Whatever came is told with its hashes."""

from hashlib import file_digest
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.media.gate import Refused, receive
from kontum_ttdn.media.models import Kind, StoredFile
from kontum_ttdn.media.names import tidy

from ..models import Attachment, AttachmentState, Envelope
from ..receipt import Receipt, receipt_of

ALLOWED = (Kind.PICTURE, Kind.SOUND)
MOST_KEPT = 200  # files of one message, announced or not


def receive_file(*, envelope: Envelope, name: str, content: BinaryIO, size: int, by=None) -> Receipt:
    """Take a file in through the one gate, which cuts position tags, and answer with the receipt of its message.

    A file that the gate refuses is told as refused, with the reason: the phone need not send it for ever. Raises OSError where the disk
    is full: then nothing was promised. Never call this inside a transaction.
    """
    digest, name = file_digest(content, "sha256").hexdigest(), tidy(name) or _("nameless")
    came = envelope.attachments.exclude(received_sha256="")
    if came.filter(name=name, received_sha256=digest).exists():
        return receipt_of(envelope, asker=envelope.device)
    content.seek(0)
    file, reason = _through_the_gate(UploadedFile(content, name, size=size), envelope, came.count(), by)
    with transaction.atomic():
        is_new = _note(envelope, name, digest, file, reason)
    return receipt_of(envelope, asker=envelope.device, is_new=is_new)


def _through_the_gate(upload: UploadedFile, envelope: Envelope, came: int, by) -> tuple[StoredFile | None, str]:
    if came >= MOST_KEPT:
        return None, _("More than %(most)d files came with one message.") % {"most": MOST_KEPT}
    try:
        return receive(upload, by=by, unit=envelope.unit, allow=ALLOWED), ""
    except Refused as refusal:
        return None, str(refusal)[:300]


def _note(envelope: Envelope, name: str, digest: str, file: StoredFile | None, reason: str) -> bool:
    """Into the row that waited for this very file, else into a row of its own; False where it came again while the gate looked at it."""
    Envelope.objects.select_for_update().get(pk=envelope.pk)  # the files of a message are noted one after the other
    if envelope.attachments.filter(name=name, received_sha256=digest).exists():
        return False
    announced = envelope.attachments.filter(state=AttachmentState.MISSING, name=name, expected_sha256__in=[digest, ""])
    row = announced.first() or Attachment(envelope=envelope, name=name)
    row.received_sha256, row.file, row.reason = digest, file, reason
    row.state = _state(row, envelope)
    row.save()
    return True


def _state(row: Attachment, envelope: Envelope) -> str:
    if row.file is None:
        return AttachmentState.REFUSED
    if envelope.attachments.filter(received_sha256=row.received_sha256).exclude(pk=row.pk).exists():
        return AttachmentState.REPEATED
    return AttachmentState.HERE if row.pk else AttachmentState.UNEXPECTED
