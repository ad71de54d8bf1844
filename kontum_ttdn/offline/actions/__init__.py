"""Taking in what phones send, and letting phones in and out."""

from .devices import enrol, invite, revoke
from .files import receive_file
from .receiving import Sender, ingest

__all__ = ["Sender", "enrol", "ingest", "invite", "receive_file", "revoke"]
