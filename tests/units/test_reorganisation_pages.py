"""Reorganisations on screen, for who administers units."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontum_ttdn.access.roles import NEEDS_SECOND_FACTOR, Role
from kontum_ttdn.units import actions
from kontum_ttdn.units.models import Reorganisation, Unit
from tests.factories import RoleGrantFactory, UnitFactory, UserFactory

from .plans import begin, known, merge, plan

pytestmark = pytest.mark.django_db
LIST = "/vi/units/reorganisations/"


@pytest.fixture
def pair(department):
    return UnitFactory(name="Xã Một", parent=department), UnitFactory(name="Xã Hai", parent=department)


@pytest.fixture
def client(as_user, administrator):
    return as_user(administrator)


def brought(client, data: bytes):
    return client.post(LIST, {"plan": SimpleUploadedFile("plan.json", data)})


def merger(department, pair) -> bytes:
    return plan(begin("Xã Mới", department), merge(pair, "Xã Mới"))


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_plan_is_brought_looked_at_carried_out_and_taken_back(client, department, pair, administrator):
    page = brought(client, merger(department, pair)).url
    looked = client.get(page)
    assert (looked.status_code, [each.name for each in looked.context["effects"].ended]) == (200, ["Xã Hai", "Xã Một"])
    seen = looked.context["effects"].digest
    assert f'name="seen" value="{seen}"' in text_of(looked)
    client.post(page + "apply/", {"seen": seen})
    row = Reorganisation.objects.get()
    assert (row.is_in_force, row.applied_by, [each.name for each in client.get(page).context["effects"].begun]) == (
        True,
        administrator,
        ["Xã Mới"],
    )
    client.post(page + "undo/", {"reason": "Nhầm ngày"})
    row.refresh_from_db()
    assert (row.is_in_force, row.undone_by, row.undo_reason) == (False, administrator, "Nhầm ngày")
    assert "Nhầm ngày" in text_of(client.get(page))


@pytest.mark.parametrize("seen", ["", "0" * 64, "x" * 10_000])
def test_nothing_is_carried_out_that_was_not_looked_at(client, department, pair, seen):
    page = brought(client, merger(department, pair)).url
    assert client.post(page + "apply/", {"seen": seen}).url == page
    assert Reorganisation.objects.get().is_prepared


@pytest.mark.parametrize("reason", ["", " ", "a\0b", "x" * 10_000])
def test_nothing_is_taken_back_without_a_reason_in_a_few_words(client, department, pair, reason):
    row = actions.apply(reorganisation=actions.prepare(data=merger(department, pair), by=None), by=None)
    assert client.post(row.get_absolute_url() + "undo/", {"reason": reason}).status_code == 302
    row.refresh_from_db()
    assert row.is_in_force


@pytest.mark.parametrize("data", [b"", b"{", b"\0" * 10_000, b"x" * 1_000_001, json.dumps({"name": "\u202e"}).encode()])
def test_a_bad_file_is_named_beside_its_field(client, data):
    answer = brought(client, data)
    assert (answer.status_code, list(answer.context["form"].errors), Reorganisation.objects.count()) == (400, ["plan"], 0)


def test_a_plan_that_cannot_be_carried_out_says_why_and_can_be_put_away(client, department):
    page = brought(client, plan({"change": "abolish", "unit": known(department)})).url
    UnitFactory(name="Phòng", parent=department)
    assert "Phòng" in client.get(page).context["refusal"]
    client.post(page + "discard/")
    assert (Reorganisation.objects.count(), client.get(page).status_code) == (0, 404)


def test_what_one_prepares_is_no_other_administrator_s_and_what_was_done_is_known(client, as_user, second_administrator, department, pair):
    page, other = brought(client, merger(department, pair)).url, as_user(second_administrator)
    assert [other.get(page).status_code, other.get(page + "plan.json").status_code, other.post(page + "apply/").status_code] == [404] * 3
    actions.apply(reorganisation=Reorganisation.objects.get(), by=None)
    assert other.get(page).status_code == 200
    assert other.get(page + "plan.json").headers["Content-Disposition"].startswith("attachment")


def test_a_stranger_carries_out_nothing_over_units_of_others(as_user, stranger, department, pair):
    client = as_user(stranger)
    page = brought(client, merger(department, pair)).url
    assert client.get(page.replace("/vi/", "/en/")).context["refusal"].startswith("You may not reorganise")
    client.post(page + "apply/", {"seen": "0" * 64})
    assert (Reorganisation.objects.get().is_prepared, Unit.objects.filter(versions__name="Xã Mới").exists()) == (True, False)


def test_only_the_role_that_asks_for_a_second_factor_reorganises(as_user, department):
    may = {role for role in Role if as_user(UserFactory(unit=department, roles=[role])).get(LIST).status_code == 200}
    assert may == {Role.ADMINISTRATOR} <= NEEDS_SECOND_FACTOR


def test_rights_of_units_that_the_viewer_does_not_see_are_only_counted(as_user, department, pair):
    elsewhere = UnitFactory(name="Chi cục khác")
    RoleGrantFactory(user=UserFactory(unit=elsewhere), role=Role.WRITER, unit=elsewhere)
    row = actions.prepare(data=plan({"change": "abolish", "unit": known(elsewhere)}), by=None)
    actions.apply(reorganisation=row, by=None)
    shown = as_user(UserFactory(unit=department, roles=[Role.ADMINISTRATOR])).get(row.get_absolute_url()).context["effects"]
    assert (shown.rights, shown.other_rights) == ((), 1)


def test_list_and_page_take_the_same_statements_for_10_and_for_300(client, department, administrator):
    now = timezone.now()

    def rows(first, last):
        Reorganisation.objects.bulk_create(
            Reorganisation(name=f"Số {n}", date=now, text="{}", sha256=str(n), applied_at=now, applied_by=administrator)
            for n in range(first, last)
        )

    def page(number):
        units = [UnitFactory(name=f"Xã {number} {n}", parent=department) for n in range(number)]
        actions.prepare(data=plan(begin(f"Mới {number}", department), merge(units, f"Mới {number}"), name=str(number)), by=administrator)
        row = actions.apply(reorganisation=Reorganisation.objects.get(name=str(number)), by=None)
        return row.get_absolute_url()

    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(address).status_code == 200
        return len(statements)

    rows(0, 10)
    few = count(LIST), count(page(2))
    rows(10, 300)
    assert (count(LIST), count(page(60))) == few
