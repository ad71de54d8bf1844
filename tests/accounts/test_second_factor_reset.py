"""A lost second factor is taken off by two persons."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kontum_ttdn.accounts.actions.second_factor import ask_reset, confirm_reset, tell
from kontum_ttdn.accounts.models import SecondFactorReset
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import SecondFactorFactory

pytestmark = pytest.mark.django_db
REASON = "Gọi lại số máy cơ quan"


@pytest.fixture
def factor(approver):
    return SecondFactorFactory(user=approver)


@pytest.fixture
def asked(factor, approver, administrator):
    return ask_reset(user=approver, reason=REASON, by=administrator)


def has_factor(user):
    return Authenticator.objects.filter(user=user).exists()


def test_asking_alone_takes_nothing_off(asked, approver):
    assert has_factor(approver)


def test_same_person_cannot_confirm_what_they_asked_for(asked, administrator, approver):
    with pytest.raises(RuleBroken):
        confirm_reset(reset=asked, by=administrator)
    assert has_factor(approver)


def test_database_itself_refuses_one_person_in_both_parts(asked, administrator):
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondFactorReset.objects.filter(pk=asked.pk).update(confirmed_by=administrator, confirmed_at=timezone.now())


def test_second_administrator_confirms_and_both_are_in_the_log(asked, approver, administrator, second_administrator):
    confirm_reset(reset=asked, by=second_administrator)
    assert not has_factor(approver)
    steps = Entry.objects.filter(target_type="accounts.SecondFactorReset").order_by("pk").values_list("verb", "actor_id")
    assert list(steps) == [("ask_reset", administrator.pk), ("confirm_reset", second_administrator.pk)]


def test_confirming_ends_the_sessions_of_the_account(factor, approver, administrator, second_administrator, as_user):
    browser = as_user(approver)
    assert browser.get(reverse("accounts:own")).status_code == 200
    confirm_reset(reset=ask_reset(user=approver, reason=REASON, by=administrator), by=second_administrator)
    assert browser.get(reverse("accounts:own")).status_code == 302


@pytest.mark.parametrize("caller", ["approver", "writer", "stranger"])
def test_reset_is_refused_to_oneself_to_staff_and_to_strangers(request, caller, factor, approver, asked):
    other = request.getfixturevalue(caller)
    asked_before = SecondFactorReset.objects.count()
    with pytest.raises(RuleBroken):
        ask_reset(user=approver, reason=REASON, by=other)
    with pytest.raises(RuleBroken):
        confirm_reset(reset=asked, by=other)
    assert has_factor(approver)
    assert SecondFactorReset.objects.count() == asked_before


def test_administrator_cannot_reset_oneself_through_a_colleague_alone(administrator, second_administrator):
    SecondFactorFactory(user=administrator)
    asked = ask_reset(user=administrator, reason=REASON, by=second_administrator)
    with pytest.raises(RuleBroken):
        confirm_reset(reset=asked, by=administrator)
    assert has_factor(administrator)


def test_request_lapses_after_three_days(asked, second_administrator, approver):
    SecondFactorReset.objects.update(asked_at=timezone.now() - timedelta(days=3, seconds=1))
    with pytest.raises(RuleBroken):
        confirm_reset(reset=asked, by=second_administrator)
    assert has_factor(approver)


def test_person_concerned_is_told_once_at_the_next_sign_in(asked, approver, second_administrator, administrator):
    confirm_reset(reset=asked, by=second_administrator)
    approver.refresh_from_db()
    approver.set_password("bảy con mèo đen to")
    approver.save()
    browser = Client(REMOTE_ADDR="10.0.0.1")
    answer = browser.post(reverse("account_login"), {"login": "approver", "password": "bảy con mèo đen to"}, follow=True)
    said = answer.content.decode()
    assert administrator.display_name in said
    assert second_administrator.display_name in said
    assert tell(approver) == []


def test_pages_lead_two_administrators_through_it(factor, approver, administrator, second_administrator, as_user):
    first, second = as_user(administrator), as_user(second_administrator)
    first.post(reverse("accounts:ask_reset", args=[approver.pk]), {"reset-reason": REASON})
    reset = SecondFactorReset.objects.get()
    confirm = reverse("accounts:confirm_reset", args=[reset.pk])
    assert confirm not in first.get(reverse("accounts:list")).content.decode()
    assert confirm in second.get(reverse("accounts:list")).content.decode()
    first.post(confirm)
    assert has_factor(approver)
    second.post(confirm)
    assert not has_factor(approver)
