"""Accounts to try the portal with."""

import json
import stat
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from kontum_ttdn.accounts import demo
from kontum_ttdn.accounts.adapters import SecondFactorAdapter
from kontum_ttdn.accounts.models import User
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(settings, tmp_path):
    settings.VAR, settings.PRODUCTION = tmp_path, False
    for code in (demo.DEPARTMENT, demo.ELSEWHERE):
        UnitFactory(code=code, valid_from=date(2025, 7, 1))
    return tmp_path / "secrets" / "demo.json"


def test_demo_accounts_open_with_the_kept_passwords_which_only_the_owner_of_the_file_reads(trial):
    demo.create_accounts()
    assert stat.S_IMODE(trial.stat().st_mode) == 0o600
    kept = json.loads(trial.read_text())
    assert all(User.objects.get(username=name).check_password(secret["password"]) for name, secret in kept.items())
    assert min(len(secret["password"]) for secret in kept.values()) >= 12


def test_demo_accounts_made_twice_are_the_same(trial):
    demo.create_accounts()
    before = trial.read_text()
    demo.create_accounts()
    assert trial.read_text() == before
    assert User.objects.count() == len(demo.ACCOUNTS)


def test_demo_accounts_that_need_a_second_factor_have_the_printed_one(trial, capsys):
    call_command("demo_accounts")
    printed = capsys.readouterr().out
    for account in demo.ACCOUNTS:
        factor = Authenticator.objects.filter(user__username=account.username, type="totp").first()
        assert (factor is not None) == account.needs_second_factor
        if factor:
            assert SecondFactorAdapter().decrypt(factor.data["secret"]) in printed


def test_demo_accounts_follow_the_kept_file_when_it_was_made_anew(trial):
    demo.create_accounts()
    trial.unlink()
    demo.create_accounts()
    kept = json.loads(trial.read_text())["duyet"]
    user = User.objects.get(username="duyet")
    assert user.check_password(kept["password"])
    assert SecondFactorAdapter().decrypt(Authenticator.objects.get(user=user).data["secret"]) == kept["totp"]


def test_demo_accounts_are_refused_in_production(trial, settings):
    settings.PRODUCTION = True
    with pytest.raises(RuleBroken):
        demo.create_accounts()
    assert (User.objects.count(), trial.exists()) == (0, False)
