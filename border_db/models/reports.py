"""Field reports: what a post or commune did for information work. No patrols, no strength, no places of posts, no named villagers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids


class FormFamily(models.Model):
    """One sort of report, whatever its form asked over the years."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(_("offered for new reports"), default=True)

    class Meta:
        verbose_name = _("sort of report")
        verbose_name_plural = _("sorts of reports")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class FormVersion(models.Model):
    """What the form asked from one version to the next: never changed once it is there, so that old reports stay readable."""

    family = models.ForeignKey("border_db.FormFamily", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    definition = models.JSONField()  # see definition.py
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("form of reports")
        verbose_name_plural = _("forms of reports")
        ordering = ["family", "-number"]
        constraints = [models.UniqueConstraint(fields=["family", "number"], name="border_db_form_version_once_a_number")]

    def __str__(self) -> str:
        return f"{self.family} {self.number}"


class How(models.TextChoices):
    """By which way it came."""

    PHONE = "phone", _("from a phone")
    TELEPHONE = "telephone", _("told by telephone")
    PAPER = "paper", _("on paper")
    DESK = "desk", _("entered by the unit itself")


class Stage(models.TextChoices):
    RECEIVED = "received", _("received")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user) -> "SubmissionQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.REPORT_VIEW))


class Submission(models.Model):
    """A report. Its unit is the one as of `on`, the day of which it speaks; what it says stands in its versions."""

    envelope = models.OneToOneField("offline.Envelope", models.PROTECT, related_name="+", editable=False)
    form = models.ForeignKey("border_db.FormVersion", models.PROTECT, related_name="+", verbose_name=_("form"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    on = models.DateField(_("day"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by"))
    how = models.CharField(_("how it came"), max_length=9, choices=How, default=How.PHONE)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.RECEIVED, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("field report")
        verbose_name_plural = _("field reports")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["unit", "-on"], name="border_db_report_of_a_unit"),
            models.Index(fields=["-on", "-id"], name="border_db_report_newest"),
            models.Index(fields=["stage"], condition=Q(is_urgent=True), name="border_db_report_urgent"),
        ]

    def __str__(self) -> str:
        return self.envelope.number

    def get_absolute_url(self) -> str:
        return reverse("border_db:report", args=[self.pk])

    @property
    def answers(self) -> dict:
        """What it says now."""
        return self.versions.latest("number").answers


class SubmissionVersion(models.Model):
    """What a report said: as it came, and after each correction. Answers that the form does not know stay in it."""

    submission = models.ForeignKey("border_db.Submission", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    answers = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a field report")
        verbose_name_plural = _("versions of field reports")
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="border_db_report_version_once_a_number")]

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.number}"
