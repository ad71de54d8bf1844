"""Inviting by a link that works once."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .. import rules
from ..models import Invitation, User
from ..models.invitations import digest
from .grants import give_language, give_role


@transaction.atomic
def invite(
    *,
    display_name: str,
    unit,
    roles: list[str],
    languages: list[tuple[str, str]],
    by: User,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> tuple[Invitation, str]:
    """Plan an account at `unit` with these roles and (task, language) pairs; the token of its link is returned and never kept."""
    rules.administers(by, unit, Permission.ACCOUNT_INVITE)
    rules.administers(by, unit)
    valid_from = valid_from or timezone.localdate()
    rules.a_term(valid_from, valid_to)
    invitation = Invitation(
        display_name=display_name,
        unit=unit,
        roles=list(roles),
        languages=[list(pair) for pair in languages],
        valid_from=valid_from,
        valid_to=valid_to,
        invited_by=by,
    )
    token = invitation.use_token()
    invitation.save()
    record(
        "invite",
        invitation,
        by=by,
        changes={"roles": (None, invitation.roles), "languages": (None, invitation.languages), "unit": (None, unit.pk)},
    )
    return invitation, token


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """Make the link of an invitation that nobody has used worthless."""
    rules.administers(by, invitation.unit, Permission.ACCOUNT_INVITE)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.used_at or invitation.withdrawn_at:
        raise RuleBroken(_("This invitation is no longer open."))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("withdraw", invitation, by=by)


def look_up(token: str) -> Invitation:
    """The open invitation of this link; RuleBroken says in words why there is none."""
    return _open(Invitation.objects.select_related("unit", "invited_by").filter(token_hash=digest(token)).first())


@transaction.atomic
def accept(*, token: str, username: str, password: str) -> User:
    """Make the account that the invitation planned, with its rights, and use the invitation up."""
    found = look_up(token)
    invitation = _open(Invitation.objects.select_for_update(of=("self",)).get(pk=found.pk))
    if not may(invitation.invited_by, Permission.ROLE_GRANT, invitation.unit):
        raise RuleBroken(_("The person who invited you no longer administers this unit. Ask the unit for a new invitation."))
    user = User.objects.create_user(username, password, display_name=invitation.display_name, unit=invitation.unit)
    term = {"valid_from": invitation.valid_from, "valid_to": invitation.valid_to, "by": invitation.invited_by}
    for role in invitation.roles:
        give_role(user=user, role=role, unit=invitation.unit, **term)
    for task, language in invitation.languages:
        give_language(user=user, task=task, language=language, **term)
    invitation.used_at, invitation.account = timezone.now(), user
    invitation.save(update_fields=["used_at", "account"])
    record("accept", invitation, by=user)
    return user


def _open(invitation: Invitation | None) -> Invitation:
    if invitation is None:
        raise RuleBroken(_("This link is not known. Check that it was copied whole, or ask for a new invitation."))
    if invitation.used_at:
        raise RuleBroken(_("This link has already been used. Sign in with the username and password chosen then."))
    if invitation.withdrawn_at:
        raise RuleBroken(_("This invitation was withdrawn. Ask your unit's administrator."))
    if invitation.expires_at <= timezone.now():
        raise RuleBroken(_("This link has expired: it lasts fourteen days. Ask your unit's administrator for a new one."))
    return invitation
