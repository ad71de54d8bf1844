"""When a person leaves: work goes to a successor, rights end, the account closes."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .. import rules
from ..models import User
from ..registry import handovers
from .grants import end_all


@transaction.atomic
def hand_over(*, leaver: User, successor: User | None, by: User) -> dict[str, int]:
    """Give everything that waits with `leaver` to `successor`, end the leaver's rights and close the account.

    Returns how much of each sort of work moved. A successor may be left out only where nothing waits.
    """
    rules.not_oneself(leaver, by=by)
    rules.administers(by, leaver.unit)
    leaver = User.objects.select_for_update(of=("self",)).get(pk=leaver.pk)
    if not leaver.is_active:
        raise RuleBroken(_("This account is already closed."))
    moved = _move(leaver, successor, by)
    ended = end_all(user=leaver, by=by)
    leaver.is_active = False
    leaver.session_epoch += 1
    leaver.save(update_fields=["is_active", "session_epoch"])
    record(
        "hand_over",
        leaver,
        by=by,
        changes={"is_active": (True, False), "successor": (None, successor and successor.pk)},
        note=f"{moved}, {ended}",
    )
    return moved


def _move(leaver: User, successor: User | None, by: User) -> dict[str, int]:
    waiting = {plug: plug.waiting(leaver) for plug in handovers()}
    if not any(waiting.values()):
        return {}
    if successor is None:
        raise RuleBroken(_("Work still waits with this person. Choose who takes it over."))
    if successor.pk == leaver.pk or not successor.is_active:
        raise RuleBroken(_("Choose a successor whose account is open."))
    rules.administers(by, successor.unit)
    return {str(plug.label): plug.handover(from_user=leaver, to_user=successor, by=by) for plug, count in waiting.items() if count}
