"""Granting and ending roles and languages."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .. import rules
from ..models import LanguageGrant, RoleGrant, User


@transaction.atomic
def grant_role(*, user: User, role: str, unit, valid_from: date | None = None, valid_to: date | None = None, by: User) -> RoleGrant:
    """Let `user` act as `role` for `unit` and all below it, from a day (today) to a day (until ended)."""
    rules.not_oneself(user, by=by)
    rules.administers(by, unit)
    return give_role(user=user, role=role, unit=unit, valid_from=valid_from, valid_to=valid_to, by=by)


@transaction.atomic
def grant_language(
    *, user: User, task: str, language: str, valid_from: date | None = None, valid_to: date | None = None, by: User
) -> LanguageGrant:
    """Let `user` translate into, review or record `language`."""
    rules.not_oneself(user, by=by)
    rules.administers(by, user.unit)
    return give_language(user=user, task=task, language=language, valid_from=valid_from, valid_to=valid_to, by=by)


def give_role(*, by: User | None, **grant) -> RoleGrant:
    """As `grant_role`, for callers that have asked who may: an invitation that is accepted, the operator's commands (`by` None)."""
    return _give(RoleGrant, by=by, **grant)


def give_language(*, by: User | None, **grant) -> LanguageGrant:
    return _give(LanguageGrant, by=by, **grant)


@transaction.atomic
def end_role(*, grant: RoleGrant, by: User, last_day: date | None = None) -> RoleGrant:
    """End a role at once, or after `last_day`."""
    rules.not_oneself(grant.user, by=by)
    rules.administers(by, grant.unit)
    return _end(grant, by=by, last_day=last_day)


@transaction.atomic
def end_language(*, grant: LanguageGrant, by: User, last_day: date | None = None) -> LanguageGrant:
    rules.not_oneself(grant.user, by=by)
    rules.administers(by, grant.user.unit)
    return _end(grant, by=by, last_day=last_day)


def end_all(*, user: User, by: User | None) -> int:
    """End every role and language of somebody who leaves; how many there were."""
    grants = [*user.role_grants.standing(), *user.language_grants.standing()]
    for grant in grants:
        _end(grant, by=by, last_day=None)
    return len(grants)


@transaction.atomic
def _give(model, *, user: User, valid_from: date | None, valid_to: date | None, by: User | None, **what):
    valid_from = valid_from or timezone.localdate()
    rules.a_term(valid_from, valid_to)
    User.objects.select_for_update().get(pk=user.pk)  # two administrators at once grant one after the other
    if model.objects.filter(user=user, **what).overlapping(valid_from, valid_to).exists():
        raise RuleBroken(_("This person already holds this on some of these days."))
    grant = model.objects.create(user=user, valid_from=valid_from, valid_to=valid_to, granted_by=by, **what)
    changes = {"user": (None, user.pk), "valid_from": (None, valid_from), "valid_to": (None, valid_to)}
    record("grant", grant, by=by, changes=changes, unit=_unit_of(grant))
    return grant


def _end(grant, *, by: User | None, last_day: date | None):
    grant = type(grant).objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if grant.is_over:
        raise RuleBroken(_("This has already ended."))
    if last_day and last_day < max(grant.valid_from, timezone.localdate()):
        raise RuleBroken(_("The last day cannot lie in the past, nor before the first."))
    before, grant.ended_by = grant.last_day, by
    if last_day:
        grant.valid_to = last_day
    else:
        grant.ended_on = timezone.localdate()
    grant.save(update_fields=["valid_to", "ended_on", "ended_by"])
    record("end", grant, by=by, changes={"last_day": (before, grant.last_day)}, note=f"user {grant.user_id}", unit=_unit_of(grant))
    return grant


def _unit_of(grant) -> int | None:
    """A language is held in no unit: its grant is told where the account is at home."""
    return getattr(grant, "unit_id", None) or grant.user.unit_id
