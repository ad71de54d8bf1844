"""What every entry of every register has: whence it is known and how surely, who keeps it, how it is called in other scripts."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may, unit_ids
from kontum_ttdn.languages.fields import SpelledCharField, SpelledTextField


class Confidence(models.TextChoices):
    """How surely the portal knows it."""

    SOURCE = "source", _("named by a source")
    TOLD = "told", _("told by an agency")
    UNCONFIRMED = "unconfirmed", _("to be confirmed")


class Sensitivity(models.TextChoices):
    """Who may have it. Nothing secret is kept here at all."""

    PUBLIC = "public", _("public")
    STAFF = "staff", _("for staff")
    INTERNAL = "internal", _("internal")  # for those who answer for its unit; in no export


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EntryQuerySet":
        """Staff look up everything but what is internal: that is for those who answer for the unit that keeps it."""
        if not may(user, Permission.REGISTER_VIEW):
            return self.none()
        return self.filter(~Q(sensitivity=Sensitivity.INTERNAL) | Q(unit__in=unit_ids(user, Permission.REGISTER_INTERNAL)))

    def standing(self) -> "EntryQuerySet":
        """Those that were not struck off."""
        return self.filter(struck_at=None)

    def exported(self) -> "EntryQuerySet":
        """Those that may leave the house."""
        return self.standing().exclude(sensitivity=Sensitivity.INTERNAL)


class Entry(models.Model):
    """One line of a register. Written by `actions.entries` alone, which keeps each earlier state as an EntryVersion."""

    name = SpelledCharField(_("name"), max_length=300)
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)  # language code → name
    source = SpelledCharField(_("source"), max_length=300, help_text=_("who says so: a paper, a page, a letter"))
    source_day = models.DateField(_("day of the source"), null=True, blank=True)
    confidence = models.CharField(_("certainty"), max_length=11, choices=Confidence, default=Confidence.UNCONFIRMED)
    sensitivity = models.CharField(_("for whom"), max_length=8, choices=Sensitivity, default=Sensitivity.STAFF)
    note = SpelledTextField(_("note"), blank=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("kept by"))
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    struck_at = models.DateTimeField(_("struck off"), null=True, editable=False)
    struck_why = models.CharField(_("why it was struck off"), max_length=300, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()
    REGISTER = ""  # its name in addresses and in EntryVersion

    class Meta:
        abstract = True
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_source",
                condition=~Q(source=""),
                violation_error_message=_("An entry says whence it is known."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_struck_off_with_a_reason",
                condition=Q(struck_at=None, struck_why="") | Q(struck_at__isnull=False) & ~Q(struck_why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("border_db:entry", args=[self.REGISTER, self.pk])
