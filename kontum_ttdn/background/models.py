"""A job is a row; the broker is only the bell that says "look"."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

BELL_AGAIN = timedelta(seconds=10)  # a bell that nobody has heard for so long is rung again


def first_bell_again():
    return timezone.now() + BELL_AGAIN


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN = (State.WAITING, State.RUNNING)

RUNNING, LEASED = Q(state="running"), Q(lease_until__isnull=False)
STANDS_OPEN, ENDED = Q(state__in=["waiting", "running"]), Q(ended_at__isnull=False)


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The jobs that this person asked for, first or as one of several."""
        if user is None or not user.is_authenticated:
            return self.none()
        shared = Job.also_asked_by.through.objects.filter(user_id=user.pk).values("job_id")
        return self.filter(Q(asked_by=user) | Q(pk__in=shared))


class Job(models.Model):
    """One piece of background work: what, with which ids, for whom, how far, and in words why not.

    `fence` grows at each claim and never shrinks: a worker that holds an older number can write nothing any more.
    """

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    also_asked_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    language = models.CharField(max_length=3, default="vi")  # in which the asker reads what went wrong
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    priority = models.PositiveSmallIntegerField(default=5)  # 0 first, 9 last
    asked_at = models.DateTimeField(auto_now_add=True)
    bell_at = models.DateTimeField(default=first_bell_again)  # when the sweeper rings again
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=STANDS_OPEN, name="background_one_job_a_key"),
            models.CheckConstraint(condition=RUNNING & LEASED | ~RUNNING & ~LEASED, name="background_a_lease_while_running"),
            models.CheckConstraint(condition=ENDED & ~STANDS_OPEN | ~ENDED & STANDS_OPEN, name="background_an_end_when_ended"),
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["state", "bell_at"]),
            models.Index(fields=["kind", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
