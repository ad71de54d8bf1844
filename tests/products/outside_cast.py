"""Who takes part in a review without an account: a clerk, a teacher, a village elder, a Lao text that waits; for tests of any folder."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kontum_ttdn.access.roles import Role
from kontum_ttdn.media import gate
from kontum_ttdn.people.actions import add_person
from products.actions import outside
from products.queries.outside import of_token
from tests.factories import UserFactory
from tests.media import made

KEPT = {"basis": "consent", "keep_until": date(2099, 1, 1)}


@pytest.fixture
def clerk(department):
    return UserFactory(username="clerk", unit=department, roles=[Role.CLERK])


@pytest.fixture
def teacher(clerk, department):
    return add_person(name="Y Dạy", unit=department, purpose="author", by=clerk, **KEPT)


@pytest.fixture
def elder(clerk, department):
    return add_person(name="A Nghe", unit=department, purpose="community", by=clerk, **KEPT)


@pytest.fixture
def submitted(desk):
    """The Lao edition waits for its language review."""
    desk.fill()
    desk.approve()
    desk.fill("lo", " (lo)")
    desk.submit("lo")
    return desk


@pytest.fixture
def scan(clerk, department):
    return gate.receive(SimpleUploadedFile("phieu.jpg", made.jpeg()), by=clerk, unit=department, allow=("picture",))


def keys(desk, language="lo"):
    return [entry["key"] for entry in desk.edition(language).revisions.first().content if entry["text"]]


def by_link(desk, person, clerk, **more):
    review, token = outside.ask_by_link(edition=desk.edition("lo"), person=person, by=clerk, **more)
    return of_token(token), token


def good(desk):
    return dict.fromkeys(keys(desk), ("good", ""))
