"""A forgotten password."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import int_to_base36

from kontum_ttdn.accounts.actions import passwords
from kontum_ttdn.accounts.models import User
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken

pytestmark = pytest.mark.django_db
WORD = "chín con thỏ xám béo"


def choose(token, password=WORD):
    return Client().post(reverse("accounts:new_password", args=[token]), {"password": password, "again": password})


def test_link_lets_the_person_choose_once_and_ends_the_old_sessions(writer, administrator, as_user):
    old = as_user(writer)
    token, until = passwords.offer(user=writer, by=administrator)
    assert Client().get(reverse("accounts:new_password", args=[token])).status_code == 200
    assert choose(token).url == reverse("account_login")
    assert User.objects.get(pk=writer.pk).check_password(WORD)
    assert old.get(reverse("accounts:own")).status_code == 302
    assert choose(token, "một con khác hẳn kia").status_code == 410
    assert User.objects.get(pk=writer.pk).check_password(WORD)
    steps = Entry.objects.filter(target_id=str(writer.pk), target_type="accounts.User").order_by("pk").values_list("verb", "actor_id")
    assert list(steps) == [("offer_password", administrator.pk), ("choose_password", writer.pk)]
    assert until - timezone.now() > timedelta(hours=47)


def test_link_is_closed_after_two_days_and_for_another_account(writer, approver, administrator, settings):
    token = passwords.offer(user=writer, by=administrator)[0]
    assert choose(token.replace(int_to_base36(writer.pk), int_to_base36(approver.pk), 1)).status_code == 410
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert choose(token).status_code == 410
    assert not User.objects.get(pk=writer.pk).check_password(WORD)
    assert not User.objects.get(pk=approver.pk).check_password(WORD)


@pytest.mark.parametrize("token", ["", "x", "1.", "đ.1-2", "1.1-2", "zzzzzzzzzzzzzzzzzz.1-2"])
def test_nonsense_is_no_link(token, writer):
    with pytest.raises(RuleBroken):
        passwords.look_up(token)


def test_new_password_must_be_strong(writer, administrator):
    token = passwords.offer(user=writer, by=administrator)[0]
    assert choose(token, "123456789012").context["form"].errors.keys() == {"password"}
    assert passwords.look_up(token)


@pytest.mark.parametrize("caller", ["writer", "approver", "stranger"])
def test_link_is_refused_to_oneself_to_staff_and_to_strangers(request, caller, writer):
    with pytest.raises(RuleBroken):
        passwords.offer(user=writer, by=request.getfixturevalue(caller))
    assert not Entry.objects.filter(verb="offer_password").exists()


def test_page_shows_the_link_once(writer, administrator, as_user):
    answer = as_user(administrator).post(reverse("accounts:offer_password", args=[writer.pk]))
    token = answer.context["link"].rstrip("/").rsplit("/", 1)[-1]
    assert passwords.look_up(token) == writer
    assert "no-store" in answer["Cache-Control"]
