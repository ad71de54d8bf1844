"""Fixtures that every test may use: the cast of persons, two units that know nothing of each other, and a browser for each person."""

import gc
import os
import sqlite3
from contextlib import closing

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.utils.translation import override
from hypothesis import settings as examples

from kontum_ttdn.access.roles import NEEDS_SECOND_FACTOR, Role
from tests.factories import SecondFactorFactory, UnitFactory, UserFactory

pytest_plugins = [
    "tests.background_fixtures",
    "tests.emptying",
    "tests.products.desk",
    "tests.products.outside_cast",
    "tests.products.told",
]

examples.register_profile(
    "suite", derandomize=True, deadline=None
)  # the same examples each time: what is red once stays red until it is mended
examples.load_profile("suite")

THROUGH_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
NARROWEST = 360


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark as `database` what can reach a database: pytest-django lets no other test do so, so only these can differ from engine to engine.

    Mark as `looks` a test that was tried on a narrower screen already: what it still shows has nothing to do with the engine.
    """
    for item in items:
        if item.get_closest_marker("django_db") or THROUGH_A_DATABASE & set(item.fixturenames):
            item.add_marker("database")
        if hasattr(item, "callspec") and item.callspec.params.get("width", NARROWEST) != NARROWEST:
            item.add_marker("looks")


def pytest_collection_finish():
    """What is loaded by now stays: looking through it again and again for what could go would take a tenth of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 10)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Begin with a copy of the database that MIGRATED names, where scripts/test.sh has migrated one; else with migrations, as ever."""
    migrated = os.environ.get("MIGRATED")
    if not migrated:
        yield
    elif connection.vendor == "sqlite":
        name = connection.creation._get_test_db_name()
        with closing(sqlite3.connect(name, uri=True)) as held, closing(sqlite3.connect(migrated)) as made:
            made.backup(held)
            yield  # what is in memory is there as long as somebody holds it
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated
        yield


@pytest.fixture(autouse=True)
def said_as_in_the_code():
    """Outside of a page, sentences are tried as they stand in the code; pages speak the language of their address all the same."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Passwords are hashed by Argon2 as ever, but at a cost that a thousand tests can pay."""
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 8)
    monkeypatch.setattr(Argon2PasswordHasher, "parallelism", 1)


@pytest.fixture(autouse=True)
def own_cache(settings):
    """A cache of the test process: counts of attempts never pass from one run to the next, nor do parts of pages."""
    settings.CACHES = dict.fromkeys(settings.CACHES, {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"})
    from django.core.cache import caches

    from kontum_ttdn.ui.parts import PARTS

    PARTS.clear()
    for cache in caches.all(initialized_only=False):
        cache.clear()


@pytest.fixture(autouse=True)
def no_page_is_kept(settings):
    """Every page is made when it is asked for; the tests of kept pages have a folder of their own."""
    settings.PAGE_CACHE = ""


@pytest.fixture(autouse=True)
def counts_are_written_by_the_test(monkeypatch):
    """What a reader's visit counts is written when a test says so: no thread writes beside a test that takes its rows back."""
    from products import tally

    monkeypatch.setattr(tally.Tally, "_wind", lambda tally, seconds: None)
    tally.TALLY.forget()


@pytest.fixture
def department(db):
    """The unit where the cast works."""
    return UnitFactory()


@pytest.fixture
def other_unit(db):
    """A unit that has nothing to do with the department; the stranger works there."""
    return UnitFactory()


@pytest.fixture
def writer(department):
    return UserFactory(username="writer", unit=department, roles=[Role.WRITER])


@pytest.fixture
def translator(department):
    return UserFactory(username="translator", unit=department, roles=[Role.TRANSLATOR], languages={"translate": ["en", "lo", "km"]})


@pytest.fixture
def reviewer(department):
    return UserFactory(username="reviewer", unit=department, roles=[Role.REVIEWER], languages={"review": ["vi", "en", "lo", "km"]})


@pytest.fixture
def approver(department):
    return UserFactory(username="approver", unit=department, roles=[Role.APPROVER])


@pytest.fixture
def clerk(department):
    return UserFactory(username="clerk", unit=department, roles=[Role.CLERK])


@pytest.fixture
def post_officer(department):
    return UserFactory(username="post_officer", unit=department, roles=[Role.POST_OFFICER])


@pytest.fixture
def administrator(department):
    return UserFactory(username="administrator", unit=department, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def second_administrator(department):
    return UserFactory(username="second_administrator", unit=department, roles=[Role.ADMINISTRATOR])


@pytest.fixture
def stranger(other_unit):
    """Somebody who may do everything in every language, but in another unit."""
    every = ["vi", "en", "lo", "km"]
    return UserFactory(username="stranger", unit=other_unit, roles=list(Role), languages={"translate": every, "review": every})


@pytest.fixture
def as_user(db):
    """`as_user(user)` is a browser in which that person has signed in, with the second factor where a role needs one."""

    def sign_in(user) -> Client:
        if user.role_grants.filter(role__in=NEEDS_SECOND_FACTOR).exists():
            SecondFactorFactory(user=user)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
