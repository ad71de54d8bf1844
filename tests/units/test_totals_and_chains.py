"""Sums by unit as reported and as of today, and the chain of a place."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from kontum_ttdn.units import actions, chains, queries
from kontum_ttdn.units.sums import Mode
from tests.factories import UnitFactory

from .plans import DAY, EVE
from .test_reference import AFTER, BEFORE

pytestmark = pytest.mark.django_db


def table(rows):
    return [(row.depth, row.name, row.own, row.total, row.reason) for row in rows]


@pytest.fixture
def places(db):
    """A split, an abolition, a merger under one province; ten facts of each unit that was."""
    with actions.reorganisation():
        top = UnitFactory(name="Tỉnh", code="0")
        names = {code: UnitFactory(name=f"Xã {code}", code=code, parent=top) for code in "1234"}
        half, other, whole = (UnitFactory(name=name, parent=top, valid_from=DAY) for name in ("Nửa một", "Nửa hai", "Xã chung"))
        actions.split(unit=names["1"], into=[half, other], on=DAY, by=None)
        actions.abolish(unit=names["2"], on=DAY, by=None)
        actions.merge(units=[names["3"], names["4"]], into=whole, on=DAY, by=None)
    return {unit.pk: 10 for unit in names.values()} | {half.pk: 1}


def test_as_of_today_facts_stand_under_who_carries_on_and_the_rest_in_rows_of_their_own(places):
    assert table(queries.totals(places, DAY)) == [
        (0, "Tỉnh", 0, 41, ""),
        (1, "Nửa một", 1, 1, ""),
        (1, "Xã chung", 20, 20, ""),
        (1, "Xã 1", 10, 10, "split"),
        (1, "Xã 2", 10, 10, "ended"),
    ]


def test_as_reported_facts_stand_under_the_units_that_were_named(places):
    assert table(queries.totals(places, DAY, Mode.REPORTED)) == [
        (0, "Tỉnh", 0, 41, ""),
        (1, "Nửa một", 1, 1, ""),
        (1, "Xã 1", 10, 10, "split"),
        (1, "Xã 2", 10, 10, "ended"),
        (1, "Xã 3", 10, 10, "ended"),
        (1, "Xã 4", 10, 10, "ended"),
    ]


def test_as_of_an_earlier_day_what_was_to_come_is_not_lost(places):
    assert table(queries.totals(places, EVE))[-1] == (1, "Nửa một", 1, 1, "not_begun")


@pytest.mark.usefixtures("kon_tum")
def test_sums_take_two_statements_for_any_number_of_units(django_assert_num_queries):
    counts = dict.fromkeys(queries.graph().terms, 1)
    for some in (dict(list(counts.items())[:3]), counts):
        with django_assert_num_queries(2):
            queries.totals(some, AFTER)


def test_table_of_sums_switches_between_the_units_of_today_and_those_named(places):
    modes = [{"label": mode.label, "url": f"?mode={mode.value}", "current": mode == Mode.TODAY} for mode in Mode]
    html = " ".join(
        render_to_string("units/components/totals.html", {"rows": queries.totals(places, DAY), "label": "Phiếu", "modes": modes}).split()
    )
    assert '<a href="?mode=today" aria-current="true">as of today</a>' in html
    assert '<span class="badge heed">before the split</span></th><td class="figure">10</td><td class="figure">10</td>' in html


@pytest.mark.usefixtures("kon_tum")
def test_the_chain_of_dak_nhoong_leads_to_dak_plo():
    (step,) = chains.of(queries.find("23350", BEFORE).unit)
    assert [link.name for link in step.before] == ["Xã Đăk Blô", "Xã Đăk Man", "Xã Đăk Nhoong"]
    assert ([link.name for link in step.after], step.last_day, step.change.kind) == (["Xã Đăk Plô"], BEFORE, "merge")


def test_a_chain_tells_names_splits_and_ends_in_their_order(django_assert_num_queries):
    top = UnitFactory(name="Tỉnh")
    one = UnitFactory(name="Xã Cũ", parent=top)
    actions.rename(unit=one, name="Xã Mới", on=DAY, by=None)
    later = date(2025, 1, 1)
    with actions.reorganisation():
        halves = [UnitFactory(name=f"Nửa {n}", parent=top, valid_from=later) for n in "12"]
        actions.split(unit=one, into=halves, on=later, by=None)
    actions.abolish(unit=halves[1], on=date(2026, 1, 1), by=None)
    with django_assert_num_queries(3):
        told = chains.of(halves[0])
    assert [([link.name for link in step.before], [link.name for link in step.after]) for step in told] == [
        (["Xã Cũ"], ["Xã Mới"]), (["Xã Mới"], ["Nửa 1", "Nửa 2"]), (["Nửa 2"], []),
    ]  # fmt: skip
    assert chains.of(top) == []


@pytest.mark.usefixtures("kon_tum")
def test_page_of_a_unit_shows_its_chain_with_links(as_user, writer):
    nhoong, plo = queries.find("23350", BEFORE).unit, queries.find("23344", AFTER).unit
    html = " ".join(as_user(writer).get(f"/en/units/{nhoong.pk}/").content.decode().split())
    assert '<b lang="vi" aria-current="true">Xã Đăk Nhoong</b>' in html
    assert (
        f'(to 30/06/2025)</span> <span aria-hidden="true">→</span><span class="unseen">carried on by</span> <a href="/en/units/{plo.pk}/" lang="vi">Xã Đăk Plô</a>'
        in html
    )
