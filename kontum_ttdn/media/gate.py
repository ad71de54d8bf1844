"""The one gate for files: every byte that comes into the house comes through here, or not at all."""

import hashlib
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.background.queue import enqueue

from . import names, sniffing, storage
from .checks import Checked
from .checks.document import check_document
from .checks.layer import MOST_MEGABYTES as MOST_OF_A_LAYER
from .checks.layer import check_layer
from .checks.picture import check_picture
from .checks.recording import check_recording
from .models import FileState, Kind, StoredFile
from .refusal import Refused

__all__ = ["MOST_MEGABYTES", "Refused", "receive", "receive_bytes"]

MEGABYTE = 1_000_000
MOST_MEGABYTES = {Kind.PICTURE: 30, Kind.DOCUMENT: 60, Kind.SOUND: 200, Kind.CLIP: 500, Kind.LAYER: MOST_OF_A_LAYER}
RECORDINGS = {Kind.SOUND, Kind.CLIP}


@dataclass(frozen=True)
class Arrival:
    """What stands before the gate: a local copy, its tidied name, and the hash of what was sent."""

    path: Path
    name: str
    size: int
    sha256: str


def receive(upload: UploadedFile, *, by, unit, allow: Collection[str] = (Kind.PICTURE,)) -> StoredFile:
    """Examine an upload and keep what may be kept, for `unit`; raises Refused with a sentence for the sender.

    Nothing is stored of a file that is refused. Sound and clips answer as "waiting": they are transcoded in the background.
    The same bytes again, for the same unit, are answered with their row. Never call this inside a transaction: it may take a while.
    """
    _refuse_too_large(upload.size, allow)
    with tempfile.TemporaryDirectory(prefix="gate-") as folder:
        path, digest, size = Path(folder) / "arrived", hashlib.sha256(), 0
        with path.open("wb") as out:
            for piece in upload.chunks():
                size += len(piece)
                _refuse_too_large(size, allow)
                digest.update(piece)
                out.write(piece)
        return _pass(Arrival(path, names.tidy(upload.name), size, digest.hexdigest()), by=by, unit=unit, allow=allow)


def receive_bytes(data: bytes, *, name: str, by, unit, allow: Collection[str] = (Kind.PICTURE,)) -> StoredFile:
    """The same for bytes in hand: a picture out of a document, a file of a field report."""
    _refuse_too_large(len(data), allow)
    with tempfile.TemporaryDirectory(prefix="gate-") as folder:
        path = Path(folder) / "arrived"
        path.write_bytes(data)
        return _pass(Arrival(path, names.tidy(name), len(data), storage.sha256_of(data)), by=by, unit=unit, allow=allow)


def _pass(arrival: Arrival, *, by, unit, allow: Collection[str]) -> StoredFile:
    names.refuse_secret(arrival.name)
    if not arrival.size:
        raise Refused(_("The file is empty. Please look at it on your device and send it again."))
    checked = _examine(arrival, allow)
    kept, sha256, size = storage.put(checked.content, folder=f"received/{checked.kind}", media_type=checked.media_type)
    waits = checked.kind in RECORDINGS
    with transaction.atomic():
        stored, is_new = StoredFile.objects.get_or_create(
            sha256=sha256,
            unit=unit,
            defaults={
                "received_sha256": arrival.sha256,
                "size": size,
                "kind": checked.kind,
                "media_type": checked.media_type,
                "original_name": arrival.name,
                "facts": checked.facts,
                "storage_name": kept,
                "received_by": by,
                "state": FileState.WAITING if waits else FileState.ACCEPTED,
            },
        )
        if is_new:
            record("receive", stored, by=by, changes={"sha256": (None, sha256), "received_sha256": (None, arrival.sha256)})
        if waits and stored.state != FileState.ACCEPTED:
            StoredFile.objects.filter(pk=stored.pk).update(state=FileState.WAITING, reason="")
            enqueue("media.transcode", by=by, file_id=stored.pk)
    stored.refresh_from_db()
    return stored


def _examine(arrival: Arrival, allow: Collection[str]) -> Checked:
    with arrival.path.open("rb") as file:
        head = file.read(sniffing.HEAD)
    media_type = sniffing.media_type(head)
    target = arrival.path.with_name("kept")
    if media_type in sniffing.PICTURES and Kind.PICTURE in allow:
        _refuse_too_large(arrival.size, [Kind.PICTURE])
        return check_picture(arrival.path.read_bytes(), media_type)
    if media_type in sniffing.DOCUMENTS and Kind.DOCUMENT in allow:
        _refuse_too_large(arrival.size, [Kind.DOCUMENT])
        return check_document(arrival.path, target)
    if media_type in sniffing.LAYERS and Kind.LAYER in allow:
        _refuse_too_large(arrival.size, [Kind.LAYER])
        return check_layer(arrival.path.read_bytes())
    if media_type in sniffing.RECORDINGS and RECORDINGS & set(allow):
        checked = check_recording(arrival.path, target)
        if checked.kind in allow:
            _refuse_too_large(arrival.size, [checked.kind])
            return checked
    raise Refused(_not_taken(head, allow))


def _not_taken(head: bytes, allow: Collection[str]) -> str:
    formats = {
        Kind.PICTURE: "JPEG, PNG, WebP",
        Kind.DOCUMENT: "PDF",
        Kind.SOUND: "MP3, M4A, WAV, OGG",
        Kind.CLIP: "MP4, WebM",
        Kind.LAYER: "GeoJSON",
    }
    taken = ", ".join(formats[kind] for kind in formats if kind in allow)
    stranger = sniffing.stranger(head)
    if stranger:
        return _("This is %(what)s, whatever its name says. Here you can send: %(taken)s.") % {
            "what": sniffing.KNOWN_STRANGERS[stranger],
            "taken": taken,
        }
    return _("This file is not of a kind that can be taken, whatever its name says. Here you can send: %(taken)s.") % {"taken": taken}


def _refuse_too_large(size: int | None, allow: Collection[str]) -> None:
    most = max(MOST_MEGABYTES[Kind(kind)] for kind in allow)
    if size and size > most * MEGABYTE:
        raise Refused(_("The file has %(found)s MB; at most %(most)s MB can be taken.") % {"found": -(-size // MEGABYTE), "most": most})
