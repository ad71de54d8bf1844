"""Does the log stand as it was sealed?"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import anchor
from .models import Chain, Entry
from .sealing import seal_of

AT_A_TIME = 1000  # rows in memory


@dataclass(frozen=True)
class Verdict:
    """How many rows are sealed, how many wait for their seal, and the first fault in words (empty: none)."""

    sealed: int
    waiting: int
    fault: str


class _Fault(Exception):
    pass


class _Walk:
    """Goes through the rows in the order of ids, as they were sealed."""

    def __init__(self):
        self.chain = Chain.objects.first()  # before the rows: what is sealed meanwhile may only be more
        self.anchored = list(anchor.noted())
        self.seals = {position: seal for _path, position, seal in reversed(self.anchored)}  # what was noted first holds
        self.position, self.seal, self.unsealed, self.waiting = 0, "", None, 0

    def through(self, entries: Iterator[Entry]) -> None:
        for entry in entries:
            if entry.position is None or not entry.seal:
                self.unsealed = self.unsealed or entry
                self.waiting += 1
            else:
                self._check(entry)
        self._check_end()

    def _check(self, entry: Entry) -> None:
        if self.unsealed:
            raise _Fault(
                _("Record %(id)s was put in, or its seal removed, after later records had been sealed.") % {"id": self.unsealed.pk}
            )
        if entry.position > self.position + 1:
            raise _Fault(
                _("Before record %(id)s, %(count)s records are missing.") % {"id": entry.pk, "count": entry.position - self.position - 1}
            )
        if not hmac.compare_digest(entry.seal, seal_of(entry, self.seal)):
            raise _Fault(_("Record %(id)s (%(label)s) is not as it was sealed.") % {"id": entry.pk, "label": entry})
        if self.seals.get(entry.position, entry.seal) != entry.seal:
            raise _Fault(
                _("Record %(id)s (%(label)s) does not agree with the anchor: it was sealed anew.") % {"id": entry.pk, "label": entry}
            )
        self.position, self.seal = entry.position, entry.seal

    def _check_end(self) -> None:
        known = {_("the database"): self.chain.position} if self.chain else {}
        for path, position, _seal in self.anchored:
            known[str(path)] = max(position, known.get(str(path), 0))
        for where, position in known.items():
            if position > self.position:
                raise _Fault(_("The last %(count)s records are missing after record number %(position)s: %(where)s knows of them.")
                             % {"count": position - self.position, "position": self.position, "where": where})  # fmt: skip
        if self.position and not (self.chain and self.chain.position):
            raise _Fault(_("The note of where the sealed part ends is missing in the database."))
        if self.position and not self.anchored:
            raise _Fault(_("No anchor is found here, so a tail that was cut off would not be seen. Run this where the sweeper runs."))


def verify() -> Verdict:
    """Walk the whole log; says the first fault it meets."""
    walk = _Walk()
    fault = ""
    try:
        walk.through(Entry.objects.order_by("pk").iterator(AT_A_TIME))
    except _Fault as found:
        fault = str(found)
    return Verdict(walk.position, walk.waiting, fault)
