"""Several people at one instant, in threads of a process of their own, on the engine of this run."""

import json
from pathlib import Path

import pytest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.people.actions import add_person
from products import actions
from products.actions.outside import ask_by_link
from products.models import Approval, Assignment, Behind, OutsideReview, Segment, SegmentVersion
from tests.factories import UserFactory

from .outside_cast import KEPT

AT_ONCE = str(Path(__file__).with_name("at_once.py"))
HANDS, ROUNDS = 8, 12
MANY_HANDS = str(Path(__file__).with_name("many_hands.py"))
PEOPLE, SAVES = 50, 3


def test_eight_hands_in_eight_segments_lose_no_edit_and_meet_no_lock(house, works):
    for _place in range(HANDS - 4):
        actions.add_block(product=works.product, kind="text", by=works.writer)
    assert json.loads(house.python(AT_ONCE, "save", str(HANDS), str(ROUNDS))) == []
    kept = Segment.objects.order_by("block__position").values_list("text", "version")
    assert list(kept) == [(f"Đoạn {place}, lần {ROUNDS - 1}.", ROUNDS + (place == 0)) for place in range(HANDS)]
    assert Entry.objects.filter(verb="save").count() == HANDS * ROUNDS + 1
    assert works.edition().title == f"Đoạn 0, lần {ROUNDS - 1}."


def test_of_two_approvals_at_one_instant_one_counts_and_the_other_is_told(house, works):
    works.fill()
    works.submit()
    actions.pass_language(edition=works.edition(), by=works.reviewer)
    UserFactory(username="second_approver", unit=works.approver.unit, roles=["approver"])
    (sentence,) = json.loads(house.python(AT_ONCE, "approve", "approver@vi", "second_approver@vi"))
    with override("vi"):  # the process of two hands speaks Vietnamese, as the portal does by itself
        assert sentence == _("This has already moved on. Reload the page to see where it stands.")
    assert Approval.objects.filter(key="content").count() == 1
    assert works.edition().approved == works.edition().revisions.get()


def test_of_two_approvals_at_one_instant_of_a_source_and_of_its_translation_both_count_and_neither_misses_the_other(house, works):
    works.translator.language_grants.create(task="translate", language="en")
    works.reviewer.language_grants.create(task="review", language="en")
    for language in ("vi", "en"):
        works.fill(language)
        works.approve(language)
    works.words("vi", 3, "Quét mã ở bìa sau.")
    works.approve(significance=3)
    works.words("en", 3, "Scan the code.")
    works.submit("en")
    works.words("vi", 1, "Đọc bằng tiếng của mình")
    works.submit(significance=1)
    for language in ("vi", "en"):
        actions.pass_language(edition=works.edition(language), by=works.reviewer)
    UserFactory(username="second_approver", unit=works.approver.unit, roles=["approver"])
    assert json.loads(house.python(AT_ONCE, "approve", "approver@vi", "second_approver@en")) == []
    assert [works.edition(language).approved.number for language in ("vi", "en")] == [3, 2]
    assert works.edition("en").behind == Behind.TYPO


def test_of_two_assignments_of_one_task_at_one_instant_one_counts_and_the_other_names_who_has_it(house, works):
    hands = [UserFactory(username=name, unit=works.approver.unit, roles=["translator"]) for name in ("first", "second")]
    for hand in hands:
        hand.language_grants.create(task="translate", language="lo")
    (sentence,) = json.loads(house.python(AT_ONCE, "assign", "first", "second"))
    given = Assignment.objects.get()
    with override("vi"):
        words = _("%(name)s has this task already, by %(due)s. Give it to somebody else there, or take it back first.")
        assert sentence == words % {"name": given.person.display_name, "due": date_format(given.due, "DATE_FORMAT")}
    assert [entry.verb for entry in Entry.objects.filter(target_type="products.Edition", verb="assign")] == ["assign"]


@pytest.mark.parametrize("people", [1, 2])
def test_of_two_answers_at_one_instant_by_one_link_or_by_two_one_is_the_key_and_the_other_is_told(people, house, works):
    works.fill()
    works.submit()
    unit = works.approver.unit
    clerk = UserFactory(username="clerk", unit=unit, roles=["clerk"])
    asked = [add_person(name=f"Y {number}", unit=unit, purpose="author", by=clerk, **KEPT) for number in range(people)]
    tokens = [ask_by_link(edition=works.edition(), person=person, by=clerk)[1] for person in asked]
    (sentence,) = json.loads(house.python(AT_ONCE, "answer", tokens[0], tokens[-1]))
    with override("vi"):
        assert sentence == _("This has already moved on. Reload the page to see where it stands.")
    assert Approval.objects.get().person in asked
    assert OutsideReview.objects.filter(answered_at__isnull=False).count() == 1


def test_fifty_people_in_one_product_lose_no_edit_and_meet_no_lock(house, works):
    """In four languages at once, two and two in the same segment: every wording that was acknowledged stands in the history."""
    for _place in range(PEOPLE // 8):
        actions.add_block(product=works.product, kind="text", by=works.writer)
    works.write("vi", ["Tên", "Tóm tắt", "Mục", *["Đoạn."] * (works.product.blocks.count() - 3)])
    works.approve()
    for hand in range(PEOPLE):
        every = ["en", "lo", "km"]
        UserFactory(username=f"hand{hand}", unit=works.writer.unit, roles=["writer", "translator"], languages={"translate": every})
    met = json.loads(house.python(MANY_HANDS, str(PEOPLE), str(SAVES)))
    assert [one for one in met if one.get("saved") != SAVES] == []
    assert SegmentVersion.objects.filter(text__contains=":").count() == PEOPLE * SAVES
    assert set(SegmentVersion.objects.filter(text__contains=":").values_list("text", flat=True)) == {
        f"{hand}: {number}." for hand in range(PEOPLE) for number in range(SAVES)
    }
    for segment in Segment.objects.prefetch_related("versions"):
        assert [kept.version for kept in segment.versions.all()] == list(range(segment.version, 0, -1))
        assert segment.versions.all()[0].text == segment.text
