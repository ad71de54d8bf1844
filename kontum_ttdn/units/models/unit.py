"""The identity that records point to, whatever it is called on a given day."""

from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may


class UnitKind(models.TextChoices):
    ADMINISTRATIVE = "administrative", _("administrative unit")
    AGENCY = "agency", _("agency")
    BORDER_POST = "border_post", _("border post")
    STATION = "station", _("station")
    FOREIGN = "foreign", _("foreign unit")


class UnitQuerySet(models.QuerySet):
    def visible_to(self, user) -> "UnitQuerySet":
        """The directory of units is no secret among staff: who may see units sees them all."""
        return self if may(user, Permission.UNIT_VIEW) else self.none()


class Unit(models.Model):
    """An identity, nothing else: what it is called and where it belongs are its versions.

    Begun, changed and ended only by `units.actions`, which keep versions, successions and the closure in step.
    """

    kind = models.CharField(_("kind"), max_length=14, choices=UnitKind)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("units:detail", args=[self.pk])

    @property
    def name(self) -> str:
        """Today's name, or the last one; no query where `versions` are prefetched."""
        version = self.shown_on(timezone.localdate())
        return version.name if version else f"#{self.pk}"

    def shown_on(self, on: date):
        """The version in force on that day, else the first one; None where the unit has none at all."""
        versions = list(self.versions.all())
        begun = [version for version in versions if version.has_begun(on)]
        return (begun or versions[:1] or [None])[-1]

    def nearest_day(self, on: date) -> date:
        """That day if the unit exists on it, else its first or its last day; no query where `versions` are prefetched."""
        versions = list(self.versions.all())
        if not versions[0].has_begun(on):
            return versions[0].valid_from
        last = versions[-1]
        return on if last.exists or not last.has_begun(on) else last.valid_from - timedelta(days=1)
