"""Letting another system take the hand-over, and stopping it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access import secret
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.national.registry import Scope
from kontum_ttdn.workflow.flow import RuleBroken

from .models import KIND, LONGEST_TERM, ApiToken


@transaction.atomic
def make_token(*, name: str, unit, scopes: Collection[str], expires_on: date, by) -> tuple[ApiToken, str]:
    """Let the system of that name take these families of tables until the end of a day; the token is returned and never kept."""
    _keeps_tokens(by, unit)
    today = timezone.localdate()
    if not name.strip():
        raise RuleBroken(_("Say which system the token is for."))
    if not scopes or not set(scopes) <= set(Scope.values):
        raise RuleBroken(_("Choose what the system may take."))
    if not today <= expires_on <= today + timedelta(days=LONGEST_TERM):
        raise RuleBroken(_("The last day lies between today and a year from now."))
    whole, prefix = secret.made(KIND)
    token = ApiToken(name=name.strip(), unit=unit, prefix=prefix, token_hash=secret.digest(whole), expires_on=expires_on, made_by=by)
    token.scopes = [scope.value for scope in Scope if scope in scopes]
    token.save()
    record("make_token", token, by=by, changes={"scopes": (None, token.scopes), "expires_on": (None, expires_on)})
    return token, whole


@transaction.atomic
def revoke_token(*, token: ApiToken, why: str, by) -> None:
    """Close a token for good; its system's next question is refused."""
    _keeps_tokens(by, token.unit)
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.revoked_at:
        raise RuleBroken(_("This token was revoked already."))
    if not why.strip():
        raise RuleBroken(_("Say why the token is revoked."))
    token.revoked_at, token.revoked_by, token.revoked_why = timezone.now(), by, why.strip()
    token.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    record("revoke_token", token, by=by, note=token.revoked_why)


def note_use(token: ApiToken) -> None:
    """Note the day on which it was used, in one statement a day; no more is known of what a system asked."""
    today = timezone.localdate()
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)


def _keeps_tokens(by, unit) -> None:
    if not may(by, Permission.TOKEN_KEEP, unit):
        raise RuleBroken(_("You do not administer this unit."))
