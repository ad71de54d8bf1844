"""When a person is not there: nobody gives them work then, and what they hold open waits for nobody."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AbsenceQuerySet":
        """One's own: why and when somebody is away is for them to say."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def on(self, day: date) -> "AbsenceQuerySet":
        return self.filter(first__lte=day, last__gte=day)

    def to_come(self) -> "AbsenceQuerySet":
        """Those that are not over."""
        return self.filter(last__gte=timezone.localdate())


class Absence(models.Model):
    """From a day to a day, both included. No reason is asked for."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(name="accounts_absence_from_before_to", condition=Q(last__gte=F("first")))]
        indexes = [models.Index(fields=["user", "last"], name="accounts_absence_to_come")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
