"""What persons ask of us about their own data, and by when we owe an answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids


class RequestKind(models.TextChoices):
    ACCESS = "access", _("see the data")
    CORRECT = "correct", _("correct the data")
    ERASE = "erase", _("erase the data")
    RESTRICT = "restrict", _("restrict their use")
    OBJECT = "object", _("object to their use")
    WITHDRAW = "withdraw", _("withdraw a consent")


class SubjectRequestQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SubjectRequestQuerySet":
        return self.filter(person__unit__in=unit_ids(user, Permission.PERSON_VIEW))

    def open(self) -> "SubjectRequestQuerySet":
        return self.filter(answered_at=None)


class SubjectRequest(models.Model):
    """One request. It stays after an erasure, as proof that it was done, with nothing personal in it."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="requests", verbose_name=_("person"))
    kind = models.CharField(_("request"), max_length=8, choices=RequestKind)
    received_at = models.DateTimeField(_("received"))
    answer_due = models.DateField(_("answer due"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = SubjectRequestQuerySet.as_manager()
    PERSONAL = frozenset({"person"})

    class Meta:
        verbose_name = _("request about personal data")
        ordering = ["answer_due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="people_request_answered_after_received", condition=Q(answered_at=None) | Q(answered_at__gte=F("received_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.answer_due:%d/%m/%Y}"
