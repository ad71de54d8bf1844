"""Jobs that exist in tests only; a worker process is given them by `--include tests.background.sample_tasks`."""

import os
import time
from pathlib import Path

from kontum_ttdn.audit.actions import record
from kontum_ttdn.background.models import Job
from kontum_ttdn.background.worker import JobFailed, job


@job("tests.add", title="Adding")
def add(progress, *, a, b):
    progress(1, 1)
    return {"sum": a + b}


@job("tests.refuse")
def refuse(progress):
    raise JobFailed("The picture is larger than 40 megapixels. Please give a smaller one.")


@job("tests.break_down")
def break_down(progress):
    raise ZeroDivisionError("a secret of the machine")


@job("tests.unspeakable")
def unspeakable(progress):
    return {"file": Path("x")}


@job("tests.slow", time_limit=60)
def slow(progress, *, number, seconds):
    """Takes a while, notes each attempt in a file, and leaves one entry in the log in the same commit as its end."""
    with Path(os.environ["ATTEMPTS_FILE"]).open("a") as attempts:
        attempts.write(f"{number}\n")
    for step in range(10):
        time.sleep(seconds / 10)
        progress(step, 10)
    with progress.finishing({"number": number}):
        record("counted", progress.job, note=str(number))


@job("tests.silent")
def silent(progress, *, seconds):
    """Says nothing of its progress: the heartbeat alone keeps its lease."""
    time.sleep(seconds)
    return {"slept": seconds}


@job("tests.sleepy", time_limit=1)
def sleepy(progress):
    time.sleep(20)


@job("tests.who")
def who(progress):
    return {"asked_by": progress.asked_by.username}


@job("tests.robbed")
def robbed(progress):
    """While it works, its lease ends and another worker takes the row."""
    Job.objects.filter(pk=progress.job.pk).update(fence=progress.job.fence + 1)
    with progress.writing():
        record("stolen", progress.job)
