"""The log of what was done: append-only, without foreign keys, sealed in the background."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids

from .append_only import AppendOnly, AppendOnlyQuerySet

HIDDEN = "•"  # stands for a personal value


class EntryQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """What was done in the units whose log this person may read; of what belongs to no unit, what they did themselves."""
        units = unit_ids(user, Permission.AUDIT_READ)
        if not units:
            return self.none()
        return self.filter(Q(unit_id__in=units) | Q(unit_id=None, actor_id=user.pk))


class Entry(AppendOnly):
    """Who did what to which thing, and when. A value marked personal never stands here, only the name of its field.

    `position` and `seal` are empty until the sweeper has sealed the row (sealing.py).
    """

    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)  # whose readers of the log see it
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    target_label = models.CharField(max_length=200)
    changes = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    position = models.BigIntegerField(null=True)
    seal = models.CharField(max_length=64, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["target_type", "target_id"]),
            models.Index(fields=["unit_id", "-id"], name="audit_entry_of_a_unit"),
            models.Index(fields=["actor_id", "-id"], name="audit_entry_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d/%m/%Y %H:%M} {self.verb} {self.target_label}"


class Chain(models.Model):
    """Where the sealed part of the log ends: one row, whose lock lets only one sweeper seal at a time."""

    last_id = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)  # how many rows are sealed
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="audit_one_chain")]

    def __str__(self) -> str:
        return f"{self.position} sealed"
