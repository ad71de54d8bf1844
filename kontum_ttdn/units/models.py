"""Units as identities; names, codes and parents are dated versions of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    ADMINISTRATIVE = "administrative", _("administrative unit")
    AGENCY = "agency", _("agency")
    BORDER_POST = "border_post", _("border post")
    STATION = "station", _("station")
    FOREIGN = "foreign", _("foreign unit")


class Unit(models.Model):
    """An identity, nothing else: what it is called and where it belongs are dated versions."""

    kind = models.CharField(max_length=14, choices=UnitKind)
