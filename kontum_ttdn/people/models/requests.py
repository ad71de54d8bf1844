"""What persons ask of us about their own data, and by when we owe an answer."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledTextField


class RequestKind(models.TextChoices):
    ACCESS = "access", _("see the data")
    CORRECT = "correct", _("correct the data")
    ERASE = "erase", _("erase the data")
    RESTRICT = "restrict", _("restrict their use")
    OBJECT = "object", _("object to their use")
    WITHDRAW = "withdraw", _("withdraw a consent")


class AnswerKind(models.TextChoices):
    DONE = "done", _("done as asked")
    PARTLY = "partly", _("done in part")
    REFUSED = "refused", _("refused, with the reason")


class SubjectRequestQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SubjectRequestQuerySet":
        return self.filter(person__unit__in=unit_ids(user, Permission.PERSON_VIEW))

    def open(self) -> "SubjectRequestQuerySet":
        return self.filter(answered_at=None)

    def pressing(self, on: date | None = None) -> "SubjectRequestQuerySet":
        """Those whose answer is due on that day (today if not said) or was due before."""
        return self.open().filter(answer_due__lte=on or timezone.localdate())


class SubjectRequest(models.Model):
    """One request. It stays after an erasure, as proof that it was done, with nothing personal in it."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="requests", verbose_name=_("person"))
    kind = models.CharField(_("request"), max_length=8, choices=RequestKind)
    received_at = models.DateTimeField(_("received"))
    answer_due = models.DateField(_("answer due"))
    asked = SpelledTextField(_("what was asked"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=7, choices=AnswerKind, blank=True)
    done = SpelledTextField(_("what was done"), blank=True)

    objects = SubjectRequestQuerySet.as_manager()
    PERSONAL = frozenset({"person", "asked", "done"})

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

    def get_absolute_url(self) -> str:
        return reverse("people:request", args=[self.pk])

    @property
    def days_left(self) -> int:
        """Days from today to the day on which the answer is due; below nought it is overdue."""
        return (self.answer_due - timezone.localdate()).days
