"""Whom a grant on a unit covers, today and after reorganisations."""

from datetime import date

import pytest

from kontum_ttdn.units import queries
from kontum_ttdn.units.actions import abolish, merge, reparent, split
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2024, 1, 1), date(2025, 1, 1)
EVE = date(2023, 12, 31)


def covered(unit, on):
    return queries.covered_ids([unit.pk], on)


def ids(*units):
    return {unit.pk for unit in units}


@pytest.fixture
def top(db):
    return UnitFactory(name="Tỉnh")


def test_a_grant_covers_the_subtree_of_the_day(top):
    left, right = UnitFactory(parent=top), UnitFactory(parent=top)
    leaf = UnitFactory(parent=left)
    reparent(unit=leaf, parent=right, on=DAY, by=None)
    assert (covered(left, EVE), covered(left, DAY), covered(right, DAY)) == (ids(left, leaf), ids(left), ids(right, leaf))


def test_a_grant_on_a_merged_unit_covers_its_successor_whole(top):
    one, two = UnitFactory(parent=top), UnitFactory(parent=top)
    new = UnitFactory(parent=top, valid_from=DAY)
    merge(units=[one, two], into=new, on=DAY, by=None)
    assert covered(one, EVE) == ids(one)
    assert covered(one, DAY) == covered(new, DAY) == ids(one, two, new)


def test_a_grant_on_a_split_unit_covers_it_and_all_its_successors_but_theirs_not_its_facts(top):
    old = UnitFactory(parent=top)
    left, right = UnitFactory(parent=top, valid_from=DAY), UnitFactory(parent=top, valid_from=DAY)
    split(unit=old, into=[left, right], on=DAY, by=None)
    assert (covered(old, DAY), covered(left, DAY)) == (ids(old, left, right), ids(left))
    assert covered(top, DAY) == ids(top, old, left, right)


def test_a_grant_on_a_unit_without_successor_stops_and_can_be_listed(top):
    old = UnitFactory(parent=top)
    abolish(unit=old, on=DAY, by=None)
    assert (covered(old, EVE), covered(old, DAY), covered(top, DAY)) == (ids(old), set(), ids(top, old))
    assert queries.heirs([old.pk, top.pk], DAY) == {old.pk: set(), top.pk: {top.pk}}


def test_a_stranger_s_grant_covers_nothing_here(top):
    UnitFactory(parent=top)
    elsewhere = UnitFactory()
    assert covered(elsewhere, DAY) == ids(elsewhere)


def test_successions_are_followed_however_far(top):
    old = UnitFactory(parent=top)
    middle = UnitFactory(parent=top, valid_from=DAY)
    merge(units=[old], into=middle, on=DAY, by=None)
    left, right = UnitFactory(parent=top, valid_from=NEXT), UnitFactory(parent=top, valid_from=NEXT)
    split(unit=middle, into=[left, right], on=NEXT, by=None)
    assert covered(old, DAY) == ids(old, middle)
    assert covered(old, NEXT) == ids(old, left, right)
    assert queries.landing(old, NEXT) == queries.Landing(middle.pk, top.pk, "split")


def test_covering_takes_the_same_statements_for_any_tree(top, django_assert_num_queries):
    for _ in range(30):
        top = UnitFactory(parent=top)
    with django_assert_num_queries(2):
        covered(top, DAY)
