"""Any history of any tree: whatever is merged, split, abolished, renamed or moved, every fact is counted once.

The rules look back from a day along successions; this file plays the same history forward, step by step, and compares.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kontum_ttdn.units import actions, queries
from kontum_ttdn.units.models import UnitSpan

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.tuples(st.sampled_from(["begin", "rename", "reparent", "merge", "split", "abolish"]), st.integers(0, 99), st.integers(0, 99)),
    max_size=9,
)


class World:
    """What stands today, where each unit's facts are, and what it was like on each earlier day."""

    def __init__(self):
        self.day = date(2020, 1, 1)
        self.units, self.parent = {}, {}  # all by id; parent of those that stand
        self.row, self.shelter = {}, {}  # whose row has the facts of a unit; what an ended row stands under
        self.snapshots = {}

    def begin(self, parent, since=True):
        above = self.units.get(parent)
        unit = actions.begin_unit(kind="agency", name="Một", parent=above, valid_from=self.day if since else None, by=None)
        self.units[unit.pk], self.parent[unit.pk], self.row[unit.pk] = unit, parent, unit.pk
        return unit.pk

    def pick(self, number):
        return sorted(self.parent)[number % len(self.parent)]

    def below(self, unit):
        found = {child for child, parent in self.parent.items() if parent == unit}
        return found.union(*map(self.below, found)) | {unit}

    def move_children(self, unit, to, ending=frozenset()):
        for child in [child for child, parent in self.parent.items() if parent == unit and child not in ending]:
            actions.reparent(unit=self.units[child], parent=self.units.get(to), on=self.day, by=None)
            self.parent[child] = to

    def close(self, unit, shelter):
        """`unit` stands no more; rows that stood under it move to `shelter`."""
        self.shelter = {row: shelter if above == unit else above for row, above in self.shelter.items()}
        del self.parent[unit]

    def step(self, verb, first, second):
        self.day += timedelta(days=10)
        with actions.reorganisation():
            if verb == "begin" or len(self.parent) < 3:
                self.begin(self.pick(first))
            else:
                getattr(self, verb)(self.pick(first), second)
        self.remember()

    def rename(self, unit, number):
        actions.rename(unit=self.units[unit], name=f"Tên {number}", on=self.day, by=None)

    def reparent(self, unit, number):
        above = self.pick(number)
        if above not in self.below(unit):
            actions.reparent(unit=self.units[unit], parent=self.units[above], on=self.day, by=None)
            self.parent[unit] = above

    def merge(self, unit, number):
        other = self.pick(number)
        olds = {unit, other}
        outside = [above for above in (self.parent[unit], self.parent[other]) if above not in self.below(unit) | self.below(other)]
        new = self.begin(outside[0] if outside else None)
        for old in olds:
            self.move_children(old, new, olds)
        actions.merge(units=[self.units[old] for old in olds], into=self.units[new], on=self.day, by=None)
        self.row = {fact: new if row in olds else row for fact, row in self.row.items()}
        for old in olds:
            self.close(old, new)

    def split(self, unit, number):
        above = self.parent[unit]
        parts = [self.begin(above) for _ in range(2 + number % 2)]
        self.move_children(unit, parts[0])
        actions.split(unit=self.units[unit], into=[self.units[part] for part in parts], on=self.day, by=None)
        self.close(unit, above)
        self.shelter[unit] = above

    def abolish(self, unit, number):
        above = self.parent[unit]
        self.move_children(unit, above)
        actions.abolish(unit=self.units[unit], on=self.day, by=None)
        self.close(unit, above)
        self.shelter[unit] = above

    def remember(self):
        self.snapshots[self.day] = dict(self.parent), dict(self.row), dict(self.shelter)


def play(steps) -> World:
    world = World()
    root = world.begin(None, since=False)
    for _ in range(3):
        world.begin(root, since=False)
    world.remember()
    for step in steps:
        world.step(*step)
    return world


def chain_up(parent, unit):
    while unit is not None:
        yield unit
        unit = parent[unit]


def check_day(on, parent, row, shelter):
    landings = queries.landings(on)
    landed = {unit: (landings[unit].unit_id, landings[unit].under_id) for unit in row}
    assert landed == {unit: (place, shelter.get(place)) for unit, place in row.items()}
    below = {(above, unit) for unit in parent for above in chain_up(parent, unit)}
    assert set(UnitSpan.objects.on(on).values_list("ancestor_id", "descendant_id")) == below
    check_sums(on, parent, row, shelter)


def check_sums(on, parent, row, shelter):
    """Ten facts a unit: by old units and by what stands now the sums are equal, and no fact is under two roofs."""
    facts = {unit: 10 + unit % 7 for unit in row}
    anchor = {unit: place if place in parent else shelter[place] for unit, place in row.items()}
    counted = Counter()
    for top in [unit for unit, above in parent.items() if above is None]:
        covered = queries.covered_ids([top], on) & row.keys()
        assert covered == {unit for unit in row if anchor[unit] is not None and top in chain_up(parent, anchor[unit])}
        counted.update({unit: facts[unit] for unit in covered})
    counted.update({unit: facts[unit] for unit in row if anchor[unit] is None})
    assert counted == facts


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_every_fact_is_counted_once_in_any_history(steps):
    with transaction.atomic():
        world = play(steps)
        for on, (parent, row, shelter) in world.snapshots.items():
            check_day(on, parent, row, shelter)
        transaction.set_rollback(True)
