"""What accounts keep of a person reaches the export and goes with the erasure; keys that were turned stand."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt

from kontum_ttdn.accounts.models import Invitation, User
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.people import actions, registry
from products.models import Approval
from tests.factories import SecondFactorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(administrator, department):
    told = {"purpose": "account", "basis": "duty", "keep_until": date(2028, 12, 31)}
    return actions.add_person(name="Y Thử", unit=department, by=administrator, **told)


@pytest.fixture
def account(person, reviewer):
    reviewer.person, reviewer.display_name, reviewer.email = person, "Y Thử", "y.thu@example.org"
    reviewer.save()
    return reviewer


def test_export_tells_of_the_account_and_its_rights(account, person, administrator):
    told = actions.export_person(person=person, by=administrator)["accounts"]
    (found,) = told[0]
    assert [found[name] for name in ("username", "display_name", "email", "unit")] == [
        "reviewer",
        "Y Thử",
        "y.thu@example.org",
        account.unit.name,
    ]
    assert [right["right"] for right in found["roles"]] == ["reviewer"]
    assert [right["where"] for right in found["languages"]] == ["en", "km", "lo", "vi"]


def test_export_of_a_person_without_an_account_tells_of_none(person, reviewer, administrator):
    assert actions.export_person(person=person, by=administrator)["accounts"] == []


def test_erasure_leaves_a_nameless_closed_account_under_the_keys_it_turned(desk, account, person, administrator, writer):
    SecondFactorFactory(user=account)
    AccessAttempt.objects.create(username="reviewer", ip_address="127.0.0.1", failures_since_start=1)
    Invitation.objects.create(
        token_hash="a", display_name="Y Thử", unit=account.unit, invited_by=administrator, used_at=account.date_joined, account=account
    )
    desk.fill()
    desk.approve()
    assert actions.erase_person(person=person, by=administrator).gone is False

    left = User.objects.get(pk=account.pk)
    assert (left.username, left.display_name, left.email) == (f"#{left.pk}", f"№ {left.pk}", "")
    assert (left.is_active, left.has_usable_password()) == (False, False)
    assert (left.role_grants.standing().count(), left.language_grants.standing().count()) == (0, 0)
    assert (Authenticator.objects.filter(user=left).count(), AccessAttempt.objects.count()) == (0, 0)
    assert Invitation.objects.get().display_name == ""
    assert Approval.objects.get(key="language").by == left
    assert User.objects.get(pk=writer.pk).username == "writer"
    log = " ".join(f"{entry.target_label} {entry.changes} {entry.note}" for entry in Entry.objects.all())
    assert ("Y Thử" in log, "y.thu@example.org" in log) == (False, False)


def test_erasure_ends_the_session(account, person, administrator, as_user):
    browser = as_user(account)
    assert browser.get("/vi/desk/").status_code == 200
    actions.erase_person(person=person, by=administrator)
    assert browser.get("/vi/desk/").status_code == 302


def test_accounts_are_among_those_who_keep_data_of_a_person():
    assert "accounts" in [keeper.name for keeper in registry.keepers()]
