"""What a person agreed to, in which words, and since when no longer."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may, unit_ids
from kontum_ttdn.languages.fields import SpelledTextField

from .persons import Purpose


class ConsentTextQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ConsentTextQuerySet":
        """One collection for the whole house: whoever looks after persons anywhere sees it."""
        return self if may(user, Permission.PERSON_VIEW) else self.none()

    def in_force(self, on: date | None = None) -> "ConsentTextQuerySet":
        """Those that had begun on that day (today if not said), newest first."""
        return self.filter(valid_from__lte=on or timezone.localdate()).order_by("-valid_from", "-pk")


class ConsentText(models.Model):
    """The Vietnamese wording that persons are asked to agree to. Never changed once it is written: other words are another version."""

    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose)
    version = models.CharField(_("version"), max_length=40)
    wording = SpelledTextField(_("wording"), blank=True)  # empty: agreed to before the house kept wordings
    valid_from = models.DateField(_("in use from"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("written by"))  # fmt: skip
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of consent")
        verbose_name_plural = _("texts of consent")
        ordering = ["purpose", "-valid_from", "-pk"]
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="people_consent_text_once_a_version")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.version}"


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ConsentQuerySet":
        return self.filter(person__unit__in=unit_ids(user, Permission.PERSON_VIEW))

    def standing(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """One agreement. A withdrawn one stays: it says on what the work was done until then."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="consents", verbose_name=_("person"))
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name=_("text agreed to"))
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="people_consent_withdrawn_after_given", condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at"))
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="people_one_standing_consent_a_purpose"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.text.version}"
