"""What is counted waits in the memory of its process and is written in the background: no reader's page waits for it or fails with it.

A process that is killed loses what it counted in its last EVERY seconds; one that is asked to end writes it first.
"""

import atexit
import logging
import os
import threading
from collections import Counter
from contextlib import suppress

from django.db import connections

from .actions.counting import Counted, keep

log = logging.getLogger(__name__)

EVERY = 10  # seconds between two writings, at most
ENOUGH = 1_000  # different counters: then it is written at once
MOST = 20_000  # different counters while the database is away; beyond them only those known already go on counting


class Tally:
    """The numbers of one process that are not written yet."""

    def __init__(self):
        self._counts: Counter[Counted] = Counter()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def note(self, what: Counted) -> None:
        """Count one more; takes some microseconds, and never an exception to whoever reads."""
        with self._lock:
            fresh = what not in self._counts
            if fresh and len(self._counts) >= MOST:
                return
            self._counts[what] += 1
            self._wind(0 if fresh and len(self._counts) == ENOUGH else EVERY)

    def write(self) -> int:
        """Write what there is, in the thread that calls; returns how many counters that were. What cannot be written now waits on."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._timer = None
        if not counts:
            return 0
        try:
            keep(counts)
        except Exception as error:  # whatever the database raises: the next time tries again
            log.warning("Counts of readings could not be written and wait: %s", type(error).__name__)
            with self._lock:
                self._counts.update(counts)
            return 0
        return len(counts)

    def forget(self) -> None:
        """Begin anew: in a forked child, whose parent writes its own numbers."""
        self.__init__()

    def _wind(self, seconds: float) -> None:
        if self._timer and seconds:
            return
        timer = threading.Timer(seconds, self._write_beside)
        timer.daemon = True
        with suppress(RuntimeError):  # no thread can be started while the process ends: what is left is written then
            timer.start()
            self._timer = timer

    def _write_beside(self) -> None:
        try:
            self.write()
        finally:
            connections.close_all()  # those of this thread, which ends
        if self._counts:
            with self._lock:
                self._wind(EVERY)


TALLY = Tally()
os.register_at_fork(after_in_child=TALLY.forget)


def write_rest() -> None:
    """Before the process ends: the numbers since the last writing."""
    if TALLY.write():
        connections.close_all()


atexit.register(write_rest)
