"""What the checks say stands at the segment, in a list, and before handing in; it never stops anybody from saving."""

import pytest

from kontum_ttdn.audit.models import Entry
from products import actions
from products.models import Segment, Stage
from products.queries.content import open_revision
from products.queries.editor import counts, places

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


@pytest.fixture
def questioned(desk):
    """An English edition, in which the text has lost its full stop and gained a number."""
    desk.fill()
    desk.approve()
    desk.write("en", ["Library", "Read it", "Open it", "Scan 12 codes"])
    return desk


def test_findings_are_kept_with_the_words_that_they_are_about(questioned):
    segment = Segment.objects.get(edition=questioned.edition("en"), block=questioned.block(3))
    assert [finding["check"] for finding in segment.findings] == ["end_missing", "numbers_added"]
    assert counts(places(questioned.edition("en")))["findings"] == 1
    questioned.words("en", 3, "Scan the code.")
    assert Segment.objects.get(pk=segment.pk).findings == []


def test_words_are_asked_anew_when_they_are_confirmed_against_a_source_that_moved(questioned):
    questioned.words("vi", 3, "Quét 12 mã")
    questioned.approve()
    actions.confirm_segment(edition=questioned.edition("en"), block=questioned.block(3), version=1, by=questioned.translator)
    assert Segment.objects.get(edition=questioned.edition("en"), block=questioned.block(3)).findings == []


def test_translator_and_reviewer_see_the_findings_at_the_segment_and_in_the_list(questioned, as_user, stranger):
    for user in (questioned.translator, questioned.reviewer):
        browser = as_user(user)
        page = browser.get(f"/en/products/{CODE}/en/").content.decode()
        listed = browser.get(f"/en/products/{CODE}/en/findings/").content.decode()
        assert "<mark>12</mark>" in page and "<mark>12</mark>" in listed
        assert listed.count("<article") == 1
    assert as_user(stranger).get(f"/en/products/{CODE}/en/findings/").status_code == 404


def test_handing_in_shows_the_findings_first_and_notes_that_they_were_looked_at(questioned, as_user):
    browser, address = as_user(questioned.translator), f"/en/products/{CODE}/en/submit/"
    page = browser.post(address, {"significance": "2"}).content.decode()
    assert 'name="confirmed"' in page and 'name="significance" value="2"' in page
    assert open_revision(questioned.edition("en")).stage == Stage.IN_WORK
    assert browser.post(address, {"significance": "2", "confirmed": "1"}).status_code == 302
    assert open_revision(questioned.edition("en")).stage == Stage.LANGUAGE_REVIEW
    assert list(Entry.objects.filter(verb="confirm_findings").values_list("actor_id", "changes")) == [
        (questioned.translator.pk, {"findings": [None, 1]})
    ]


def test_nothing_to_look_at_again_is_handed_in_at_once(questioned, as_user):
    questioned.words("en", 3, "Scan the code.")
    assert as_user(questioned.translator).post(f"/en/products/{CODE}/en/submit/").status_code == 302
    assert open_revision(questioned.edition("en")).stage == Stage.LANGUAGE_REVIEW
    assert Entry.objects.filter(verb="confirm_findings").count() == 0
