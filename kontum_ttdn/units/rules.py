"""The rules of the tree of units, on plain ids and dates: nothing here asks the database.

A term holds from its first day up to, not including, the day it ends. An unknown start is `date.min` here, an open end `date.max`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A rule of the tree says no; the text is for the person who asked."""


class Reason(TextChoices):
    """Why a unit's facts stay in a row of their own."""

    SPLIT = "split", _("before the split")
    ENDED = "ended", _("ended")
    NOT_BEGUN = "not_begun", _("not yet begun")


@dataclass(frozen=True)
class Landing:
    """Where a unit's facts are shown as of a day.

    `unit_id` is the unit whose row takes them. Without a `reason` that unit exists; with one it is a row of its own
    under the unit `under_id`, the nearest above it that still exists (None: under none).
    """

    unit_id: int
    under_id: int | None = None
    reason: str = ""

    @property
    def anchor_id(self) -> int | None:
        """The existing unit under whose sums the row falls."""
        return self.under_id if self.reason else self.unit_id


class Term(NamedTuple):
    """A stretch of time in which a unit was the child of one parent under one code."""

    begins: date
    ends: date
    parent: int | None
    code: str


@dataclass(frozen=True)
class Graph:
    """All units over all time: the terms of each in which it exists, earliest first, and who carries it on from which day."""

    terms: dict[int, tuple[Term, ...]]
    successions: dict[int, tuple[tuple[date, int], ...]] = field(default_factory=dict)

    def term(self, unit: int, on: date) -> Term | None:
        """Its term on that day; None where it does not exist then."""
        for term in self.terms.get(unit, ()):
            if term.begins <= on < term.ends:
                return term
        return None

    def life(self, unit: int) -> tuple[date, date]:
        """First day and end of its existence."""
        terms = self.terms[unit]
        return terms[0].begins, terms[-1].ends

    def successors(self, unit: int, on: date) -> list[int]:
        return [new for day, new in self.successions.get(unit, ()) if day <= on]

    def ancestors(self, unit: int, on: date) -> Iterator[int]:
        """The unit itself and those above it on that day, nearest first."""
        at: int | None = unit
        while at is not None and (term := self.term(at, on)):
            yield at
            at = term.parent

    # where facts land
    def landing(self, unit: int, on: date) -> Landing:
        """A merged unit's facts go to its successor; with several successors or none they stay whole, in a row of their own."""
        if self.term(unit, on):
            return Landing(unit)
        successors = self.successors(unit, on)
        if len(successors) == 1:
            return self.landing(successors[0], on)
        return Landing(unit, self._shelter(unit, on), self.why_absent(unit, on))

    def why_absent(self, unit: int, on: date) -> str:
        """Why a unit that does not exist on that day does not."""
        if len(self.successors(unit, on)) > 1:
            return Reason.SPLIT
        terms = self.terms.get(unit)
        return Reason.NOT_BEGUN if terms and on < terms[0].begins else Reason.ENDED

    def _shelter(self, unit: int, on: date) -> int | None:
        """The nearest unit above that exists on that day, by way of a merger if need be."""
        terms = self.terms.get(unit)
        if not terms:
            return None
        parent = terms[0 if on < terms[0].begins else -1].parent
        return None if parent is None else self.landing(parent, on).anchor_id

    def heirs(self, unit: int, on: date) -> set[int]:
        """The existing units that carry it on: itself, all its successors, or none."""
        if self.term(unit, on):
            return {unit}
        return {heir for successor in self.successors(unit, on) for heir in self.heirs(successor, on)}

    def covered(self, units: Iterable[int], on: date) -> set[int]:
        """Every unit whose facts land at one of `units`, at an heir of it, or below; an ended unit with heirs covers itself too."""
        living = {unit: self.heirs(unit, on) for unit in units}
        roots = set().union(*living.values())
        if not roots:
            return set()
        known: dict[int, bool] = {}  # whether an existing unit is one of the roots or below
        below = {unit for unit in self.terms if self._falls_under(unit, roots, on, known)}
        return below | {unit for unit, heirs in living.items() if heirs}

    def _falls_under(self, unit: int, roots: set[int], on: date, known: dict[int, bool]) -> bool:
        anchor = unit if self.term(unit, on) else self.landing(unit, on).anchor_id
        if anchor is None:
            return False
        if anchor not in known:
            known[anchor] = any(above in roots for above in self.ancestors(anchor, on))
        return known[anchor]

    # what must hold
    def adrift(self) -> list[tuple[int, int]]:
        """(unit, parent) where the unit belongs to a parent that does not exist all that time."""
        return [(unit, term.parent) for unit, terms in self.terms.items() for term in terms if term.parent and not self._holds(term)]

    def _holds(self, term: Term) -> bool:
        if term.parent not in self.terms:
            return False
        begins, ends = self.life(term.parent)
        return begins <= term.begins and term.ends <= ends

    def shared_codes(self) -> list[str]:
        """Codes that two units would carry on one day."""
        uses: dict[str, list[tuple[date, date]]] = {}
        for terms in self.terms.values():
            for term in terms:
                if term.code:
                    uses.setdefault(term.code, []).append((term.begins, term.ends))
        return [code for code, times in uses.items() if _overlap(sorted(times))]

    # the closure
    @cached_property
    def spans(self) -> set[tuple[int, int, date, date]]:
        """(ancestor, descendant, from, to) with touching stretches joined; Refused where a unit would stand under itself."""
        found: dict[tuple[int, int], list[tuple[date, date]]] = {}
        for unit in self.terms:
            for above, begins, ends in self._climb(unit, date.min, date.max, ()):
                found.setdefault((above, unit), []).append((begins, ends))
        return {(above, unit, *stretch) for (above, unit), times in found.items() for stretch in _joined(times)}

    def _climb(self, unit: int, begins: date, ends: date, path: tuple[int, ...]) -> Iterator[tuple[int, date, date]]:
        if unit in path:
            raise Refused(_("A unit cannot belong to a unit that belongs to it."))
        for term in self.terms.get(unit, ()):
            first, last = max(begins, term.begins), min(ends, term.ends)
            if first < last:
                yield unit, first, last
                if term.parent is not None:
                    yield from self._climb(term.parent, first, last, (*path, unit))


def _overlap(times: list[tuple[date, date]]) -> bool:
    return any(later[0] < earlier[1] for earlier, later in zip(times, times[1:], strict=False))


def _joined(times: list[tuple[date, date]]) -> list[tuple[date, date]]:
    joined: list[tuple[date, date]] = []
    for begins, ends in sorted(times):
        if joined and joined[-1][1] == begins:
            joined[-1] = (joined[-1][0], ends)
        else:
            joined.append((begins, ends))
    return joined
