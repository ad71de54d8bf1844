"""Workers on Redis: what a second one brings, and what is left of 400 sheets when workers are killed 20 times (kill -9, children and all).

Not among those that run when none is named: `make bench ARGS=workers`. HANDBOOKS, SHEETS and KILLS make it shorter.
"""

import hashlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pikepdf

from . import report

HANDBOOKS, SHEETS, KILLS = (int(os.environ.get(name, most)) for name, most in (("HANDBOOKS", 36), ("SHEETS", 400), ("KILLS", 20)))
WORKER = ("-m", "celery", "-A", "kontum_ttdn", "worker", "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "error",
          "--include", "tests.benchmarks._tasks", "--concurrency", "1")  # fmt: skip
AGAIN = "import django; django.setup(); from tests.benchmarks import workers; workers.measured()"
LEASE = 3  # seconds after which the work of a dead worker is taken up
MOST = 3600  # seconds that a measurement may take


def main() -> None:
    """Once more with a Redis of its own: settings read its address at the start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    redis = subprocess.Popen(["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], **quiet)
    try:
        time.sleep(1)
        ways = {"REDIS_URL": f"redis://127.0.0.1:{port}/0", "JOB_LEASE_SECONDS": str(LEASE)}
        subprocess.run([sys.executable, "-c", AGAIN], check=True, env={**os.environ, **ways})
    finally:
        redis.terminate()
        redis.wait()


def measured() -> None:
    one, two = handbooks(1, 0), handbooks(2, HANDBOOKS)
    report(f"{HANDBOOKS} handbooks on Redis: one worker / two", figure=one, floor=two, bar=1.8, at_least=True)
    killed(2 * HANDBOOKS)


def handbooks(count: int, first: int) -> float:
    """Seconds from the first order to the last file, with so many warm workers."""
    with workers(count):
        order("benchmarks.handbook", range(first + 100_000, first + 100_000 + count))
        until_all_done()
        before = time.perf_counter()
        order("benchmarks.handbook", range(first, first + HANDBOOKS))
        until_all_done()
        return time.perf_counter() - before


def killed(first: int) -> None:
    """None lost, none double, none half."""
    from kontum_ttdn.background.models import Job
    from kontum_ttdn.printing.models import PrintedFile

    before = set(PrintedFile.objects.values_list("pk", flat=True))
    jobs = order("benchmarks.leaflet", range(first, first + SHEETS))
    random.seed(0)
    with workers(2) as running:
        for at in range(1, KILLS + 1):
            until(lambda at=at: done(jobs) >= at * SHEETS // (KILLS + 2))
            victim = random.randrange(2)
            os.killpg(running[victim].pid, signal.SIGKILL)
            running[victim].wait()
            running[victim] = start(*WORKER)
        until_all_done()
    files = PrintedFile.objects.exclude(pk__in=before)
    whole = sum(is_whole(printed) for printed in files)
    attempts = sum(Job.objects.filter(pk__in=jobs).values_list("attempts", flat=True))
    report(f"{SHEETS} sheets, {KILLS} workers killed: done / ordered", figure=done(jobs), floor=SHEETS, bar=1, unit="", at_least=True)
    report(f"{SHEETS} sheets, {KILLS} workers killed: files / ordered", figure=len(files), floor=SHEETS, bar=1, unit="")
    report(f"{SHEETS} sheets, {KILLS} workers killed: whole files / ordered", figure=whole, floor=SHEETS, bar=1, unit="", at_least=True)
    report(f"{SHEETS} sheets, {KILLS} workers killed: attempts / sheets and kills", figure=attempts, floor=SHEETS + KILLS, bar=1, unit="")


def is_whole(printed) -> bool:
    with printed.file.open("rb") as stored:
        data = stored.read()
        stored.seek(0)
        with pikepdf.open(stored) as pdf:
            pages = len(pdf.pages)
    return (hashlib.sha256(data).hexdigest(), pages) == (printed.sha256, printed.pages)


@contextmanager
def workers(count: int):
    """So many workers of one process each, and a sweeper; ended by their ids."""
    running = [start(*WORKER) for _worker in range(count)]
    sweeper = start("manage.py", "sweeper")
    try:
        yield running
    finally:
        for process in [*running, sweeper]:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def start(*words: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def order(kind: str, numbers) -> list[int]:
    from kontum_ttdn.background.queue import enqueue

    return [enqueue(kind, number=number).pk for number in numbers]


def done(jobs: list[int]) -> int:
    from kontum_ttdn.background.models import Job, State

    return Job.objects.filter(pk__in=jobs, state=State.DONE).count()


def until_all_done() -> None:
    from kontum_ttdn.background.models import Job, State

    until(lambda: not Job.objects.exclude(state__in=(State.DONE, State.FAILED)).exists())


def until(holds) -> None:
    end = time.monotonic() + MOST
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {MOST} s")
        time.sleep(0.2)
