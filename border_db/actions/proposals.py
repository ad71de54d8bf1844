"""Proposing a correction, taking it over, refusing it, taking it back. What the entry said and what was proposed are both kept."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from border_db.models import Entry, Proposal, State
from border_db.registers import REGISTERS, Register, register_of
from border_db.workflow import PROPOSAL
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.workflow.flow import RuleBroken

from .entries import change_entry, said

TAKEN = gettext_noop("Your correction of “%(entry)s” was taken over.")
REFUSED = gettext_noop("Your correction of “%(entry)s” was not taken over: see the answer.")


@transaction.atomic
def propose(*, entry: Entry, after: dict, why: str, by) -> Proposal:
    """Propose that the fields in `after` say something else; `after` as `said` tells an entry. Fields that already say so are left out."""
    register = register_of(entry)
    if not type(entry).objects.visible_to(by).standing().filter(pk=entry.pk).exists():
        raise RuleBroken(_("This entry was struck off."))
    if register.personal:
        raise RuleBroken(_("You may not keep entries of this unit."))  # whoever may see them changes them, or asks who does
    now = said(entry)
    after = {name: value for name, value in after.items() if name in register.proposable and now[name] != value}
    if not after:
        raise RuleBroken(_("The entry says so already."))
    if not why.strip():
        raise RuleBroken(_("Say why, and whence you know."))
    before = {name: now[name] for name in after}
    made = Proposal.objects.create(
        register=register.name, entry=entry.pk, unit_id=entry.unit_id, before=before, after=after, why=why.strip()[:300], by=by
    )
    record("propose", made, by=by, changes=dict.fromkeys(after, ("…", "…")))
    return made


@transaction.atomic
def take_proposal(*, proposal: Proposal, by, answer: str = "") -> Proposal:
    """The entry says it from now on. RuleBroken where a field in question was changed since: then it must be looked at anew."""
    proposal, entry = _locked(proposal)
    PROPOSAL.check(proposal, "take_proposal", by=by)
    now = said(entry)
    if any(now[name] != value for name, value in proposal.before.items()):
        raise RuleBroken(_("The entry was changed since this was proposed. Compare, then change it by hand or refuse the proposal."))
    values = {name: _value(REGISTERS[proposal.register], name, value) for name, value in proposal.after.items()}
    change_entry(entry=entry, version=entry.version, by=by, why=proposal.why, **values)
    return _decided(proposal, "take_proposal", by, answer, TAKEN, entry)


@transaction.atomic
def refuse_proposal(*, proposal: Proposal, by, answer: str) -> Proposal:
    """The entry stays as it is, and who proposed reads why."""
    proposal, entry = _locked(proposal)
    PROPOSAL.check(proposal, "refuse_proposal", by=by, reason=answer)
    return _decided(proposal, "refuse_proposal", by, answer, REFUSED, entry)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by) -> Proposal:
    """Who proposed takes it back."""
    proposal, _entry = _locked(proposal)
    if proposal.by_id != by.pk:
        raise RuleBroken(_("Only who proposed it takes it back."))
    if proposal.state != State.WAITING:
        raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
    proposal.state, proposal.decided_by, proposal.decided_at = State.WITHDRAWN, by, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    record("withdraw_proposal", proposal, by=by)
    return proposal


def may_propose(entry: Entry, by) -> bool:
    return may(by, Permission.REGISTER_VIEW) and not entry.struck_at and not register_of(entry).personal


def _decided(proposal: Proposal, move: str, by, answer: str, message: str, entry: Entry) -> Proposal:
    proposal.decided_by, proposal.decided_at, proposal.answer = by, timezone.now(), answer.strip()[:300]
    PROPOSAL.enter(proposal, move, by=by, saving=("decided_by", "decided_at", "answer"))
    tell(user=proposal.by, message=message, url=entry.get_absolute_url(), key=f"proposal {proposal.pk}", entry=entry.name)
    return proposal


def _locked(proposal: Proposal) -> tuple[Proposal, Entry]:
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    return proposal, REGISTERS[proposal.register].model.objects.select_for_update().get(pk=proposal.entry)


def _value(register: Register, name: str, value):
    """What an action takes, from what JSON says."""
    field = register.field(name)
    if value is None:
        return None
    if name in register.many:
        return list(field.related_model.objects.filter(pk__in=value))
    if field.is_relation:
        return field.related_model.objects.get(pk=value)
    return date.fromisoformat(value) if field.get_internal_type() == "DateField" else value
