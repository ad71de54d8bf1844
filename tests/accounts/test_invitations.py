"""Invitations: one link, one account, once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.roles import Role
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.actions import grants, invitations
from kontum_ttdn.accounts.models import Invitation, User
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken

pytestmark = pytest.mark.django_db
WORD = "bốn con bò vàng nhỏ"


@pytest.fixture
def invited(administrator, department):
    return invitations.invite(
        display_name="Y Mới",
        unit=department,
        roles=[Role.TRANSLATOR],
        languages=[("translate", "lo")],
        by=administrator,
        valid_to=timezone.localdate() + timedelta(days=30),
    )


def join(token, username="moi", password=WORD, again=None):
    return Client().post(reverse("accounts:accept", args=[token]), {"username": username, "password": password, "again": again or password})


def test_invite_keeps_no_more_of_the_token_than_its_hash_and_eight_characters(invited):
    invitation, token = invited
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in str(row)
    assert row["token_prefix"] == token[:8]
    assert len(token) >= 43  # 256 bits


def test_link_is_shown_once_on_the_answer_to_the_invitation(administrator, department, as_user):
    browser = as_user(administrator)
    answer = browser.post(
        reverse("accounts:invite"),
        {
            "display_name": "Y Mới",
            "unit": department.pk,
            "roles": ["translator"],
            "translate": ["lo"],
            "valid_from": timezone.localdate().isoformat(),
        },
    )
    token = answer.context["link"].rstrip("/").rsplit("/", 1)[-1]
    assert invitations.look_up(token).languages == [["translate", "lo"]]
    assert "no-store" in answer["Cache-Control"]
    assert token not in browser.get(reverse("accounts:list")).content.decode()


def test_accept_makes_the_account_with_the_planned_rights_and_no_others(invited, department):
    invitation, token = invited
    assert Client().get(reverse("accounts:accept", args=[token])).status_code == 200
    assert join(token).url == reverse("account_login")
    user = User.objects.get(username="moi")
    assert (user.display_name, user.unit, user.check_password(WORD)) == ("Y Mới", department, True)
    assert user.grants(timezone.localdate()) == {(Role.TRANSLATOR, department.pk)}
    assert user.grants(timezone.localdate() + timedelta(days=31)) == frozenset()
    assert user.languages("translate") == {"lo"}
    assert Invitation.objects.get(pk=invitation.pk).account == user


def test_link_used_twice_says_so_and_makes_no_second_account(invited):
    token = invited[1]
    join(token)
    again = join(token, username="khac")
    assert again.status_code == 410
    assert 'class="notice heed"' in again.content.decode()
    assert not User.objects.filter(username="khac").exists()


def test_link_past_its_fourteen_days_and_one_withdrawn_are_closed(invited, administrator):
    invitation, token = invited
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert join(token).status_code == 410
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    invitations.withdraw(invitation=invitation, by=administrator)
    assert join(token).status_code == 410
    assert not User.objects.filter(username="moi").exists()


def test_link_that_nobody_made_is_closed():
    assert join("a" * 43).status_code == 410


def test_accept_wants_a_free_username_and_a_strong_password_typed_twice(invited, writer):
    token = invited[1]
    assert join(token, username="WRITER").context["form"].errors.keys() == {"username"}
    assert join(token, password="123456789012").context["form"].errors.keys() == {"password"}
    assert join(token, again="khác hẳn").context["form"].errors.keys() == {"again"}
    assert invitations.look_up(token)


def test_invitation_is_worthless_once_its_sender_no_longer_administers_the_unit(invited, administrator, second_administrator):
    grants.end_role(grant=administrator.role_grants.get(), by=second_administrator)
    assert join(invited[1]).status_code == 410
    assert not User.objects.filter(username="moi").exists()


@pytest.mark.parametrize("caller", ["approver", "stranger"])
def test_invite_is_refused_to_who_does_not_administer_the_unit(request, caller, department):
    with pytest.raises(RuleBroken):
        invitations.invite(display_name="Y Mới", unit=department, roles=[], languages=[], by=request.getfixturevalue(caller))
    assert not Invitation.objects.exists()


def test_invite_form_offers_only_units_one_administers(stranger, department, as_user):
    answer = as_user(stranger).post(
        reverse("accounts:invite"),
        {
            "display_name": "Y Mới",
            "unit": department.pk,
            "roles": ["administrator"],
            "valid_from": timezone.localdate().isoformat(),
        },
    )
    assert "unit" in answer.context["form"].errors
    assert not Invitation.objects.exists()


def test_log_of_an_invitation_holds_no_name_and_no_token(invited):
    invitation, token = invited
    join(token)
    logged = str(list(Entry.objects.values()))
    assert "Y Mới" not in logged
    assert token not in logged


def test_accept_gives_what_the_sender_may_give_here_and_nothing_elsewhere(invited, other_unit):
    join(invited[1])
    assert not may(User.objects.get(username="moi"), Permission.EDITION_TRANSLATE, other_unit)
