"""Doing the work: what a task is, and how one row is worked off. Never inside a transaction."""

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import Error, InterfaceError, OperationalError
from django.utils import translation
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from . import lease
from .lease import LeaseLost
from .models import Job, State
from .progress import Heartbeat, Progress

log = logging.getLogger(__name__)

GRACE = 30  # seconds between asking a task to stop and ending its process


class JobFailed(Exception):
    """The work cannot be done; the sentence says why and what to do, and is shown to the person who asked. Give it a lazy translation."""


@dataclass(frozen=True)
class Work:
    """A kind of job: its name, what does it, for how many seconds at most, and what people call it."""

    kind: str
    do: Callable[..., dict | None]
    time_limit: int
    title: str


REGISTRY: dict[str, Work] = {}


def job(kind: str, *, time_limit: int = 300, title: str = ""):
    """Make `f(progress, **arguments)` the work of `kind` and register the Celery task of that name.

    What it returns is kept as the job's result (JSON; a page may offer `url`). It may run twice: see `Progress.finishing`.
    """

    def decorate(do):
        REGISTRY[kind] = Work(kind, do, time_limit, title or kind)
        shared_task(name=kind, soft_time_limit=time_limit, time_limit=time_limit + GRACE)(run)
        return do

    return decorate


def load() -> dict[str, Work]:
    """Every kind of job of the house: imports each app's tasks.py."""
    autodiscover_modules("tasks")
    return REGISTRY


def run(job_id: int) -> None:
    """Work one row off, if it waits or its worker was lost; otherwise do nothing."""
    held = lease.take(job_id)
    if held is None:
        return
    work = REGISTRY.get(held.kind)
    if work is None:
        _fail(held, _("This kind of work no longer exists. Please ask for it anew."))
        return
    with Heartbeat(held, work.time_limit + GRACE):
        _work_off(held, work)


def run_waiting() -> int:
    """Work off all that waits, here and now, most urgent first; returns how many rows were looked at. For tests and for operators."""
    load()
    seen: set[int] = set()
    while (job_id := _next(seen)) is not None:
        seen.add(job_id)
        run(job_id)
    return len(seen)


def _next(seen: set[int]) -> int | None:
    return Job.objects.filter(state=State.WAITING).exclude(pk__in=seen).order_by("priority", "pk").values_list("pk", flat=True).first()


def _work_off(held: Job, work: Work) -> None:
    try:
        result = work.do(Progress(held), **held.arguments)
        json.dumps(result)  # what JSON cannot say is refused before any statement
        lease.end(held, State.DONE, result=result)
    except LeaseLost:
        log.info("Job %s is no longer ours; its work was left.", held.pk)
    except JobFailed as refusal:
        _fail(held, refusal)
    except SoftTimeLimitExceeded:
        log.error("Job %s (%s) took longer than %s s.", held.pk, held.kind, work.time_limit)
        _fail(held, _too_long(work.time_limit))
    except (OperationalError, InterfaceError):  # the database was away: not the work's fault, so try again
        log.exception("Job %s (%s) lost the database.", held.pk, held.kind)
        _give_back(held)
    except Exception:
        log.exception("Job %s (%s) failed.", held.pk, held.kind)
        _fail(held, _("Something went wrong in the work itself. It has been noted for the operator; please try again later."))


def _give_back(held: Job) -> None:
    with suppress(Error):  # still away: the lease ends by itself
        if held.attempts >= lease.ATTEMPTS:
            _fail(held, _("The database could not be reached. Please try again later."))
        else:
            lease.release(held)


def _fail(held: Job, sentence) -> None:
    with translation.override(held.language):
        words = str(sentence)
    lease.end(held, State.FAILED, error=words)


def _too_long(seconds: int):
    minutes = max(1, round(seconds / 60))
    return ngettext_lazy(
        "The work took longer than %(minutes)d minute and was stopped.",
        "The work took longer than %(minutes)d minutes and was stopped.",
        minutes,
    ) % {"minutes": minutes}
