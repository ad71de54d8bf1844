"""Every address × every person × things of their own unit and of another."""

from copy import copy

import pytest
from django.contrib.auth.backends import ModelBackend
from django.test import Client

from kontum_ttdn.access.roles import Role
from tests.factories import UserFactory

from . import objects
from .walker import Person, Walk, routes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet_and_apart(settings, tmp_path, caplog):
    """Files of the walk lie in its own folder; that it is refused thousands of times is no news; a session is what the browser holds."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    caplog.set_level("CRITICAL", logger="django.request")
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}


@pytest.fixture
def walk(department, other_unit, as_user, monkeypatch):
    """One person for each role in the department, the stranger who holds every role elsewhere, and a reader without an account.

    Each visitor comes with the rights that were read once: nobody's change on the way, and reading them was three quarters of a walk.
    """
    cast = [UserFactory(username=f"walking_{role}", unit=department, roles=[role], password="one for all") for role in Role]
    stranger = UserFactory(username="stranger", unit=other_unit, roles=list(Role), password="one for all")
    people = [Person(account.username, account, account.unit, as_user(account)) for account in (*cast, stranger)]
    people.append(Person("reader", None, None, Client()))
    known, loaded = {account.pk: account for account in (*cast, stranger)}, ModelBackend.get_user
    monkeypatch.setattr(ModelBackend, "get_user", lambda backend, pk: copy(known[int(pk)]) if int(pk) in known else loaded(backend, pk))
    for person in people:
        person.browser.raise_request_exception = False
    return Walk(people, [(department, cast[0]), (other_unit, stranger)])


@pytest.mark.timeout(900)  # a minute on a quiet machine
@pytest.mark.looks
def test_no_address_opens_to_who_may_not(walk, settings):
    settings.ROOT_URLCONF = "tests.access.short_urls"
    assert "\n".join(walk.findings()) == ""
    assert walk.cells > len(routes()) * len(walk.people)


def test_walk_finds_what_is_planted_and_nothing_else(walk, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.access.planted_urls"
    monkeypatch.setitem(objects.SAMPLES, "planted:leaky", objects.Sample(objects.account))
    monkeypatch.setitem(objects.SAMPLES, "planted:open", objects.Sample(objects.account))
    found = walk.findings("planted:")
    assert "planted:undeclared: the view declares nothing" in found
    assert "planted:leaky: get by stranger to another unit's: 200, a foreign thing" in found
    assert "planted:leaky: get by walking_administrator to another unit's: 200, a foreign thing" in found
    assert "planted:open: get by reader to another unit's: 200, a foreign thing" in found
    assert {finding.split(": ")[0] for finding in found} == {"planted:undeclared", "planted:leaky", "planted:open"}


def test_undeclared_view_is_refused_to_everybody(walk, settings):
    settings.ROOT_URLCONF = "tests.access.planted_urls"
    root = UserFactory(is_superuser=True)
    browsers = [person.browser for person in walk.people] + [Client()]
    browsers[-1].force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    assert {browser.get("/planted/undeclared/").status_code for browser in browsers} == {403}


def test_address_without_a_sample_is_named(walk, settings):
    settings.ROOT_URLCONF = "tests.access.planted_urls"
    assert "planted:leaky: say in tests/access/objects.py how to make what it names" in walk.findings("planted:")
