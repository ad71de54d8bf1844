"""What the sender is told: the number under which it is kept, and the hashes by which the phone knows what it may forget."""

from dataclasses import dataclass

from .models import Attachment, AttachmentState, Device, Envelope, EnvelopeState


@dataclass(frozen=True)
class Receipt:
    """Made from the rows alone, so that a message sent again is told the same. `asker`: the phone that is told; `is_new`: kept just now."""

    envelope: Envelope
    files: tuple[Attachment, ...]
    asker: Device | None
    is_new: bool = False

    @property
    def is_revoked(self) -> bool:
        """Whether the phone that is told was revoked: it sends what waits, then forgets. Another phone may have brought the message first."""
        return self.asker is not None and self.asker.revoked_at is not None

    def as_dict(self) -> dict:
        """As JSON. `sha256` names the message, `files[].received` what came and `files[].kept` what is stored: without its position tags."""
        came = [each for each in self.files if each.state != AttachmentState.MISSING]
        return {
            "number": self.envelope.number,
            "uuid": str(self.envelope.client_uuid),
            "sha256": self.envelope.sha256,
            "conflict": self.envelope.state == EnvelopeState.CONFLICT,
            "revoked": self.is_revoked,
            "files": [
                {
                    "name": each.name, "state": each.state, "received": each.received_sha256, "kept": each.file.sha256 if each.file else "",
                    "reason": each.reason,
                }
                for each in came
            ],
            "missing": [each.name for each in self.files if each.state == AttachmentState.MISSING],
        }  # fmt: skip


def receipt_of(envelope: Envelope, *, asker: Device | None, is_new: bool = False) -> Receipt:
    return Receipt(envelope, tuple(envelope.attachments.select_related("file")), asker, is_new)
