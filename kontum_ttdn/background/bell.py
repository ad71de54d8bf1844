"""The bell: one short message to the broker, "look at row so-and-so".

Measured with Redis behind REDIS_URL: a refused connection costs 2 ms, the first one 570 ms (imports), and a broker that accepts and never
answers 5 s a message, whatever the retry settings. So a request hands its bell to a thread of its own process and never waits.
"""

import atexit
import logging
import os
import queue
import threading

log = logging.getLogger(__name__)

KEPT = 1000  # bells; what does not fit is rung by the sweeper
PATIENCE = 3.0  # seconds that a command which ends grants its last bells


def send(kind: str, job_id: int, priority: int) -> None:
    """Give the broker the message, now, in this thread. Raises whatever the transport raises."""
    from kontum_ttdn.celery import app

    app.send_task(kind, kwargs={"job_id": job_id}, retry=False, priority=priority)


class Bell:
    """Rings in a thread of its own, begun at the first ring. After a failure what is queued is dropped: the sweeper rings it."""

    def __init__(self):
        self.waiting: queue.Queue = queue.Queue(KEPT)
        self.begun = threading.Lock()
        self.thread: threading.Thread | None = None

    def ring(self, kind: str, job_id: int, priority: int) -> None:
        with self.begun:
            if self.thread is None:
                self.thread = threading.Thread(target=self._work, name="bell", daemon=True)
                self.thread.start()
        try:
            self.waiting.put_nowait((kind, job_id, priority))
        except queue.Full:
            log.warning("Too many bells wait for the broker; the sweeper will ring for job %s.", job_id)

    def settle(self, seconds: float = PATIENCE) -> bool:
        """Wait until every bell was rung or dropped; False if that took longer than `seconds`."""
        with self.waiting.all_tasks_done:
            return self.waiting.all_tasks_done.wait_for(lambda: not self.waiting.unfinished_tasks, seconds)

    def _work(self) -> None:
        while True:
            kind, job_id, priority = self.waiting.get()
            try:
                send(kind, job_id, priority)
            except Exception as error:  # whatever the transport raises: the row stays, the sweeper comes
                log.warning("The broker did not take the bell for job %s: %s", job_id, error)
                self._drop()
            finally:
                self.waiting.task_done()

    def _drop(self) -> None:
        while True:
            try:
                self.waiting.get_nowait()
            except queue.Empty:
                return
            self.waiting.task_done()


_bell = Bell()


def ring(kind: str, job_id: int, priority: int) -> None:
    """Ring soon, without waiting and without failing."""
    _bell.ring(kind, job_id, priority)


def settle(seconds: float = PATIENCE) -> bool:
    return _bell.settle(seconds)


def _begin_again() -> None:
    """A forked process has no thread of its parent's, and must not share its socket."""
    global _bell
    _bell = Bell()


os.register_at_fork(after_in_child=_begin_again)
atexit.register(settle)
