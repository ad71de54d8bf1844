"""A lost second factor is taken off by two persons."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids

LASTS = timedelta(days=3)


class ResetQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ResetQuerySet":
        return self.filter(user__unit__in=unit_ids(user, Permission.SECOND_FACTOR_RESET))

    def open(self) -> "ResetQuerySet":
        """Those a second person may still confirm: a request lasts three days."""
        return self.filter(confirmed_at=None, asked_at__gt=timezone.now() - LASTS)


class SecondFactorReset(models.Model):
    """One administrator asks, another confirms; neither is the person concerned."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="second_factor_resets")
    reason = models.CharField(_("reason"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)  # when the person concerned was told, at the next sign-in

    objects = ResetQuerySet.as_manager()

    class Meta:
        verbose_name = _("reset of a second factor")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(name="accounts_reset_by_two_persons", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by"))),
            models.CheckConstraint(
                name="accounts_reset_not_of_oneself", condition=~Q(asked_by=F("user")) & (Q(confirmed_by=None) | ~Q(confirmed_by=F("user")))
            ),
            models.CheckConstraint(
                name="accounts_reset_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None) | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
