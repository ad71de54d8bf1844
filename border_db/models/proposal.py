"""A correction that somebody proposes to an entry, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField


class State(models.TextChoices):
    WAITING = "waiting", _("waits for an answer")
    TAKEN = "taken", _("taken over")
    REFUSED = "refused", _("not taken over")
    WITHDRAWN = "withdrawn", _("taken back")


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProposalQuerySet":
        """One's own, and those to entries of the units whose registers one keeps."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.filter(Q(by=user) | Q(unit__in=unit_ids(user, Permission.REGISTER_KEEP)))

    def waiting(self) -> "ProposalQuerySet":
        return self.filter(state=State.WAITING)


class Proposal(models.Model):
    """`before` and `after` map the fields that shall change to what they said then and what they should say, as EntryVersion says it."""

    register = models.CharField(max_length=20)
    entry = models.PositiveBigIntegerField()
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))  # that keeps the entry
    before = models.JSONField()
    after = models.JSONField()
    why = SpelledCharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)
    answer = SpelledCharField(_("answer"), max_length=300, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="border_db_proposal_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="border_db_proposal_decided_by_somebody",
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | ~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "unit"], name="border_db_proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.register} {self.entry} · {self.pk}"
