"""What a person may do with a job: stop it, or have it tried again."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record

from . import queue
from .models import OPEN, Job, State, first_bell_again


class Refused(Exception):
    """The job does not allow this now; the text is for the person who asked."""


@transaction.atomic
def cancel(*, job: Job, by) -> Job:
    """Stop a job that waits or runs. A worker in the midst of it finds its door closed at its next step."""
    if job.asked_by_id != by.pk:
        raise Refused(_("Only the person for whom this work is done can stop it."))
    stopped = {"state": State.CANCELLED, "lease_until": None, "ended_at": timezone.now()}
    if not Job.objects.filter(pk=job.pk, state__in=OPEN).update(**stopped):
        raise Refused(_("This work has already ended."))
    record("cancel", job, by=by, unit=by.unit_id)
    job.refresh_from_db()
    return job


@transaction.atomic
def retry(*, job: Job, by) -> Job:
    """Have failed or cancelled work done again, with the rights of `by`. Answers the row that does it, which may be a newer one."""
    if not Job.objects.visible_to(by).filter(pk=job.pk).exists():
        raise Refused(_("Only a person who asked for this work can have it done again."))
    try:
        with transaction.atomic():
            begun = Job.objects.filter(pk=job.pk, state__in=[State.FAILED, State.CANCELLED]).update(**_as_new(by))
    except IntegrityError:  # the same work was asked for anew meanwhile
        return queue.join(job.kind, job.key, by=by) or job
    if not begun:
        raise Refused(_("This work has not failed. Reload the page to see where it stands."))
    if job.asked_by_id not in (None, by.pk):
        job.also_asked_by.add(job.asked_by_id)
    record("retry", job, by=by, unit=by.unit_id)
    job.refresh_from_db()
    transaction.on_commit(lambda: queue.ring(job), robust=True)
    return job


def _as_new(by) -> dict:
    fresh = {"state": State.WAITING, "asked_by": by, "bell_at": first_bell_again(), "attempts": 0, "language": queue.language()}
    return fresh | {"done": 0, "total": 0, "error": "", "result": {}, "ended_at": None}
