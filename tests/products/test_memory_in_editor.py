"""The memory and the glossary beside a segment: suggestions are taken, an edition is filled, and what was filled is read by somebody."""

import pytest

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.languages.differences import NEW, SAME, Part
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions, reference
from products.actions.filling import fill
from products.models import MemoryPair
from products.queries.content import editor_rows, open_revision, source_of
from products.queries.remembered import fillable, spoken_of, suggestions
from tests.factories import ProductFactory

from .test_memory import ENGLISH, told  # noqa: F401

pytestmark = pytest.mark.django_db
TEXTS = ["Thư viện của bản", "Đọc bằng tiếng mình", "Mở ra xem", "Quét mã này để đọc."]


@pytest.fixture
def second(told):  # noqa: F811
    """Another product of the same people: three of its four texts were translated before word for word."""
    told.product = ProductFactory(by=told.writer, title=TEXTS[0])
    told.write("vi", TEXTS)
    told.approve()
    return told


def saved(desk, language="en"):
    return list(desk.edition(language).segments.order_by("block__position").values_list("text", "origin", "version"))


def address(desk, place, tail=""):
    return f"/vi/products/{desk.product.code}/en/segments/{desk.block(place).key}/{tail}"


def test_suggestions_are_numbered_with_score_origin_and_what_differs(second):
    row = editor_rows(second.edition("en"))[3]
    (one,) = suggestions(row, second.edition("en"), source_of(second.edition("en")), second.translator)
    assert (one.match.score, one.match.target) == (80, "Scan the code to read.")
    assert one.parts == [Part(SAME, "Quét mã "), Part(NEW, "này "), Part(SAME, "để đọc.")]


def test_suggestion_taken_as_it_is_comes_from_the_memory_and_changed_words_are_typed(second, as_user):
    browser = as_user(second.translator)
    pair = MemoryPair.objects.get(target="Scan the code to read.")
    browser.post(address(second, 3), {"text": "Scan the code to read.", "version": "0", "taken": pair.pk})
    assert saved(second) == [("Scan the code to read.", "memory", 1)]
    browser.post(address(second, 3), {"text": "Scan this code to read.", "version": "1", "taken": pair.pk})
    assert saved(second) == [("Scan this code to read.", "typed", 2)]
    browser.post(address(second, 2), {"text": "Open and see", "version": "0"})
    assert saved(second)[0] == ("Open and see", "typed", 1)


def test_aside_shows_suggestions_and_terms_to_who_may_see_them(second, as_user, stranger):
    reference.load_glossary()
    part = as_user(second.translator).get(address(second, 0, "aside/"), headers={"HX-Request": "true"}).content.decode()
    assert 'data-suggestion="1" data-words="Library of the village"' in part and "100 %" in part
    assert second.approver.display_name in part
    reader = as_user(second.reviewer).get(address(second, 0, "aside/"), headers={"HX-Request": "true"}).content.decode()
    assert "Library of the village" in reader and "data-suggestion" not in reader
    assert as_user(stranger).get(address(second, 0, "aside/")).status_code == 404


def test_terms_of_a_segment_come_with_their_word_or_the_lack_of_it(second):
    reference.load_glossary()
    second.words("vi", 3, "Tờ rơi về khu vực biên giới và mốc quốc giới.")
    second.approve()
    row, source = editor_rows(second.edition("lo"))[3], source_of(second.edition("lo"))
    assert [(term.notion.code, term.wanted.text) for term in spoken_of(row, second.edition("lo"), source)] == [
        ("to-roi", "ໃບປິວ"),
        ("khu-vuc-bien-gioi", "ເຂດຊາຍແດນ"),
        ("moc-quoc-gioi", "ຫຼັກໝາຍຊາຍແດນ"),
    ]
    assert [term.wanted for term in spoken_of(row, second.edition("jra"), source)] == [None] * 3


def test_edition_is_filled_with_what_was_translated_in_the_very_same_words(second):
    assert [match.target for _row, match in fillable(second.edition("en"), second.translator)] == ENGLISH[:3]
    assert fill(edition=second.edition("en"), by=second.translator) == 3
    assert saved(second) == [(text, "memory", 1) for text in ENGLISH[:3]]
    assert second.edition("en").title == ENGLISH[0]
    assert fill(edition=second.edition("en"), by=second.translator) == 0
    assert list(Entry.objects.filter(verb="fill").values_list("changes", flat=True)) == [{"segments": [None, 3]}]


def test_what_was_filled_is_not_handed_in_before_somebody_confirmed_it(second):
    fill(edition=second.edition("en"), by=second.translator)
    second.words("en", 3, "Scan this code to read.")
    with pytest.raises(RuleBroken, match="3 segments were filled"):
        second.submit("en")
    for place in range(3):
        actions.confirm_segment(edition=second.edition("en"), block=second.block(place), version=1, by=second.translator)
    second.submit("en")
    assert {origin for _text, origin, _version in saved(second)} == {"memory", "typed"}


def test_filling_where_nothing_was_said_before_begins_nothing(second):
    assert fill(edition=second.edition("lo"), by=second.translator) == 0
    assert open_revision(second.edition("lo")) is None


def test_nobody_fills_what_they_may_not_write_nor_with_what_they_may_not_see(second, stranger, as_user):
    for by in (stranger, second.writer, second.reviewer):
        with pytest.raises(RuleBroken):
            fill(edition=second.edition("en"), by=by)
    assert fillable(second.edition("en"), stranger) == []
    browser = as_user(stranger)
    page = f"/vi/products/{second.product.code}/en/fill/"
    assert (browser.get(page).status_code, browser.post(page).status_code) == (404, 404)
    own = as_user(second.translator)
    assert own.get(page, headers={"HX-Request": "true"}).content.decode().count("<form") == 1
    assert own.post(page).status_code == 302
    assert own.get(page, headers={"HX-Request": "true"}).content.decode().strip() == ""
    assert saved(second) == [(text, "memory", 1) for text in ENGLISH[:3]]
