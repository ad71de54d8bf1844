"""Signing in: lockout by name and address, the second factor, the session."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django.urls import reverse

from kontum_ttdn.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
WORD = "ba con gà trống đỏ"


@pytest.fixture
def officer(department):
    return UserFactory(username="officer", unit=department, roles=["writer"], password=WORD)


@pytest.fixture
def chief(department):
    return UserFactory(username="chief", unit=department, roles=["approver"], password=WORD)


def sign_in(username, password=WORD, *, address="10.0.0.1", client=None, **extra):
    return (client or Client(REMOTE_ADDR=address)).post(reverse("account_login"), {"login": username, "password": password}, **extra)


def code_now(secret):
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def locked_out(username, address="10.0.0.1"):
    return [sign_in(username, "wrong", address=address).status_code for _ in range(5)][-1] == 429


def test_right_password_leads_to_the_desk_in_the_language_of_the_account(officer):
    officer.language = "en"
    officer.save()
    answer = sign_in("Officer ")  # as a phone's keyboard writes it
    assert (answer.status_code, answer.url) == (302, "/en/desk/")


def test_fifth_failure_locks_the_name_at_that_address_and_says_for_how_long(officer):
    assert locked_out("officer")
    answer = sign_in("officer")
    assert answer.status_code == 429
    assert "15" in answer.content.decode()


def test_lockout_leaves_others_at_the_same_address_and_the_same_name_elsewhere_alone(officer, chief):
    assert locked_out("officer")
    other = UserFactory(username="other", password=WORD)
    assert sign_in(other.username).status_code == 302
    assert sign_in("officer", address="10.9.9.9").status_code == 302


def test_lockout_is_the_same_for_a_name_in_capitals(officer):
    assert locked_out("officer")
    assert sign_in("OFFICER").status_code == 429


def test_lockout_ends_after_fifteen_minutes_and_trying_meanwhile_does_not_prolong_it(officer):
    assert locked_out("officer")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert sign_in("officer").status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=2))
    assert sign_in("officer").status_code == 302


def test_answer_to_a_wrong_password_does_not_tell_whether_the_name_exists(officer):
    def fault(username):
        page = sign_in(username, "wrong").content.decode()
        return re.findall(r'<div class="notice wrong".*?</div>', page)

    assert fault("officer") == fault("nobody") != []


def test_closed_account_is_answered_like_an_unknown_one(officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    answer = sign_in("officer")
    assert answer.status_code == 200
    assert answer.wsgi_request.user.is_anonymous


def test_session_key_changes_at_sign_in_so_that_a_planted_one_is_worthless(officer):
    client = Client(REMOTE_ADDR="10.0.0.1")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in("officer", client=client)
    assert client.session.session_key != planted
    assert client.get(reverse("accounts:own")).status_code == 200
    intruder = Client()
    intruder.cookies["session"] = planted
    assert intruder.get(reverse("accounts:own")).status_code == 302


def test_password_is_kept_as_argon2(officer):
    assert officer.password.startswith("argon2")


def test_nobody_signs_up_or_manages_mail_addresses(client):
    assert client.get("/vi/accounts/signup/").status_code == 404
    assert client.get("/vi/accounts/email/").status_code == 404


# the second factor


def test_approver_without_a_second_factor_is_led_to_set_one_up_before_any_page_of_the_staff(chief):
    client = Client(REMOTE_ADDR="10.0.0.1")
    sign_in("chief", client=client)
    assert client.get(reverse("portal:desk")).url == reverse("mfa_activate_totp")
    assert client.get(reverse("portal:home")).status_code == 200
    assert client.get(reverse("accounts:own")).status_code == 200


def test_writer_needs_no_second_factor(officer, as_user):
    assert as_user(officer).get(reverse("portal:desk")).status_code == 200


def test_second_factor_set_up_at_first_sign_in_opens_the_desk_and_is_sealed_in_the_database(chief):
    client = Client(REMOTE_ADDR="10.0.0.1")
    sign_in("chief", client=client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("portal:desk")).status_code == 200
    kept = [str(factor.data) for factor in Authenticator.objects.filter(user=chief)]
    assert len(kept) == 2
    assert not any(secret in text for text in kept)


def test_password_alone_does_not_sign_in_who_has_a_second_factor(chief):
    secret = generate_totp_secret()
    TOTP.activate(chief, secret)
    client = Client(REMOTE_ADDR="10.0.0.1")
    assert sign_in("chief", client=client).url == reverse("mfa_authenticate")
    assert client.get(reverse("portal:desk")).status_code == 302
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": code_now(secret)}).status_code == 302
    assert client.get(reverse("portal:desk")).status_code == 200


def test_sixth_wrong_code_is_not_even_looked_at(chief):
    secret = generate_totp_secret()
    TOTP.activate(chief, secret)
    client = Client(REMOTE_ADDR="10.0.0.1")
    sign_in("chief", client=client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert client.get(reverse("portal:desk")).status_code == 302


def test_second_factor_that_a_role_needs_cannot_be_switched_off(chief):
    secret = generate_totp_secret()
    TOTP.activate(chief, secret)
    client = Client(REMOTE_ADDR="10.0.0.1")
    sign_in("chief", client=client)
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    client.post(reverse("mfa_reauthenticate"), {"code": code_now(secret)})
    client.post(reverse("account_reauthenticate"), {"password": WORD})
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 200
    assert Authenticator.objects.filter(user=chief, type="totp").exists()


@pytest.mark.parametrize(
    "name", ["account_login", "account_logout", "mfa_index", "account_change_password", "account_reauthenticate", "accounts:own"]
)
def test_page_about_signing_in_renders_under_the_strict_policy(officer, as_user, name):
    client = Client() if name == "account_login" else as_user(officer)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert not re.search(r"<script(?![^>]* src=)|\sstyle=|data:", answer.content.decode())


def test_password_change_ends_the_sessions_on_other_devices(officer):
    here, there = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.1")
    sign_in("officer", client=here)
    sign_in("officer", client=there)
    new = "mười hai con vịt trắng"
    answer = here.post(reverse("account_change_password"), {"oldpassword": WORD, "password1": new, "password2": new})
    assert answer.url == reverse("accounts:own")
    assert here.get(reverse("accounts:own")).status_code == 200
    assert there.get(reverse("accounts:own")).status_code == 302
