"""Proposed corrections, for lists and pages."""

from dataclasses import dataclass

from django.db.models import QuerySet

from border_db.models import Entry, Proposal
from border_db.registers import REGISTERS

from .entries import words_of

ON_PAGE = 10  # proposals shown on the page of an entry


@dataclass(frozen=True)
class Line:
    """One field of a proposal in words: what it said then, what it should say, and what it says now where that is neither."""

    label: str
    before: str
    after: str
    now: str
    moved_on: bool


def listed(user) -> QuerySet[Proposal]:
    """Those that wait first, then the newest."""
    return Proposal.objects.visible_to(user).select_related("by").order_by("-state", "-pk")


def of_entry(entry: Entry, user) -> list[Proposal]:
    return list(Proposal.objects.visible_to(user).filter(register=entry.REGISTER, entry=entry.pk).select_related("by")[:ON_PAGE])


def lines(proposal: Proposal, now: dict) -> list[Line]:
    """The proposal field by field, beside what the entry says now (`now`, as `said` tells it)."""
    register = REGISTERS[proposal.register]
    before, after, standing = (
        words_of(register, each) for each in (proposal.before, proposal.after, {name: now[name] for name in proposal.after})
    )
    return [
        Line(register.field(name).verbose_name, before[name], after[name], standing[name], now[name] != proposal.before[name])
        for name in proposal.after
    ]
