"""Programme, plan and task: why a product is made, a class held, an event organised. A record keeps the task it was made under."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.languages.fields import SpelledCharField
from kontum_ttdn.languages.named import Named

HAS_VIETNAMESE_NAME = Q(name_vi__isnull=False) & ~Q(name_vi="")  # modeltranslation asks for it in forms only
ENDS_AFTER_IT_BEGINS = Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from"))


class Confidence(models.TextChoices):
    """How sure the portal is of what it was told."""

    SOURCE = "source", _("named by a source")
    INFERRED = "inferred", _("inferred")
    UNCONFIRMED = "unconfirmed", _("to be confirmed")


class DatedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DatedQuerySet":
        """Plans are public documents: who may see plans sees them all."""
        return self if may(user, Permission.PLAN_VIEW) else self.none()

    def in_force(self, on: date) -> "DatedQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class Programme(Named):
    """A programme of the State, from its first to its last day; `successor` is what it was folded into."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = SpelledCharField(_("name"), max_length=300)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor"))
    confidence = models.CharField(_("certainty"), max_length=11, choices=Confidence, default=Confidence.SOURCE)
    note = models.TextField(_("note"), blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["valid_from", "code"]
        constraints = [
            models.CheckConstraint(condition=HAS_VIETNAMESE_NAME, name="plans_programme_named_in_vietnamese"),
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="plans_programme_has_days"),
        ]

    def __str__(self) -> str:
        return self.name


class Plan(Named):
    """What an authority decided to do under a programme."""

    programme = models.ForeignKey("plans.Programme", models.PROTECT, related_name="plans", verbose_name=_("programme"))
    code = models.CharField(_("code"), max_length=40, unique=True)
    number = models.CharField(_("number"), max_length=60)
    date = models.DateField(_("date"))
    name = SpelledCharField(_("name"), max_length=300)
    valid_from = models.DateField(_("first day"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["date", "code"]
        constraints = [
            models.CheckConstraint(condition=HAS_VIETNAMESE_NAME, name="plans_plan_named_in_vietnamese"),
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="plans_plan_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"


class PlanTask(Named):
    """One task of a plan: what reports are grouped by."""

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="tasks", verbose_name=_("plan"))
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = SpelledCharField(_("name"), max_length=300)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("plan task")
        verbose_name_plural = _("plan tasks")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plans_task_has_its_place"),
            models.CheckConstraint(condition=HAS_VIETNAMESE_NAME, name="plans_task_named_in_vietnamese"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
