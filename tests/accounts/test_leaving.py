"""A person leaves: work, rights, account."""

import pytest
from django.urls import reverse
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts import registry
from kontum_ttdn.accounts.actions.leaving import hand_over
from kontum_ttdn.accounts.models import User
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(monkeypatch):
    """Work of a piece that hands over: whose desk each paper lies on."""
    papers = {"leaflet": None, "bulletin": None}

    def move(*, from_user, to_user, by):
        moved = [paper for paper, owner in papers.items() if owner == from_user.pk]
        papers.update(dict.fromkeys(moved, to_user.pk))
        return len(moved)

    monkeypatch.setattr(registry, "_handovers", [])
    registry.add_handover(registry.Handover("papers", lambda user: sum(owner == user.pk for owner in papers.values()), move))
    return papers


@pytest.fixture
def successor(department):
    return UserFactory(unit=department)


def test_hand_over_moves_the_work_ends_the_rights_and_closes_the_account(desk, writer, successor, administrator, department, as_user):
    desk.update(leaflet=writer.pk, bulletin=administrator.pk)
    browser = as_user(writer)
    assert hand_over(leaver=writer, successor=successor, by=administrator) == {"papers": 1}
    assert desk == {"leaflet": successor.pk, "bulletin": administrator.pk}
    leaver = User.objects.get(pk=writer.pk)
    assert (leaver.is_active, leaver.grants(timezone.localdate())) == (False, frozenset())
    assert not leaver.role_grants.standing().exists()
    assert browser.get(reverse("accounts:own")).status_code == 302


def test_hand_over_does_not_give_the_successor_the_rights_of_the_leaver(desk, writer, successor, administrator, department):
    hand_over(leaver=writer, successor=successor, by=administrator)
    assert not may(User.objects.get(pk=successor.pk), Permission.PRODUCT_WRITE, department)


def test_hand_over_without_a_successor_is_refused_only_while_work_waits(desk, writer, administrator):
    desk.update(leaflet=writer.pk)
    with pytest.raises(RuleBroken):
        hand_over(leaver=writer, successor=None, by=administrator)
    assert User.objects.get(pk=writer.pk).is_active
    desk.update(leaflet=None)
    assert hand_over(leaver=writer, successor=None, by=administrator) == {}


@pytest.mark.parametrize("caller", ["writer", "approver", "stranger"])
def test_hand_over_is_refused_to_oneself_to_staff_and_to_strangers(request, desk, caller, writer, successor):
    with pytest.raises(RuleBroken):
        hand_over(leaver=writer, successor=successor, by=request.getfixturevalue(caller))
    assert User.objects.get(pk=writer.pk).is_active


def test_hand_over_goes_to_nobody_outside_the_units_one_administers(desk, writer, stranger, administrator):
    desk.update(leaflet=writer.pk)
    with pytest.raises(RuleBroken):
        hand_over(leaver=writer, successor=stranger, by=administrator)
    assert desk["leaflet"] == writer.pk
    assert User.objects.get(pk=writer.pk).is_active


def test_page_names_what_waits_and_closes_the_account(desk, writer, successor, administrator, as_user):
    desk.update(leaflet=writer.pk)
    browser = as_user(administrator)
    page = reverse("accounts:hand_over", args=[writer.pk])
    assert "papers: 1" in browser.get(page).content.decode()
    assert browser.post(page, {"successor": successor.pk}).url == reverse("accounts:account", args=[writer.pk])
    assert not User.objects.get(pk=writer.pk).is_active
