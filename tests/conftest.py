"""Fixtures that every test may use: the cast of persons, two units that know nothing of each other, and a browser for each person."""

import pytest
from django.test import Client
from django.utils.translation import override

from kontum_ttdn.access.roles import NEEDS_SECOND_FACTOR, Role
from tests.factories import SecondFactorFactory, UnitFactory, UserFactory

pytest_plugins = ["tests.background_fixtures", "tests.products.desk"]


@pytest.fixture(autouse=True)
def said_as_in_the_code():
    """Outside of a page, sentences are tried as they stand in the code; pages speak the language of their address all the same."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def own_cache(settings):
    """A cache of the test process: counts of attempts never pass from one run to the next."""
    settings.CACHES = dict.fromkeys(settings.CACHES, {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"})
    from django.core.cache import caches

    for cache in caches.all(initialized_only=False):
        cache.clear()


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
