"""Who is to do what in which language by when, and who holds an edition open just now."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.accounts.models import LanguageTask

HELD_FOR = timedelta(minutes=30)  # a lock runs out by itself that long after the last save


class Priority(models.IntegerChoices):
    URGENT = 1, _("urgent")
    HIGH = 2, _("high")
    NORMAL = 3, _("normal")
    LOW = 4, _("low")


class Outcome(models.TextChoices):
    DONE = "done", _("done")
    HANDED_ON = "handed_on", _("given to somebody else")
    WITHDRAWN = "withdrawn", _("taken back")


class AssignmentQuerySet(models.QuerySet):
    def running(self):
        return self.filter(ended_at=None)

    def visible_to(self, user):
        return self.filter(edition__product__unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))


class Assignment(models.Model):
    """One task on one edition for one person. At most one of a task runs on an edition."""

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="assignments")
    task = models.CharField(_("task"), max_length=9, choices=LanguageTask)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name=_("assigned to"))
    due = models.DateField(_("due"))
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    note = models.TextField(_("note"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        ordering = ["due", "priority", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "task"], condition=Q(ended_at=None), name="products_one_running_assignment"),
            models.CheckConstraint(
                name="products_assignment_ended_somehow",
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
            ),
        ]
        indexes = [models.Index(fields=["person", "due"], condition=Q(ended_at=None), name="products_assignment_due")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.task}"

    @property
    def is_late(self) -> bool:
        return self.ended_at is None and self.due < timezone.localdate()


class EditionLock(models.Model):
    """Who is writing in an edition now. It runs out by itself; another may take it over, which is noted."""

    edition = models.OneToOneField("products.Edition", models.CASCADE, related_name="lock")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("lock of an edition")

    def __str__(self) -> str:
        return f"{self.edition_id}"

    @property
    def holds(self) -> bool:
        return self.until > timezone.now()
