"""Any plan on any tree: what is foreseen is what is done, what is taken back leaves the rows that were, and every fact is counted once."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kontum_ttdn.units import actions, effects, queries
from kontum_ttdn.units.models import Unit
from kontum_ttdn.units.sums import Mode
from tests.factories import UnitFactory

from .plans import begin, known, new, plan, rows

pytestmark = pytest.mark.django_db
FIRST = date(2020, 1, 1)
VERBS = ("stay", "rename", "move", "abolish", "split", "merge")
ROUND = st.tuples(
    st.lists(st.sampled_from(["stay", "abolish", "merge"]), min_size=3, max_size=3),
    st.lists(st.sampled_from(VERBS), min_size=9, max_size=9),
)


class Draft:
    """A plan that holds, drawn for the tree as it stands: what ends above leaves nobody behind."""

    def __init__(self, top: Unit, day: date, middle: list[str], low: list[str]):
        self.top, self.day, self.changes = top, day, []
        self.number = 0
        under = {unit: term.parent for unit, term in self._standing().items()}
        middles = sorted(unit for unit, above in under.items() if above == top.pk and unit in under.values())
        lows = sorted(under.keys() - {top.pk, *middles})
        self.home = {unit: known(Unit.objects.get(pk=unit)) for unit in [top.pk, *middles]}
        self._end_middles(dict(zip(middles, middle, strict=False)))
        for unit, verb in zip(lows, low * 3, strict=False):
            self._change(Unit.objects.get(pk=unit), under[unit], verb, middles)
        self._close_merger()

    def _standing(self):
        tree = queries.graph()
        return {unit: term for unit in tree.terms if (term := tree.term(unit, self.day))}

    def begin(self, parent) -> dict:
        self.number += 1
        name = f"Mới {self.number}, {self.day}"
        self.changes.append({**begin(name), "parent": parent})
        return new(name)

    def _end_middles(self, verbs: dict[int, str]) -> None:
        units = {unit: self.home[unit] for unit in verbs}
        if merged := [unit for unit, verb in verbs.items() if verb == "merge"]:
            into = self.begin(self.home[self.top.pk])
            self.changes.append({"change": "merge", "units": [units[unit] for unit in merged], "into": into})
            self.home |= dict.fromkeys(merged, into)
        for unit in [unit for unit, verb in verbs.items() if verb == "abolish"]:
            self.changes.append({"change": "abolish", "unit": units[unit]})
            self.home[unit] = self.home[self.top.pk]

    def _change(self, unit: Unit, above: int, verb: str, middles: list[int]) -> None:
        self.waiting = getattr(self, "waiting", [])
        before, home = known(Unit.objects.get(pk=above)), self.home.get(above, known(Unit.objects.get(pk=above)))
        if verb == "abolish":
            self.changes.append({"change": "abolish", "unit": known(unit)})
        elif verb == "split":
            self.changes.append({"change": "split", "unit": known(unit), "into": [self.begin(home), self.begin(home)]})
        elif verb == "merge":
            self.waiting.append((known(unit), home))
        else:
            home = self.home[middles[unit.pk % len(middles)]] if verb == "move" and middles else home
            if home != before:
                self.changes.append({"change": "re-parent", "unit": known(unit), "parent": home})
            if verb == "rename":
                self.changes.append({"change": "rename", "unit": known(unit), "name": f"{unit.name}, {self.day}"})

    def _close_merger(self) -> None:
        if waiting := getattr(self, "waiting", []):
            into = self.begin(waiting[0][1])
            self.changes.append({"change": "merge", "units": [unit for unit, _home in waiting], "into": into})


def check_sums(day: date) -> None:
    """Ten facts and some a unit, of all units there ever were."""
    facts = {unit: 10 + unit % 7 for unit in Unit.objects.values_list("pk", flat=True)}
    landings, reported = queries.landings(day), queries.totals(facts, day, Mode.REPORTED)
    today = {row.unit_id: row for row in queries.totals(facts, day)}
    assert {row.unit_id: row.own for row in reported} == facts
    assert {unit: row.own for unit, row in today.items() if row.own} == {
        place: sum(number for unit, number in facts.items() if landings[unit].unit_id == place) for place in {landing.unit_id for landing in landings.values()}
    }  # fmt: skip
    for table in (reported, today.values()):
        assert sum(row.total for row in table if row.depth == 0) == sum(row.own for row in table) == sum(facts.values())
    for unit, row in today.items():
        if not row.reason:
            assert row.total == sum(facts[each] for each in queries.covered_ids([unit], day))


@settings(max_examples=8, deadline=None)
@given(st.lists(ROUND, min_size=1, max_size=3))
def test_any_plan_does_what_was_foreseen_counts_once_and_is_taken_back_whole(rounds):
    with transaction.atomic():
        with actions.reorganisation():
            top = UnitFactory(name="Tỉnh")
            for middle in [UnitFactory(parent=top) for _ in range(3)]:
                UnitFactory.create_batch(2, parent=middle)
        done, day = [], FIRST
        for middle, low in rounds:
            day += timedelta(days=10)
            draft = Draft(top, day, middle, low)
            if draft.changes:
                before = rows()
                row = actions.prepare(data=plan(*draft.changes, on=day, name=f"{day}"), by=None)
                foreseen = actions.foresee(reorganisation=row, by=None)
                assert rows() == before
                actions.apply(reorganisation=row, by=None, seen=foreseen.digest)
                assert effects.of(row) == foreseen
                done.append((row, before))
            check_sums(day)
        for past in (FIRST, day - timedelta(days=5)):
            check_sums(past)
        for row, before in reversed(done):
            actions.undo(reorganisation=row, by=None, reason="Thử")
            assert rows() == before
        transaction.set_rollback(True)
