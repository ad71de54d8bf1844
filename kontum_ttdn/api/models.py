"""Tokens of other systems."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField, SpelledTextField
from kontum_ttdn.national.registry import Scope

KIND = "ktt"  # how its tokens begin
LONGEST_TERM = 366  # days that a token works at most


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ApiTokenQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.TOKEN_KEEP))


class ApiToken(models.Model):
    """What another system shows to be given the hand-over. The token itself is kept nowhere: only its hash, and the prefix that tells
    one from another.
    """

    name = SpelledCharField(_("system"), max_length=120)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("unit that answers for it"))
    prefix = models.CharField(max_length=8, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(_("what it may take"))  # names of Scope
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(_("last day"))
    last_used_on = models.DateField(_("last used"), null=True, editable=False)  # a day; what was asked for is noted nowhere
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    revoked_why = SpelledTextField(_("reason"), blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token of another system")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="api_token_revoked_by_whom_and_why",
                condition=Q(revoked_at=None, revoked_by=None, revoked_why="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_why=""),
            ),
            models.CheckConstraint(name="api_token_has_its_hash", condition=~Q(token_hash="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning})"

    @property
    def beginning(self) -> str:
        """What may be shown of it."""
        return f"{KIND}_{self.prefix}_…"

    @property
    def is_over(self) -> bool:
        return self.expires_on < timezone.localdate()

    @property
    def works(self) -> bool:
        return self.revoked_at is None and not self.is_over

    def scope_names(self) -> list[str]:
        """What it may take, in the reader's language."""
        return [str(scope.label) for scope in Scope if scope in self.scopes]
