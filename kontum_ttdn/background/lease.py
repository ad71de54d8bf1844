"""A worker's hold on a row: taken, renewed and given up by single conditional UPDATEs, never inside a long transaction.

The number of the fence goes up with each claim. Whatever a worker writes asks for its own number, so one that slept through its lease
(a stopped machine, a paused process) finds nothing to write to.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Job, State

ATTEMPTS = 3


def length() -> timedelta:
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


class LeaseLost(Exception):
    """Another worker has taken this job over, or a person cancelled it: stop, and write nothing."""


def take(job_id: int) -> Job | None:
    """Claim a row that waits, or whose worker was lost. None where there is nothing to do (a second bell, for one)."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None or job.attempts >= ATTEMPTS or not (job.state == State.WAITING or _has_ended(job)):
        return None
    return job if claim(job) else None


def claim(job: Job) -> bool:
    """Take the row as it was read; False if it has changed since, for then somebody else was faster."""
    same = Job.objects.filter(pk=job.pk, state=job.state, fence=job.fence, lease_until=job.lease_until)
    job.state, job.fence, job.attempts = State.RUNNING, job.fence + 1, job.attempts + 1
    job.lease_until, job.done, job.total = timezone.now() + length(), 0, 0
    fields = ("state", "fence", "attempts", "lease_until", "done", "total")
    return bool(same.update(**{field: getattr(job, field) for field in fields}))


def renew(job: Job, **fields) -> bool:
    """Hold the row for another lease and note `fields`; False if it is no longer ours."""
    return bool(_ours(job).update(lease_until=timezone.now() + length(), **fields))


def release(job: Job) -> bool:
    """Give the row back for another attempt."""
    return bool(_ours(job).update(state=State.WAITING, lease_until=None))


def end(job: Job, state: State, *, error: str = "", result: dict | None = None) -> bool:
    """Close the row for good; False if it is no longer ours."""
    return bool(_ours(job).update(state=state, lease_until=None, ended_at=timezone.now(), error=error, result=result or {}))


def _ours(job: Job):
    return Job.objects.filter(pk=job.pk, fence=job.fence, state=State.RUNNING)


def _has_ended(job: Job) -> bool:
    return job.state == State.RUNNING and job.lease_until < timezone.now()
