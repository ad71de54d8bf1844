"""A person of whom the house keeps data, once, however many parts of it know them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")


# ISO 15924 code of a script: what people call it, and the language whose font shows it.
SCRIPTS = {"Latn": (_("in Latin letters"), "vi"), "Laoo": (_("in Lao letters"), "lo"), "Khmr": (_("in Khmer letters"), "km")}


class Purpose(models.TextChoices):
    """What the data are kept for. Nothing is kept "in case"."""

    ACCOUNT = "account", _("an account of this portal")
    CONTACT = "contact", _("contact of an agency")
    TRAINING = "training", _("training classes")
    EVENT = "event", _("events and delegations")
    AUTHOR = "author", _("authors, translators and speakers")
    COMMUNITY = "community", _("village elders and persons of standing")


class Basis(models.TextChoices):
    """On what the Law on Personal Data Protection (91/2025/QH15, in force from 1 January 2026) lets them be kept."""

    CONSENT = "consent", _("consent of the person")
    DUTY = "duty", _("a duty or task by law")
    CONTRACT = "contract", _("a contract with the person")


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PersonQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.PERSON_VIEW))

    def current(self) -> "PersonQuerySet":
        """Those who stand for themselves: neither merged into another row nor erased."""
        return self.filter(merged_into=None, erased_at=None)

    def past_term(self, on: date | None = None) -> "PersonQuerySet":
        """Whose data have been kept long enough on that day (today if not said)."""
        return self.filter(erased_at=None, keep_until__lt=on or timezone.localdate())


class Person(models.Model):
    """Read through `queries.read`, which notes who read and why. Two rows for one person are merged, never deleted by hand."""

    name = SpelledCharField(_("name"), max_length=120, blank=True)
    names = models.JSONField(_("names in other scripts"), default=dict, blank=True)  # by the keys of SCRIPTS
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="people", verbose_name=_("unit"))
    post = SpelledCharField(_("post"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, null=True, blank=True)
    ethnic_group = SpelledCharField(_("ethnic group"), max_length=60, null=True, blank=True)
    sensitive_purpose = models.CharField(_("why sex or ethnic group are needed"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose)
    basis = models.CharField(_("basis"), max_length=8, choices=Basis)
    keep_until = models.DateField(_("keep until"))
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged")
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PersonQuerySet.as_manager()
    PERSONAL = frozenset({"name", "names", "post", "phone", "email", "sex", "ethnic_group", "sensitive_purpose"})
    NULL_WHEN_ERASED = frozenset({"sex", "ethnic_group"})

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="people_sensitive_only_with_a_purpose",
                condition=(Q(sex__isnull=True) & Q(ethnic_group__isnull=True) & Q(sensitive_purpose=""))
                | ((Q(sex__isnull=False) | Q(ethnic_group__isnull=False)) & ~Q(sensitive_purpose="")),
            ),
            models.CheckConstraint(name="people_never_merged_into_oneself", condition=Q(merged_into=None) | ~Q(merged_into=F("pk"))),
            models.CheckConstraint(
                name="people_erased_means_blank",
                condition=(Q(erased_at=None) & ~Q(name=""))
                | Q(erased_at__isnull=False, name="", post="", phone="", email="", sex=None, ethnic_group=None, sensitive_purpose=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("(erased)"))

    def get_absolute_url(self) -> str:
        return reverse("people:detail", args=[self.pk])

    def spellings(self) -> list[tuple[str, str, str]]:
        """The names in other scripts, for a page: what the script is called, the language of its font, the name."""
        return [(*SCRIPTS[script], name) for script, name in self.names.items()]

    def main(self) -> "Person":
        """The row that stands for this person today."""
        person = self
        while person.merged_into_id:
            person = person.merged_into
        return person
