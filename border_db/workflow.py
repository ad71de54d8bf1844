"""The table of states of a proposal."""

from django.utils.translation import gettext as _

from border_db.models import Proposal
from border_db.models import State as S
from kontum_ttdn.access.permissions import Permission as P
from kontum_ttdn.workflow.flow import Flow, Move, RuleBroken


def not_ones_own(proposal: Proposal, *, by, **_context) -> None:
    if proposal.by_id == by.pk:
        raise RuleBroken(_("Somebody else decides on what you have proposed."))


PROPOSAL = Flow.of(
    "state",
    lambda proposal: proposal.unit_id,
    Move("take_proposal", (S.WAITING,), S.TAKEN, P.REGISTER_KEEP, (not_ones_own,)),
    Move("refuse_proposal", (S.WAITING,), S.REFUSED, P.REGISTER_KEEP, (not_ones_own,), needs_reason=True),
)
