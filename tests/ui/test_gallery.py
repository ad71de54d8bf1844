import pytest
from django.conf import settings

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_gallery_shows_every_component(writer, as_user):
    answer = as_user(writer).get("/vi/gallery/")
    shown = {template.name for template in answer.templates}
    components = {f"components/{path.name}" for path in (settings.BASE_DIR / "templates" / "components").glob("*.html")}
    assert components - shown == set()


def test_gallery_shows_no_comment_of_a_template(writer, as_user):
    page = as_user(writer).get("/vi/gallery/").content.decode()
    assert [mark for mark in ("{#", "#}", "{%", "%}", "{{", "}}") if mark in page] == []


def test_gallery_is_for_the_desks(client, as_user):
    assert (client.get("/vi/gallery/").status_code, as_user(UserFactory()).get("/vi/gallery/").status_code) == (302, 403)
