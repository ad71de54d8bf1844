"""Sums by unit, each fact once: under the units that were named, or under those that carry them on. On plain ids: nothing here asks the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .rules import Graph, Reason


class Mode(TextChoices):
    """Under which units facts are counted."""

    TODAY = "today", _("as of today")
    REPORTED = "reported", _("as reported")


@dataclass(frozen=True)
class Total:
    """One row of a table of sums: `own` facts of the row, and `total` with those of all rows below it.

    With a `reason` it is the row of a unit that does not exist on that day: before a split, ended, not yet begun.
    """

    unit_id: int
    depth: int
    own: float
    total: float
    reason: str
    name: str = ""
    code: str = ""

    @property
    def reason_said(self) -> str:
        return str(Reason(self.reason).label) if self.reason else ""


@dataclass
class _Rows:
    """Where each row stands: own facts, the row above, and why it stands by itself."""

    own: dict[int, float] = field(default_factory=dict)
    above: dict[int, int | None] = field(default_factory=dict)
    reason: dict[int, str] = field(default_factory=dict)

    def put(self, unit: int, above: int | None, number: float, reason: str = "") -> None:
        self.own[unit] = self.own.get(unit, 0) + number
        self.above[unit] = above
        if reason:
            self.reason[unit] = reason


def totals(tree: Graph, counts: Mapping[int, float], on: date, mode: Mode, names: Mapping[int, tuple[str, str]]) -> list[Total]:
    """Rows in the order of a tree, each under the one it belongs to, neighbours by `names` (unit id → code, name); units that are no more come last."""
    rows = _Rows()
    for unit, number in counts.items():
        if mode == Mode.TODAY:
            _land(tree, rows, unit, number, on)
        else:
            _stay(tree, rows, unit, number, on)
    below: dict[int | None, list[int]] = {}
    for unit, above in rows.above.items():
        below.setdefault(above, []).append(unit)
    for units in below.values():
        units.sort(key=lambda unit: (unit in rows.reason, names.get(unit, ("", "")), unit))
    sums: dict[int, float] = {}
    told = list(_walked(None, 0, below, rows.own, sums))
    return [_total(unit, depth, rows, sums[unit], names.get(unit, ("", f"#{unit}"))) for unit, depth in told]


def _total(unit: int, depth: int, rows: _Rows, total: float, known: tuple[str, str]) -> Total:
    code, name = known
    return Total(unit, depth, rows.own[unit], total, rows.reason.get(unit, ""), name, code)


def _land(tree: Graph, rows: _Rows, unit: int, number: float, on: date) -> None:
    landing = tree.landing(unit, on)
    if landing.reason:
        rows.put(landing.unit_id, landing.under_id, number, landing.reason)
        at, number = landing.under_id, 0
    else:
        at = landing.unit_id
    while at is not None:
        term = tree.term(at, on)
        rows.put(at, term.parent, number)
        at, number = term.parent, 0


def _stay(tree: Graph, rows: _Rows, unit: int, number: float, on: date) -> None:
    """Under the unit itself and those above it on that day, or on its nearest day if it does not exist then."""
    at: int | None = unit
    while at is not None:
        terms = tree.terms.get(at)
        day = _nearest(terms, on) if terms else on
        term = tree.term(at, day)
        rows.put(at, term.parent if term else None, number, "" if term and day == on else tree.why_absent(at, on))
        at, number = (term.parent if term else None), 0


def _nearest(terms: tuple, on: date) -> date:
    """That day if it lies in the unit's time, else its first or its last one."""
    if on < terms[0].begins:
        return terms[0].begins
    return on if on < terms[-1].ends else terms[-1].ends - timedelta(days=1)


def _walked(above: int | None, depth: int, below: dict, own: dict, sums: dict) -> Iterator[tuple[int, int]]:
    """(row, depth) downwards; `sums` is filled on the way back."""
    for unit in below.get(above, ()):
        yield unit, depth
        yield from _walked(unit, depth + 1, below, own, sums)
        sums[unit] = own[unit] + sum(sums[each] for each in below.get(unit, ()))
