"""A reorganisation as a file: looked at, carried out once, taken back exactly."""

from datetime import date

import pytest
from django.utils import timezone

from kontum_ttdn.access.roles import Role
from kontum_ttdn.accounts.queries import stopped_grants
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.units import actions, effects, queries, reference
from kontum_ttdn.units.models import Reorganisation, UnitChange, UnitVersion
from kontum_ttdn.units.rules import Refused
from products.models import Product
from tests.factories import ProductFactory, RoleGrantFactory, UnitFactory, UserFactory

from .plans import DAY, begin, coded, known, merge, new, plan, rows

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def top(db):
    return UnitFactory(name="Tỉnh")


@pytest.fixture
def pair(top):
    return UnitFactory(name="Xã Một", parent=top, code="1"), UnitFactory(name="Xã Hai", parent=top, code="2")


def prepared(*changes, by=None, **more) -> Reorganisation:
    return actions.prepare(data=plan(*changes, **more), by=by)


def both_into_one(top, pair, **more) -> tuple:
    return begin("Xã Mới", top, code="1", **more), merge(pair, "Xã Mới")


def test_plan_names_units_by_code_and_day_and_begins_a_new_one_under_an_old_code(top, pair):
    into = {"change": "merge", "units": [coded("1"), coded("2")], "into": coded("1", DAY)}
    actions.apply(reorganisation=prepared(begin("Xã Mới", top, code="1"), into, legal_basis="NQ 1"), by=None)
    found = queries.find("1", DAY)
    assert (found.name, found.change.kind, found.change.legal_basis) == ("Xã Mới", "merge", "NQ 1")
    assert {queries.landing(unit, DAY).unit_id for unit in pair} == {found.unit_id}


@pytest.mark.parametrize("typed", ["Xã Đắk Blô", "xa dak blo", "XÃ  ĐĂK BLÔ", "XaDakBlô"])
def test_plan_knows_a_unit_by_its_number_and_any_spelling_of_its_name(top, typed):
    place = UnitFactory(name="Xã Đăk Blô", parent=top)
    change = {"change": "rename", "unit": {"id": place.pk, "name": typed}, "name": "Xã Đăk Plô"}
    actions.apply(reorganisation=prepared(change), by=None)
    assert [version.name for version in place.versions.all()] == ["Xã Đăk Blô", "Xã Đăk Plô"]


def test_every_sort_of_change_comes_out_of_one_file(top, pair):
    third, fourth = UnitFactory(name="Xã Ba", parent=top), UnitFactory(name="Xã Bốn", parent=top)
    row = prepared(
        *both_into_one(top, pair),
        begin("Nửa một", top),
        begin("Nửa hai", top),
        begin("Ban mới", top, legal_basis="QĐ 9"),
        {"change": "split", "unit": known(third), "into": [new("Nửa một"), new("Nửa hai")]},
        {"change": "re-parent", "unit": known(fourth), "parent": new("Ban mới")},
        {"change": "rename", "unit": known(fourth), "name": "Xã Bốn Mới"},
    )
    actions.apply(reorganisation=row, by=None)
    changes = UnitVersion.objects.filter(change__reorganisation=row).order_by("name", "state", "pk")
    assert list(changes.values_list("name", "state", "change__kind", "parent_id", "change__legal_basis")) == [
        ("Ban mới", "exists", "begin", top.pk, "QĐ 9"),
        ("Nửa hai", "exists", "split", top.pk, ""),
        ("Nửa một", "exists", "split", top.pk, ""),
        ("Xã Ba", "ended", "split", top.pk, ""),
        ("Xã Bốn Mới", "exists", "re-parent", queries.named("Ban mới", DAY)[0].unit_id, ""),
        ("Xã Hai", "ended", "merge", top.pk, ""),
        ("Xã Một", "ended", "merge", top.pk, ""),
        ("Xã Mới", "exists", "merge", top.pk, ""),
    ]


def test_what_is_foreseen_changes_nothing_and_is_what_is_done(top, pair):
    holder = UserFactory(unit=pair[0], roles=[Role.WRITER], display_name="Y Một")
    ProductFactory(unit=pair[1], by=UserFactory(unit=pair[1], roles=[Role.WRITER], display_name="Y Hai"))
    alone = UnitFactory(name="Chi cục", parent=top)
    RoleGrantFactory(user=holder, role=Role.CLERK, unit=alone)
    row = prepared(*both_into_one(top, pair), {"change": "abolish", "unit": known(alone)})
    before = rows(), Entry.objects.count()
    foreseen = actions.foresee(reorganisation=row, by=None)
    assert (rows(), Entry.objects.count()) == before
    assert [(each.name, each.how, each.followed_by) for each in foreseen.ended] == [
        ("Chi cục", "abolition", ()), ("Xã Một", "merger", ("Xã Mới",)), ("Xã Hai", "merger", ("Xã Mới",)),
    ]  # fmt: skip
    assert [(each.name, each.under, each.follows) for each in foreseen.begun] == [("Xã Mới", "Tỉnh", ("Xã Hai", "Xã Một"))]
    assert [(right.who, right.over, right.follows_to) for right in foreseen.rights] == [
        ("Y Một", "Chi cục", ()), ("Y Hai", "Xã Hai", ("Xã Mới",)), ("Y Một", "Xã Một", ("Xã Mới",)),
    ]  # fmt: skip
    products = str(Product._meta.verbose_name).capitalize()
    assert [(each.number, each.sources, each.row) for each in foreseen.records if each.kind == products] == [(1, ("Xã Hai",), "Xã Mới")]
    actions.apply(reorganisation=row, by=None, seen=foreseen.digest)
    assert effects.of(row) == foreseen


def test_grants_follow_the_merger_and_come_back_with_it(top, pair):
    holder = UserFactory(unit=pair[0], roles=[Role.WRITER])
    row = actions.apply(reorganisation=prepared(*both_into_one(top, pair)), by=None)
    into = queries.find("1", DAY).unit_id
    assert {unit for _role, unit in _again(holder).grants(timezone.localdate())} == {pair[0].pk, pair[1].pk, into}
    actions.undo(reorganisation=row, by=None, reason="Nhầm")
    assert {unit for _role, unit in _again(holder).grants(timezone.localdate())} == {pair[0].pk}


def test_grants_on_what_is_abolished_stop_and_are_listed(top):
    chief = UserFactory(unit=top, roles=[Role.ADMINISTRATOR])
    alone = UnitFactory(name="Chi cục", parent=top)
    grant = RoleGrantFactory(user=UserFactory(unit=top), role=Role.WRITER, unit=alone)
    row = prepared({"change": "abolish", "unit": known(alone)}, by=chief)
    assert [right.who for right in actions.foresee(reorganisation=row, by=chief).stopping] == [str(grant.user)]
    actions.apply(reorganisation=row, by=chief)
    assert stopped_grants(_again(chief)) == [grant]


def test_the_very_same_plan_is_refused_twice_and_welcome_again_once_taken_back(top, pair):
    data = plan(*both_into_one(top, pair))
    row = actions.prepare(data=data, by=None)
    other = Reorganisation.objects.create(name=row.name, date=row.date, text=row.text, sha256=row.sha256)
    actions.apply(reorganisation=row, by=None)
    for again in (lambda: actions.prepare(data=data, by=None), lambda: actions.apply(reorganisation=other, by=None)):
        with pytest.raises(Refused, match="in force already"):
            again()
    with pytest.raises(Refused, match="carried out before"):
        actions.apply(reorganisation=row, by=None)
    actions.undo(reorganisation=row, by=None, reason="Nhầm")
    actions.apply(reorganisation=other, by=None)
    assert list(Reorganisation.objects.in_force()) == [other]


def test_undoing_gives_back_exactly_the_rows_that_were_there(top, pair):
    UnitFactory(name="Thôn", parent=pair[0])
    village = queries.named("Thôn", DAY)[0].unit
    before = rows()
    row = prepared(*both_into_one(top, pair), {"change": "re-parent", "unit": known(village), "parent": new("Xã Mới")})
    actions.apply(reorganisation=row, by=None)
    assert rows() != before
    actions.undo(reorganisation=row, by=None, reason="Nhầm")
    row.refresh_from_db()
    assert (rows(), row.is_in_force, row.undo_reason) == (before, False, "Nhầm")


def _later_change(into, top):
    actions.rename(unit=into, name="Xã Khác", on=date(2025, 1, 1), by=None)


def _unit_below(into, top):
    UnitFactory(name="Thôn", parent=into, valid_from=date(2025, 1, 1))


def _record(into, top):
    ProductFactory(unit=into, by=UserFactory(unit=top, roles=[Role.WRITER]))


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (_later_change, "Xã Khác has a later change, of 01/01/2025"),
        (_unit_below, "Thôn belongs to Xã Mới, which began with this plan"),
        (_record, "records point to units that began with it"),
    ],
)
def test_what_others_have_built_upon_is_not_taken_back(top, pair, build, said):
    row = actions.apply(reorganisation=prepared(*both_into_one(top, pair)), by=None)
    build(queries.find("1", DAY).unit, top)
    before = rows()
    with pytest.raises(Refused, match=said):
        actions.undo(reorganisation=row, by=None, reason="Nhầm")
    assert rows() == before


def test_a_reason_is_asked_for_and_nothing_is_taken_back_twice(top, pair):
    row = actions.apply(reorganisation=prepared(*both_into_one(top, pair)), by=None)
    with pytest.raises(Refused, match="why"):
        actions.undo(reorganisation=row, by=None, reason="  ")
    actions.undo(reorganisation=row, by=None, reason="Nhầm")
    with pytest.raises(Refused, match="not in force"):
        actions.undo(reorganisation=row, by=None, reason="Nhầm")


def test_a_change_of_the_same_day_made_by_hand_and_a_plan_do_not_mix(top, pair):
    row = prepared({"change": "re-parent", "unit": known(pair[0]), "parent": known(pair[1])})
    actions.rename(unit=pair[0], name="Xã Tay", on=DAY, by=None)
    with pytest.raises(Refused, match="Xã Tay already changes on that day"):
        actions.apply(reorganisation=row, by=None)


def test_what_was_looked_at_is_what_is_carried_out(top, pair):
    row = prepared(*both_into_one(top, pair))
    seen = actions.foresee(reorganisation=row, by=None).digest
    RoleGrantFactory(user=UserFactory(unit=top), role=Role.WRITER, unit=pair[0])
    with pytest.raises(Refused, match="since you looked"):
        actions.apply(reorganisation=row, by=None, seen=seen)
    assert not UnitChange.objects.exists()


def test_administrator_reorganises_own_units_alone(top, pair, stranger):
    chief, of_one = UserFactory(unit=top, roles=[Role.ADMINISTRATOR]), UserFactory(unit=pair[0], roles=[Role.ADMINISTRATOR])
    changes = both_into_one(top, pair)
    for person in (of_one, stranger):
        with pytest.raises(Refused, match="You may not reorganise"):
            actions.apply(reorganisation=prepared(*changes, by=person), by=person)
    with pytest.raises(Refused, match="only the operator"):
        actions.apply(reorganisation=prepared(begin("Nước", None), by=chief), by=chief)
    row = actions.apply(reorganisation=prepared(*changes, by=chief), by=chief)
    with pytest.raises(Refused, match="You may not reorganise"):
        actions.undo(reorganisation=row, by=stranger, reason="Nhầm")
    actions.undo(reorganisation=row, by=_again(chief), reason="Nhầm")
    told = Entry.objects.filter(target_type="units.Reorganisation", target_id=str(row.pk)).order_by("pk")
    assert list(told.values_list("verb", "actor_id")) == [(verb, chief.pk) for verb in ("prepare", "apply", "undo")]


@pytest.mark.usefixtures("kon_tum")
def test_the_merger_of_2025_goes_back_and_forth():
    row, after = Reorganisation.objects.get(), rows()
    assert (row.is_in_force, row.changes.count()) == (True, 54)
    actions.undo(reorganisation=row, by=None, reason="Thử")
    assert [UnitVersion.objects.standing(AFTER).filter(level=level, unit__kind="administrative").count() for level in ("district", "commune")] == [
        10, 102,
    ]  # fmt: skip
    reference.load()
    assert Reorganisation.objects.in_force().count() == 0
    actions.apply(reorganisation=actions.prepare(data=reference.MERGER.read_bytes(), by=None), by=None)
    assert [len(table) for table in rows()] == [len(table) for table in after]
    assert queries.find("23344", AFTER).name == "Xã Đăk Plô"


def _again(user):
    return type(user).objects.get(pk=user.pk)
