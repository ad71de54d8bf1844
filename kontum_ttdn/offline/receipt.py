"""What the sender is told: the number under which it is kept, and the hashes by which the phone knows what it may forget."""

from dataclasses import dataclass

from .models import Attachment, AttachmentState, Envelope, EnvelopeState


@dataclass(frozen=True)
class Receipt:
    """Made from the rows alone, so that a message sent again is told the same. `is_new`: kept just now."""

    envelope: Envelope
    files: tuple[Attachment, ...]
    is_new: bool = False

    @property
    def is_revoked(self) -> bool:
        """Whether the phone was revoked: it sends what waits, then forgets."""
        device = self.envelope.device
        return device is not None and device.revoked_at is not None

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


def receipt_of(envelope: Envelope, *, is_new: bool = False) -> Receipt:
    return Receipt(envelope, tuple(envelope.attachments.select_related("file")), is_new)
