"""What a task holds in its hand: how far it is, for whom it works, and a door for its writes that closes when its lease is lost."""

import logging
import threading
import time
from contextlib import contextmanager

from django.db import Error, connections, transaction

from . import lease
from .lease import LeaseLost
from .models import Job, State

log = logging.getLogger(__name__)

SELDOM = 0.5  # seconds between two notes of progress: each is a commit


class Progress:
    """Call it with (done, total) as the work goes on; it raises LeaseLost when the job is no longer this worker's."""

    def __init__(self, job: Job):
        self.job = job
        self.noted = 0.0

    @property
    def asked_by(self):
        """The person who asked, with whose rights the work is done; None where the house itself asked."""
        return self.job.asked_by

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - self.noted < SELDOM:
            return
        self.noted = now
        self._hold(done=done, total=total)

    @contextmanager
    def writing(self):
        """A short transaction for what the work leaves behind; it begins by making sure that the job is still ours, and holds the row."""
        with transaction.atomic():
            self._hold()
            yield

    @contextmanager
    def finishing(self, result: dict | None = None):
        """As `writing`, and the job is done in the same commit: what is written here is written exactly once."""
        with self.writing():
            yield
            lease.end(self.job, State.DONE, result=result)

    def _hold(self, **fields) -> None:
        if not lease.renew(self.job, **fields):
            raise LeaseLost(f"job {self.job.pk}")


class Heartbeat(threading.Thread):
    """Renews the lease beside the work, on a connection of its own; falls silent after `limit` seconds, so that work that hangs is lost."""

    def __init__(self, job: Job, limit: float):
        super().__init__(name=f"heartbeat {job.pk}", daemon=True)
        self.job, self.until = job, time.monotonic() + limit
        self.over = threading.Event()

    def __enter__(self) -> "Heartbeat":
        self.start()
        return self

    def __exit__(self, *_raised) -> None:
        self.over.set()
        self.join(5)

    def run(self) -> None:
        try:
            while not self.over.wait(lease.length().total_seconds() / 4) and time.monotonic() < self.until and self._beat():
                pass
        finally:
            connections.close_all()

    def _beat(self) -> bool:
        try:
            return lease.renew(self.job)
        except Error:  # a busy moment, or the server was started anew; the lease is four beats long
            log.warning("The lease of job %s could not be renewed.", self.job.pk, exc_info=True)
            connections.close_all()
            return True
