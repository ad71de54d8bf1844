"""What a person agreed to, in which words, and since when no longer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids

from .persons import Purpose


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ConsentQuerySet":
        return self.filter(person__unit__in=unit_ids(user, Permission.PERSON_VIEW))

    def standing(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """One agreement. A withdrawn one stays: it says on what the work was done until then."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="consents", verbose_name=_("person"))
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose)
    text_version = models.CharField(_("version of the text agreed to"), max_length=40)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()
    PERSONAL = frozenset({"text_version"})

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
        return f"{self.get_purpose_display()} {self.text_version}"
