"""Ask for background work by name. The row is written in the caller's transaction; the bell rings after commit."""

import hashlib
import json
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from . import bell
from .models import OPEN, Job

RACES = 5  # two who ask at once: one writes, the other finds; that it ended between is rarer still


def enqueue(kind: str, *, key: str = "", by=None, priority: int = 5, **arguments) -> Job:
    """Ask for the job `kind` with these ids. The same (kind, key) that still waits or runs is answered with its own row.

    `key` names the work itself and is made of the arguments where it is not said: put in it all that makes two works two (the revision,
    the variant), for what runs already is not begun again. `priority` 0 comes first, 9 last. Never waits for, nor fails with, the broker.
    """
    key = key or key_of(arguments)
    for _race in range(RACES):
        if standing := join(kind, key, by=by):
            return standing
        try:
            with transaction.atomic():  # a savepoint inside the caller's transaction
                job = Job.objects.create(kind=kind, key=key, arguments=arguments, asked_by=by, priority=priority, language=language())
        except IntegrityError:
            continue
        transaction.on_commit(partial(ring, job), robust=True)
        return job
    raise RuntimeError(f"The job {kind} {key} came and went {RACES} times while it was asked for.")


def ring(job: Job) -> None:
    """Tell a worker to look at the row, soon. Where the broker is down the row waits for the sweeper."""
    bell.ring(job.kind, job.pk, job.priority)


def key_of(arguments: dict) -> str:
    """The arguments in one order; long ones by their SHA-256."""
    text = json.dumps(arguments, sort_keys=True)
    return text if len(text) <= 200 else hashlib.sha256(text.encode()).hexdigest()


def join(kind: str, key: str, *, by=None) -> Job | None:
    """The row of this work that waits or runs, which `by` has now asked for too; None where there is none."""
    job = Job.objects.filter(kind=kind, key=key, state__in=OPEN).first()
    if job and by and by.pk != job.asked_by_id:
        job.also_asked_by.add(by)
    return job


def language() -> str:
    """The language in which the one who asks now reads."""
    return get_language() or settings.LANGUAGE_CODE
