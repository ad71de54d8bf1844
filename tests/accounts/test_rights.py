"""Granting and ending, and units that end."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.roles import Role
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts import queries
from kontum_ttdn.accounts.actions import grants
from kontum_ttdn.accounts.models import RoleGrant, User
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.units.actions import abolish, merge, reorganisation, split
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import LanguageGrantFactory, RoleGrantFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)
BEFORE = REFORM - timedelta(days=1)


@pytest.fixture
def colleague(department):
    return UserFactory(username="colleague", unit=department)


def test_grant_role_lets_the_person_act_and_is_noted_without_a_name(administrator, colleague, department):
    grant = grants.grant_role(user=colleague, role=Role.WRITER, unit=department, by=administrator)
    assert may(User.objects.get(pk=colleague.pk), Permission.PRODUCT_WRITE, department)
    entry = Entry.objects.get(verb="grant", target_id=str(grant.pk))
    assert (entry.actor_id, entry.changes["user"]) == (administrator.pk, [None, colleague.pk])
    assert colleague.display_name not in f"{entry.target_label}{entry.changes}{entry.note}"


def test_grant_covers_units_below(administrator, colleague, department):
    below = UnitFactory(parent=department)
    grants.grant_role(user=colleague, role=Role.WRITER, unit=department, by=administrator)
    assert may(User.objects.get(pk=colleague.pk), Permission.PRODUCT_WRITE, below)


@pytest.mark.parametrize("caller", ["writer", "stranger"])
def test_grant_role_is_refused_to_who_does_not_administer_the_unit(request, caller, colleague, department):
    with pytest.raises(RuleBroken):
        grants.grant_role(user=colleague, role=Role.WRITER, unit=department, by=request.getfixturevalue(caller))
    assert not colleague.role_grants.exists()


def test_nobody_grants_a_role_to_oneself(administrator, department):
    with pytest.raises(RuleBroken):
        grants.grant_role(user=administrator, role=Role.APPROVER, unit=department, by=administrator)
    assert set(administrator.role_grants.values_list("role", flat=True)) == {Role.ADMINISTRATOR}


def test_nobody_grants_over_a_unit_one_does_not_administer(administrator, colleague, other_unit):
    with pytest.raises(RuleBroken):
        grants.grant_role(user=colleague, role=Role.WRITER, unit=other_unit, by=administrator)
    assert not colleague.role_grants.exists()


def test_grant_role_twice_on_the_same_days_is_refused_and_after_the_end_is_not(administrator, colleague, department):
    today = timezone.localdate()
    term = {"user": colleague, "role": Role.WRITER, "unit": department, "by": administrator}
    grant = grants.grant_role(**term, valid_to=today + timedelta(days=9))
    with pytest.raises(RuleBroken):
        grants.grant_role(**term, valid_from=today + timedelta(days=9))
    grants.end_role(grant=grant, by=administrator)
    grants.grant_role(**term)
    assert colleague.role_grants.on(today).count() == 1


def test_end_role_at_once_counts_from_today_and_with_a_last_day_after_it(administrator, department):
    today, one, other = timezone.localdate(), UserFactory(unit=department), UserFactory(unit=department)
    now = RoleGrantFactory(user=one, role=Role.WRITER, unit=department, valid_from=today - timedelta(days=5))
    later = RoleGrantFactory(user=other, role=Role.WRITER, unit=department)
    grants.end_role(grant=now, by=administrator)
    grants.end_role(grant=later, by=administrator, last_day=today + timedelta(days=1))
    assert [may(one, Permission.PRODUCT_WRITE, department, on=today + timedelta(days=n)) for n in (-1, 0)] == [True, False]
    assert [may(other, Permission.PRODUCT_WRITE, department, on=today + timedelta(days=n)) for n in (0, 1, 2)] == [True, True, False]


def test_end_role_of_another_unit_is_refused(stranger, writer):
    grant = writer.role_grants.get()
    with pytest.raises(RuleBroken):
        grants.end_role(grant=grant, by=stranger)
    assert RoleGrant.objects.get(pk=grant.pk).ended_on is None


def test_language_is_granted_and_ended_by_the_administrator_of_the_home_unit(administrator, stranger, colleague):
    with pytest.raises(RuleBroken):
        grants.grant_language(user=colleague, task="translate", language="lo", by=stranger)
    grant = grants.grant_language(user=colleague, task="translate", language="lo", by=administrator)
    assert User.objects.get(pk=colleague.pk).languages("translate") == {"lo"}
    grants.end_language(grant=grant, by=administrator)
    assert User.objects.get(pk=colleague.pk).languages("translate") == set()


# units that end


@pytest.fixture
def commune():
    return UnitFactory(name="Xã cũ")


@pytest.fixture
def clerk(commune):
    return UserFactory(unit=commune, roles=[])


@pytest.fixture
def held(clerk, commune):
    return RoleGrantFactory(user=clerk, role=Role.WRITER, unit=commune, valid_from=date(2024, 1, 1))


def test_grant_on_a_merged_unit_covers_the_successor_from_the_day_of_the_merger(held, clerk, commune):
    new = UnitFactory(name="Xã mới", valid_from=REFORM)
    merge(units=[commune, UnitFactory()], into=new, on=REFORM, by=None)
    assert [may(clerk, Permission.PRODUCT_WRITE, new, on=day) for day in (BEFORE, REFORM)] == [False, True]
    assert may(clerk, Permission.PRODUCT_WRITE, commune, on=REFORM)


def test_grant_on_a_split_unit_covers_all_successors(held, clerk, commune):
    news = [UnitFactory(valid_from=REFORM), UnitFactory(valid_from=REFORM)]
    split(unit=commune, into=news, on=REFORM, by=None)
    assert all(may(clerk, Permission.PRODUCT_WRITE, new, on=REFORM) for new in news)


def test_grant_on_a_unit_that_ended_without_successor_stops_and_is_listed_for_the_administrator_above(
    held, clerk, department, administrator, stranger
):
    lost = UnitFactory(parent=department)
    grant = RoleGrantFactory(user=clerk, role=Role.WRITER, unit=lost, valid_from=date(2024, 1, 1))
    abolish(unit=lost, on=REFORM, by=None)
    assert [may(clerk, Permission.PRODUCT_WRITE, lost, on=day) for day in (BEFORE, REFORM)] == [True, False]
    assert queries.stopped_grants(administrator) == [grant]
    assert queries.stopped_grants(stranger) == []


# the list "who may what"


def test_who_may_what_has_stopped_rights_first_and_ended_ones_last(administrator, writer, department, as_user):
    lost = UnitFactory(parent=department)
    stopped = RoleGrantFactory(user=writer, role=Role.TRANSLATOR, unit=lost, valid_from=date(2024, 1, 1))
    abolish(unit=lost, on=REFORM, by=None)
    over = RoleGrantFactory(user=writer, role=Role.REVIEWER, unit=department, valid_from=date(2024, 1, 1), valid_to=date(2024, 2, 1))
    LanguageGrantFactory(user=writer, task="translate", language="km")
    listed = [right.grant for right in queries.who_may_what(administrator)]
    assert (listed[0], listed[-1]) == (stopped, over)
    assert set(listed[1:-1]) == {administrator.role_grants.get(), writer.role_grants.get(role=Role.WRITER)}
    page = as_user(administrator).get(reverse("accounts:rights")).content.decode()
    assert page.count(writer.display_name) == 3


def test_who_may_what_as_of_a_day_names_the_units_of_then_and_whom_a_merger_made_them(administrator, department, as_user):
    old = UnitFactory(name="Xã Cũ", parent=department)
    RoleGrantFactory(user=UserFactory(unit=department), role=Role.WRITER, unit=old, valid_from=date(2024, 1, 1))
    with reorganisation():
        new = UnitFactory(name="Xã Mới", parent=department, valid_from=REFORM)
        merge(units=[old], into=new, on=REFORM, by=None)
    told = {day: [(right.over, right.follows_to) for right in queries.who_may_what(administrator, day)] for day in (EVE, REFORM)}
    assert told == {EVE: [("Xã Cũ", ())], REFORM: [("Xã Cũ", ("Xã Mới",))]}
    page = as_user(administrator).get(reverse("accounts:rights"), {"on": EVE.isoformat()})
    assert [right.over for right in page.context["rights"]] == ["Xã Cũ"]
    assert [as_user(administrator).get(reverse("accounts:rights"), {"on": odd}).status_code for odd in ("32/13/2025", "9" * 10_000)] == [
        200
    ] * 2


@pytest.mark.parametrize("name", ["accounts:list", "accounts:rights"])
def test_list_takes_the_same_number_of_statements_for_ten_and_for_sixty_accounts(
    administrator, department, as_user, name, django_assert_num_queries, django_assert_max_num_queries
):
    browser = as_user(administrator)
    UserFactory.create_batch(10, unit=department, roles=["writer"], languages={"translate": ["lo"]})
    with django_assert_max_num_queries(24) as ten:
        browser.get(reverse(name))
    UserFactory.create_batch(50, unit=department, roles=["writer"], languages={"translate": ["lo"]})
    with django_assert_num_queries(len(ten.captured_queries)):
        browser.get(reverse(name))
