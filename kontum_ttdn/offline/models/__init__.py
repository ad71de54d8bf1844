"""Phones and what they sent."""

from .attachment import Attachment, AttachmentState
from .device import Device
from .envelope import Envelope, EnvelopeState, Flag

__all__ = ["Attachment", "AttachmentState", "Device", "Envelope", "EnvelopeState", "Flag"]
