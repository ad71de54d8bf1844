"""What a lost worker or a deaf broker left lying is set going again. Two sweepers at once are as good as one."""

import logging
import time
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from . import bell, lease
from .models import BELL_AGAIN, Job, State
from .registry import CHORES

log = logging.getLogger(__name__)

AT_ONCE = 50  # bells a sweep: many waiting jobs must not flood a slow broker
LONGEST = timedelta(minutes=5)  # between two bells for one job: a bell is lost only with its worker or its broker


def revive() -> int:
    """Let jobs whose lease ended wait again; after the last attempt they have failed. Returns how many."""
    lost = Job.objects.filter(state=State.RUNNING, lease_until__lt=timezone.now())
    return sum(_revive(job) for job in lost)


def ring_again() -> int:
    """Ring for jobs whose bell nobody heard; stops at the first that the broker refuses. Returns how many were rung."""
    now = timezone.now()
    unheard = Job.objects.filter(state=State.WAITING, bell_at__lte=now).order_by("priority", "bell_at")[:AT_ONCE]
    rung = 0
    for job in unheard:
        if not Job.objects.filter(pk=job.pk, state=State.WAITING, bell_at=job.bell_at).update(bell_at=now + _pause(job, now)):
            continue  # another sweeper has it
        try:
            bell.send(job.kind, job.pk, job.priority)
        except Exception as error:  # whatever the transport raises
            log.warning("The broker is away (%s); jobs wait.", error)
            Job.objects.filter(pk=job.pk, state=State.WAITING).update(bell_at=now)
            break
        rung += 1
    return rung


def do_chores(last_done: dict[str, float]) -> None:
    """Do what other rooms have plugged in, each when it is due; `last_done` remembers between calls."""
    for chore in CHORES.values():
        if time.monotonic() - last_done.get(chore.name, float("-inf")) < chore.every:
            continue
        last_done[chore.name] = time.monotonic()
        try:
            chore.do()
        except Exception:
            log.exception("The chore %s failed; it is tried again in %s s.", chore.name, chore.every)


def _pause(job: Job, now) -> timedelta:
    return min(max(now - job.asked_at, BELL_AGAIN), LONGEST)


def _revive(job: Job) -> int:
    row = Job.objects.filter(pk=job.pk, state=State.RUNNING, fence=job.fence, lease_until=job.lease_until)
    if job.attempts < lease.ATTEMPTS:
        return row.update(state=State.WAITING, lease_until=None, bell_at=timezone.now())
    with translation.override(job.language):
        words = _("The work was begun three times and broke off each time. It has been noted for the operator.")
    log.error("Job %s (%s) broke off %s times.", job.pk, job.kind, job.attempts)
    return row.update(state=State.FAILED, lease_until=None, ended_at=timezone.now(), error=words)
