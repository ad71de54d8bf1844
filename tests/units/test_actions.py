"""Beginning, changing and ending units."""

from datetime import date

import pytest

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.units import queries
from kontum_ttdn.units.actions import abolish, begin_unit, merge, rename, reorganisation, reparent, split
from kontum_ttdn.units.models import Unit, UnitChange, UnitSpan, UnitVersion
from kontum_ttdn.units.rules import Landing, Refused

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2024, 1, 1), date(2025, 1, 1)


def unit(name, parent=None, valid_from=None, code=""):
    return begin_unit(kind="agency", name=name, parent=parent, valid_from=valid_from, code=code, by=None)


def test_begin_makes_the_first_version_and_its_spans():
    top = unit("Trên")
    below = unit("Dưới", top, DAY)
    assert list(below.versions.values_list("name", "valid_from", "state", "parent_id")) == [("Dưới", DAY, "exists", top.pk)]
    assert set(UnitSpan.objects.values_list("ancestor_id", "descendant_id", "valid_from", "valid_to")) == {
        (top.pk, top.pk, None, None),
        (below.pk, below.pk, DAY, None),
        (top.pk, below.pk, DAY, None),
    }


def test_rename_keeps_the_identity_and_the_old_name(administrator):
    one = unit("Cũ")
    rename(unit=one, name="Mới", on=DAY, legal_basis="QĐ 1", by=administrator)
    assert [queries.version_on(one, day).name for day in (date(2023, 12, 31), DAY)] == ["Cũ", "Mới"]
    assert queries.version_on(one, DAY).change.legal_basis == "QĐ 1"
    entry = Entry.objects.get(verb="rename")
    assert (entry.actor_id, entry.target_id, entry.changes) == (administrator.pk, str(one.pk), {"name": ["Cũ", "Mới"]})


def test_a_change_of_name_and_of_parent_on_one_day_make_one_version():
    top, one = unit("Trên"), unit("Cũ")
    rename(unit=one, name="Mới", on=DAY, by=None)
    reparent(unit=one, parent=top, on=DAY, by=None)
    assert list(one.versions.values_list("name", "parent_id")) == [("Cũ", None), ("Mới", top.pk)]


def test_reparent_moves_the_span_and_joins_the_unit_s_own():
    first, second = unit("Một"), unit("Hai")
    one = unit("Con", first)
    reparent(unit=one, parent=second, on=DAY, by=None)
    assert set(UnitSpan.objects.filter(descendant=one).values_list("ancestor_id", "valid_from", "valid_to")) == {
        (one.pk, None, None),
        (first.pk, None, DAY),
        (second.pk, DAY, None),
    }


def test_merge_ends_both_even_where_the_new_one_keeps_name_and_code():
    one, two = unit("Xã A", code="1"), unit("Xã B", code="2")
    with reorganisation():
        new = unit("Xã A", valid_from=DAY, code="1")
        merge(units=[one, two], into=new, on=DAY, by=None)
    assert [queries.find("1", day).unit for day in (date(2023, 12, 31), DAY)] == [one, new]
    assert queries.landing(two, DAY) == Landing(new.pk)
    assert queries.predecessors(new) == [one.versions.last(), two.versions.last()]


def test_split_and_abolition_leave_the_facts_in_a_row_of_their_own():
    top = unit("Trên")
    one, two = unit("Chia", top), unit("Bỏ", top)
    split(unit=one, into=[unit("Con 1", top, DAY), unit("Con 2", top, DAY)], on=DAY, by=None)
    abolish(unit=two, on=DAY, by=None)
    assert [queries.landing(each, DAY) for each in (one, two)] == [Landing(one.pk, top.pk, "split"), Landing(two.pk, top.pk, "ended")]


def test_facts_of_a_unit_not_yet_begun_are_not_lost():
    top = unit("Trên")
    later = unit("Sau", top, NEXT)
    with reorganisation():
        last = unit("Cuối", top, date(2026, 1, 1))
        merge(units=[later], into=last, on=date(2026, 1, 1), by=None)
    assert queries.landing(later, DAY) == Landing(later.pk, top.pk, "not_begun")
    assert queries.landing(later, date(2026, 1, 1)) == Landing(last.pk)


@pytest.mark.parametrize(
    "act",
    [
        lambda top, low, ended: abolish(unit=top, on=DAY, by=None),  # leaves `low` without a parent
        lambda top, low, ended: reparent(unit=top, parent=low, on=DAY, by=None),  # a circle
        lambda top, low, ended: rename(unit=ended, name="Lại", on=NEXT, by=None),  # it is no more
        lambda top, low, ended: unit("Khác", ended, DAY),  # under a unit that ended
        lambda top, low, ended: unit("Khác", code="7"),  # a code in use
        lambda top, low, ended: merge(units=[low], into=top, on=DAY, by=None),  # into a unit that was there
        lambda top, low, ended: split(unit=low, into=[low], on=DAY, by=None),  # into one
    ],
)
def test_what_would_break_the_tree_is_refused_and_leaves_nothing(act):
    top = unit("Trên", code="7")
    low, ended = unit("Dưới", top), unit("Hết")
    abolish(unit=ended, on=date(2020, 1, 1), by=None)
    tables = (Unit, UnitVersion, UnitChange, UnitSpan, Entry)
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    with pytest.raises(Refused):
        act(top, low, ended)
    assert [list(model.objects.order_by("pk").values()) for model in tables] == before


def test_history_is_continued_from_its_end_only():
    one = unit("Một")
    rename(unit=one, name="Hai", on=NEXT, by=None)
    with pytest.raises(Refused, match="01/01/2025"):
        rename(unit=one, name="Ba", on=DAY, by=None)


def test_a_reorganisation_is_checked_as_a_whole():
    old = unit("Tỉnh cũ")
    low = unit("Xã", old)
    with reorganisation():
        new = unit("Tỉnh mới", valid_from=DAY)
        merge(units=[old], into=new, on=DAY, by=None)
        reparent(unit=low, parent=new, on=DAY, by=None)
    assert queries.covered_ids([new.pk], DAY) == {old.pk, low.pk, new.pk}


def test_the_name_of_a_unit_costs_no_query_where_versions_are_at_hand(django_assert_num_queries):
    one = unit("Một")
    rename(unit=one, name="Hai", on=DAY, by=None)
    abolish(unit=one, on=NEXT, by=None)
    at_hand = Unit.objects.prefetch_related("versions").get(pk=one.pk)
    with django_assert_num_queries(0):
        assert at_hand.name == "Hai"
