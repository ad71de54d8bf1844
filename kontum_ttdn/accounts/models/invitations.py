"""Invitations: a link that makes one account, once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField

LASTS = timedelta(days=14)
SHOWN = 8  # characters of the token that lists may show, to tell one link from another


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def end_of_term() -> datetime:
    return timezone.now() + LASTS


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "InvitationQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.ACCOUNT_VIEW))

    def open(self) -> "InvitationQuerySet":
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """Whoever opens the link chooses a username and a password and gets the planned rights. Only a hash of the token is kept."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    token_prefix = models.CharField(max_length=SHOWN, editable=False)
    display_name = SpelledCharField(_("name"), max_length=120)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="invitations", verbose_name=_("unit"))
    roles = models.JSONField(default=list)  # role codes, each over `unit`
    languages = models.JSONField(default=list)  # [task, language code] pairs
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=end_of_term)
    used_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="invitation")

    objects = InvitationQuerySet.as_manager()
    PERSONAL = frozenset({"display_name"})

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                name="accounts_invitation_used_has_its_account",
                condition=Q(used_at=None, account=None) | Q(used_at__isnull=False, account__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token_prefix}…"

    def use_token(self) -> str:
        """Give this invitation a fresh token of 256 bits and return it: it can be read this once."""
        token = secrets.token_urlsafe(32)
        self.token_hash, self.token_prefix = digest(token), token[:SHOWN]
        return token
