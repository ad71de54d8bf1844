"""Taking off a lost second factor: one administrator asks, another confirms."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .. import rules
from ..models import SecondFactorReset, User

MAY = Permission.SECOND_FACTOR_RESET


@transaction.atomic
def ask_reset(*, user: User, reason: str, by: User) -> SecondFactorReset:
    """Ask that the second factor of `user` be taken off; nothing happens until another administrator confirms."""
    rules.not_oneself(user, by=by)
    rules.administers(by, user.unit, MAY)
    if not reason.strip():
        raise RuleBroken(_("Say how you know that the person who asks is the person of this account."))
    User.objects.select_for_update().get(pk=user.pk)
    if not Authenticator.objects.filter(user=user).exists():
        raise RuleBroken(_("This account has no second factor."))
    if user.second_factor_resets.open().exists():
        raise RuleBroken(_("A reset was already asked for and waits for a second administrator."))
    reset = SecondFactorReset.objects.create(user=user, reason=reason.strip(), asked_by=by)
    record("ask_reset", reset, by=by, changes={"user": (None, user.pk)}, note=reset.reason, unit=user.unit_id)
    return reset


@transaction.atomic
def confirm_reset(*, reset: SecondFactorReset, by: User) -> None:
    """Take the second factor off, as the second person, and end every session of the account."""
    reset = SecondFactorReset.objects.select_for_update(of=("self",)).select_related("user", "asked_by").get(pk=reset.pk)
    rules.not_oneself(reset.user, by=by)
    rules.administers(by, reset.user.unit, MAY)
    if by.pk == reset.asked_by_id:
        raise RuleBroken(_("A second administrator has to confirm: you asked for it yourself."))
    if not SecondFactorReset.objects.open().filter(pk=reset.pk).exists():
        raise RuleBroken(_("This request is no longer open."))
    rules.administers(reset.asked_by, reset.user.unit, MAY)
    Authenticator.objects.filter(user=reset.user).delete()
    User.objects.filter(pk=reset.user_id).update(session_epoch=F("session_epoch") + 1)
    reset.confirmed_by, reset.confirmed_at = by, timezone.now()
    reset.save(update_fields=["confirmed_by", "confirmed_at"])
    record("confirm_reset", reset, by=by, changes={"user": (None, reset.user_id)}, unit=reset.user.unit_id)


def tell(user: User) -> list[SecondFactorReset]:
    """Resets that `user` has not been told of; each is given out once."""
    untold = list(user.second_factor_resets.exclude(confirmed_at=None).filter(told_at=None).select_related("asked_by", "confirmed_by"))
    user.second_factor_resets.filter(pk__in=[reset.pk for reset in untold]).update(told_at=timezone.now())
    return untold
