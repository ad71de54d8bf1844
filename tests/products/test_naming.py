"""The spelling variant or dialect of an edition: said by who knows, noted, and seen by readers only as the authority left it."""

import pytest

from kontum_ttdn.access.roles import Role
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
ADDRESS = f"/vi/products/{CODE}/bdq/variant/"


@pytest.fixture
def scribe(department):
    return UserFactory(unit=department, roles=[Role.TRANSLATOR], languages={"translate": ["bdq"]})


@pytest.fixture
def bahnar(desk, scribe):
    """A desk whose Bahnar edition has words (letters) of its own."""
    desk.fill()
    desk.approve()
    desk.scribe = scribe
    for place in range(4):
        desk.words("bdq", place, "ƀ ơ̆", by=scribe)
    return desk


def approve(desk, department):
    """Both keys on the Bahnar edition."""
    elder = UserFactory(unit=department, roles=[Role.REVIEWER], languages={"review": ["bdq"]})
    actions.submit(edition=desk.edition("bdq"), by=desk.scribe)
    actions.pass_language(edition=desk.edition("bdq"), by=elder)
    desk.answer_for("bdq")


def test_translator_names_the_dialect_and_everybody_sees_it_on_the_edition(bahnar, as_user):
    as_user(bahnar.scribe).post(ADDRESS, {"variant": "  Rơ  Ngao\n"})
    assert bahnar.edition("bdq").variant == "Rơ Ngao"
    assert Entry.objects.get(verb="name_variant").changes == {"dialect": ["", "Rơ Ngao"]}
    assert "Rơ Ngao" in as_user(bahnar.reviewer).get(f"/vi/products/{CODE}/bdq/").content.decode()


def test_readers_see_the_dialect_of_what_they_read(bahnar, department, client):
    actions.name_variant(edition=bahnar.edition("bdq"), variant="Rơ Ngao", by=bahnar.scribe)
    approve(bahnar, department)
    actions.publish(edition=bahnar.edition("bdq"), by=bahnar.approver)
    assert '<dd lang="bdq-Latn">Rơ Ngao</dd>' in client.get(f"/bdq/library/{CODE}/").content.decode()


def test_once_it_is_handed_in_or_approved_only_who_answers_for_the_content_renames_it(bahnar, department):
    actions.submit(edition=bahnar.edition("bdq"), by=bahnar.scribe)
    for by in (bahnar.scribe, bahnar.translator, bahnar.reviewer):
        with pytest.raises(RuleBroken):
            actions.name_variant(edition=bahnar.edition("bdq"), variant="x", by=by)
    actions.recall(edition=bahnar.edition("bdq"), by=bahnar.scribe, reason="Sửa.")
    approve(bahnar, department)
    with pytest.raises(RuleBroken):
        actions.name_variant(edition=bahnar.edition("bdq"), variant="x", by=bahnar.scribe)
    actions.name_variant(edition=bahnar.edition("bdq"), variant="Tơ Lô", by=bahnar.approver)
    assert bahnar.edition("bdq").variant == "Tơ Lô"


def test_translator_of_another_language_and_a_name_too_long_change_nothing(bahnar, as_user):
    as_user(bahnar.translator).post(ADDRESS, {"variant": "x"})
    as_user(bahnar.scribe).post(ADDRESS, {"variant": "x" * 61})
    assert bahnar.edition("bdq").variant == ""
