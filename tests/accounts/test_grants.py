"""What an account may do on a day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.roles import Role
from kontum_ttdn.access.scope import may
from tests.factories import LanguageGrantFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


def test_grant_counts_on_its_first_and_last_day_and_on_no_other(department):
    user = UserFactory(unit=department)
    RoleGrantFactory(user=user, role=Role.WRITER, unit=department, valid_from=DAY, valid_to=DAY + timedelta(days=2))
    held = {n: may(user, Permission.PRODUCT_WRITE, department, on=DAY + timedelta(days=n)) for n in (-1, 0, 2, 3)}
    assert held == {-1: False, 0: True, 2: True, 3: False}


def test_grant_says_nothing_about_another_unit(writer, other_unit, department):
    assert may(writer, Permission.PRODUCT_WRITE, department)
    assert not may(writer, Permission.PRODUCT_WRITE, other_unit)


def test_languages_are_told_by_task_and_day():
    user = UserFactory()
    LanguageGrantFactory(user=user, task="translate", language="lo", valid_from=DAY, valid_to=DAY)
    LanguageGrantFactory(user=user, task="review", language="km", valid_from=DAY)
    assert (user.languages("translate", DAY), user.languages("review", DAY)) == ({"lo"}, {"km"})
    assert user.languages("translate", DAY + timedelta(days=1)) == set()


def test_inactive_account_holds_nothing(writer):
    writer.is_active = False
    assert writer.grants(timezone.localdate()) == frozenset()


def test_superuser_flag_opens_nothing(department):
    user = UserFactory(unit=department, is_superuser=True)
    assert not any(may(user, permission, department) for permission in Permission)


def test_grants_are_read_once_for_an_object_and_a_day(writer, django_assert_num_queries):
    day = timezone.localdate()
    writer.grants(day)
    with django_assert_num_queries(0):
        writer.grants(day)
