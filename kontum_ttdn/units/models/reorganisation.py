"""A reorganisation that came as a file: what it said, who carried it out, who took it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may


class ReorganisationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReorganisationQuerySet":
        """What was carried out is known to all who may reorganise; what is only prepared, to who prepared it."""
        if not may(user, Permission.UNIT_REORGANISE):
            return self.none()
        return self.filter(Q(applied_at__isnull=False) | Q(prepared_by=user.pk))

    def in_force(self) -> "ReorganisationQuerySet":
        return self.filter(applied_at__isnull=False, undone_at=None)


class Reorganisation(models.Model):
    """A plan (`units.plan_file`), prepared, then carried out once, perhaps taken back. Without a person: by the operator's command."""

    name = models.CharField(_("name"), max_length=200)
    date = models.DateField(_("date"))
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    text = models.TextField(_("plan"))
    sha256 = models.CharField(max_length=64, db_index=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    applied_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    undone_at = models.DateTimeField(null=True, editable=False)
    undo_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(applied_at__isnull=False, undone_at=None), name="units_plan_in_force_once"
            ),
            models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="units_undone_was_applied"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("units:reorganisation", args=[self.pk])

    @property
    def is_prepared(self) -> bool:
        return self.applied_at is None

    @property
    def is_in_force(self) -> bool:
        return self.applied_at is not None and self.undone_at is None
