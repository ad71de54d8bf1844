"""What a unit is called and where it belongs, from a day on."""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledCharField

EARLIEST_FIRST = F("valid_from").asc(nulls_first=True)
LATEST_FIRST = F("valid_from").desc(nulls_last=True)


class Level(models.TextChoices):
    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")


class State(models.TextChoices):
    EXISTS = "exists", _("exists")
    ENDED = "ended", _("ended")


def begun_by(on: date) -> Q:
    return Q(valid_from__isnull=True) | Q(valid_from__lte=on)


class UnitVersionQuerySet(models.QuerySet["UnitVersion"]):
    def in_force(self, on: date) -> "UnitVersionQuerySet":
        """One version a unit: the last that had begun by that day, whether it says "exists" or "ended"."""
        latest = UnitVersion.objects.filter(begun_by(on), unit=OuterRef("unit")).order_by(LATEST_FIRST)
        return self.filter(pk=Subquery(latest.values("pk")[:1]))

    def standing(self, on: date) -> "UnitVersionQuerySet":
        """The units that exist on that day, as they are called then."""
        return self.in_force(on).filter(state=State.EXISTS)


class UnitVersion(models.Model):
    """A version ends where the unit's next one begins, so that none overlap by construction.

    `valid_from` empty says that the start is not known, which is not the same as any early year.
    A version in state "ended" keeps the last name, code and parent; its day is the first on which the unit is no more.
    """

    unit = models.ForeignKey("units.Unit", models.CASCADE, related_name="versions", verbose_name=_("unit"))
    name = SpelledCharField(_("name"), max_length=160)
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True, help_text=_("language code → name"))
    level = models.CharField(_("level"), max_length=8, choices=Level, blank=True)
    code = models.CharField(_("code"), max_length=20, blank=True, db_index=True)
    parent = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("belongs to"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.EXISTS)
    borders = models.JSONField(_("borders on"), default=list, blank=True, help_text=_("country codes: LA, KH"))
    change = models.ForeignKey("units.UnitChange", models.PROTECT, null=True, blank=True, related_name="versions", editable=False)
    note = models.TextField(_("source and certainty"), blank=True)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a unit")
        verbose_name_plural = _("versions of units")
        ordering = [EARLIEST_FIRST, "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="units_version_once_a_day"),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_from__isnull=True), name="units_one_unknown_start"),
            models.CheckConstraint(condition=Q(state="exists") | Q(valid_from__isnull=False), name="units_end_has_its_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def has_begun(self, on: date) -> bool:
        return self.valid_from is None or self.valid_from <= on

    @property
    def exists(self) -> bool:
        return self.state == State.EXISTS

    def name_in(self, language: str) -> str:
        """The name in that language where a source gave one, else the official name."""
        return self.names.get(language) or self.name
