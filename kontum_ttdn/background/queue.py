"""Ask for background work by name. The row is written in the caller's transaction; the bell rings after commit."""

import json
import logging

from django.db import transaction

from .models import Job, State

log = logging.getLogger(__name__)


def enqueue(kind: str, *, key: str = "", by=None, priority: int = 5, **arguments) -> Job:
    """Ask for the job `kind` with these ids. The same (kind, key) that still waits or runs is answered with its own row.

    `key` names the work itself and is made of the arguments where it is not said. Never waits for, nor fails with, the broker.
    """
    key = key or json.dumps(arguments, sort_keys=True)[:200]
    job, created = Job.objects.get_or_create(
        kind=kind, key=key, state__in=[State.WAITING, State.RUNNING],
        defaults={"state": State.WAITING, "arguments": arguments, "asked_by": by, "priority": priority},
    )
    if created:
        transaction.on_commit(lambda: ring(job), robust=True)
    return job


def ring(job: Job) -> None:
    """Tell a worker to look at the row; a broker that is down is only noted, for the sweeper rings again."""
    from kontum_ttdn.celery import app

    try:
        app.send_task(job.kind, kwargs={"job_id": job.pk}, retry=False, priority=job.priority)
    except Exception:  # whatever the transport raises: the row stays, the sweeper comes
        log.warning("The broker did not take the bell for job %s.", job.pk, exc_info=True)
