"""A forgotten password."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kontum_ttdn.accounts.actions import passwords
from kontum_ttdn.accounts.models import PasswordLink, User
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken

pytestmark = pytest.mark.django_db
WORD = "chín con thỏ xám béo"


def choose(token, password=WORD):
    return Client().post(reverse("accounts:new_password", args=[token]), {"password": password, "again": password})


def test_link_lets_the_person_choose_once_and_ends_the_old_sessions(writer, administrator, as_user):
    old = as_user(writer)
    link, token = passwords.offer(user=writer, by=administrator)
    assert Client().get(reverse("accounts:new_password", args=[token])).status_code == 200
    assert choose(token).url == reverse("account_login")
    assert User.objects.get(pk=writer.pk).check_password(WORD)
    assert old.get(reverse("accounts:own")).status_code == 302
    assert choose(token, "một con khác hẳn kia").status_code == 410
    assert User.objects.get(pk=writer.pk).check_password(WORD)
    assert token not in str(list(PasswordLink.objects.values())) + str(list(Entry.objects.values()))


def test_newer_link_and_the_end_of_two_days_close_a_link(writer, administrator):
    first = passwords.offer(user=writer, by=administrator)[1]
    second = passwords.offer(user=writer, by=administrator)[1]
    assert choose(first).status_code == 410
    PasswordLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert choose(second).status_code == 410
    assert not User.objects.get(pk=writer.pk).check_password(WORD)


def test_new_password_must_be_strong(writer, administrator):
    token = passwords.offer(user=writer, by=administrator)[1]
    assert choose(token, "123456789012").context["form"].errors.keys() == {"password"}
    assert passwords.look_up(token)


@pytest.mark.parametrize("caller", ["writer", "approver", "stranger"])
def test_link_is_refused_to_oneself_to_staff_and_to_strangers(request, caller, writer):
    with pytest.raises(RuleBroken):
        passwords.offer(user=writer, by=request.getfixturevalue(caller))
    assert not PasswordLink.objects.exists()


def test_page_shows_the_link_once(writer, administrator, as_user):
    answer = as_user(administrator).post(reverse("accounts:offer_password", args=[writer.pk]))
    token = answer.context["link"].rstrip("/").rsplit("/", 1)[-1]
    assert passwords.look_up(token).user == writer
    assert "no-store" in answer["Cache-Control"]
