"""Whose desk shows what, and that a long list costs no more statements than a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.access.roles import Role
from kontum_ttdn.printing.layouts import LAYOUTS
from products import actions, reference
from products.models import Edition, Kind, Revision
from products.queries import work
from tests.benchmarks import _shelf
from tests.factories import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def names(editions) -> list[str]:
    return sorted(edition.language for edition in editions)


def translating(user) -> list[str]:
    return names(work.to_translate(user, work.SHOWN))


def reading_anew(user):
    """The same person with the grants of now."""
    return type(user).objects.get(pk=user.pk)


def test_translator_is_offered_their_languages_once_the_source_is_approved(desk, stranger):
    desk.fill()
    assert translating(desk.translator) == []
    desk.approve()
    assert translating(desk.translator) == ["en", "km", "lo"]
    assert translating(stranger) == translating(desk.reviewer) == []


def test_translation_leaves_the_list_while_it_is_read_and_comes_back_when_it_is_returned(desk):
    desk.fill()
    desk.approve()
    desk.fill("lo")
    assert "lo" in translating(desk.translator)
    desk.submit("lo")
    assert translating(desk.translator) == ["en", "km"]
    actions.return_revision(edition=desk.edition("lo"), by=desk.reviewer, reason="Xin đọc lại.")
    assert translating(desk.translator) == ["en", "km", "lo"]
    desk.publish("lo")
    assert translating(desk.translator) == ["en", "km"]


def test_translation_behind_its_source_comes_first(desk):
    desk.fill()
    desk.approve()
    desk.fill("lo")
    desk.approve("lo")
    desk.words("vi", 3, "Câu khác hẳn.")
    desk.approve()
    found = list(work.to_translate(desk.translator, work.SHOWN))
    assert (found[0].language, names(found)) == ("lo", ["en", "km", "lo"])


def test_list_of_a_library_full_of_gaps_shows_the_newest_works(desk):
    reference.load()
    desk.fill()
    desk.approve()
    _shelf.seed(1_000_001, 1_000_100, unit=desk.writer.unit, by=desk.writer)  # newer than any that a test has made before
    found = list(work.to_translate(desk.translator, 5)[:5])
    assert [edition.behind for edition in found] == [2] * 5
    missing = Edition.objects.filter(
        pk__in=[edition.pk for edition in work.to_translate(desk.translator, 5)], standing="missing", language="en"
    )
    assert sorted(missing.values_list("product_id", flat=True)) == [1_000_000 + number for number in (91, 93, 95, 97, 99)]


def test_reviewer_finds_what_others_wrote_in_their_languages(desk, stranger):
    desk.fill()
    desk.submit()
    assert [revision.edition.language for revision in work.to_review(desk.reviewer)] == ["vi"]
    desk.reviewer.language_grants.filter(language="vi").delete()
    assert list(work.to_review(reading_anew(desk.reviewer))) == list(work.to_review(stranger)) == list(work.to_review(desk.approver)) == []


def test_author_with_every_role_finds_their_own_text_on_no_list_of_keys(desk, department):
    both = UserFactory(unit=department, roles=[Role.WRITER, Role.REVIEWER, Role.APPROVER], languages={"review": ["vi"]})
    desk.fill()
    desk.words("vi", 3, "Sửa một chữ.", by=both)
    desk.submit()
    assert list(work.to_review(both)) == []
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    assert list(work.to_approve(both)) == []
    assert work.to_approve(desk.approver).get().edition == desk.edition()


def test_giver_of_the_language_key_is_not_asked_for_the_content_key(desk, stranger):
    RoleGrantFactory(user=desk.reviewer, role=Role.APPROVER)
    desk.reviewer = reading_anew(desk.reviewer)
    desk.fill()
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    assert list(work.to_approve(desk.reviewer)) == list(work.to_approve(stranger)) == []
    assert work.to_approve(desk.approver).count() == 1


def test_returned_text_is_on_its_authors_desk_alone(desk, department, stranger):
    colleague = UserFactory(unit=department, roles=[Role.WRITER])
    desk.fill()
    desk.submit()
    actions.return_revision(edition=desk.edition(), by=desk.reviewer, reason="Thiếu ngày.")
    assert [revision.note for revision in work.returned(desk.writer)] == ["Thiếu ngày."]
    assert list(work.returned(colleague)) == list(work.returned(stranger)) == []


def test_approved_text_waits_to_be_published_until_readers_have_it(desk, stranger):
    desk.fill()
    desk.approve()
    assert names(work.to_publish(desk.approver)) == ["vi"]
    assert names(work.to_publish(stranger)) == names(work.to_publish(desk.writer)) == []
    actions.publish(edition=desk.edition(), by=desk.approver)
    assert names(work.to_publish(desk.approver)) == []


def test_newer_approved_text_waits_again_and_what_was_withdrawn_waits_no_more(desk):
    desk.fill()
    desk.publish()
    desk.words("vi", 3, "Câu khác hẳn.")
    assert names(work.to_publish(desk.approver)) == []
    desk.approve()
    assert names(work.to_publish(desk.approver)) == ["vi"]
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="Địa chỉ đã đổi.")
    assert names(work.to_publish(desk.approver)) == []


def waiting(first: int, last: int, by) -> None:
    """Each product has something for everybody: vi came back, en is read and behind, lo waits for the second key, km is begun, jra is not out."""
    _shelf.seed(first, last, unit=by.unit, by=by)
    stages = {"vi": "returned", "en": "language_review", "lo": "content_approval", "km": "in_work"}
    editions = Edition.objects.filter(product__gte=first, product__lte=last)
    made = [
        Revision(pk=1_000_000 + edition.pk, edition=edition, number=2, stage=stages[edition.language], content_hash="x")
        for edition in editions.filter(language__in=stages)
    ]
    Revision.objects.filter(edition__product__gte=first, stage__in=set(stages.values())).delete()
    for revision in Revision.objects.bulk_create(made):
        if revision.stage == "returned":
            revision.authors.add(by)
    editions.filter(language="jra", standing="published").update(standing="approved", published=None)
    editions.filter(language="en").update(behind=1)


@pytest.mark.parametrize("person", ["writer", "translator", "reviewer", "approver"])
def test_desk_costs_the_same_with_10_and_with_300_waiting_rows(person, writer, request, as_user):
    reference.load()
    user = request.getfixturevalue(person)
    browser = as_user(user)
    costs = []
    for first, last in ((1, 10), (11, 300)):
        waiting(first, last, writer)
        browser.get("/vi/desk/")
        with CaptureQueriesContext(connection) as caught:
            page = browser.get("/vi/desk/").content.decode()
        assert "/products/to-roi-" in page
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_ahead_is_true_just_where_readers_lack_what_is_approved(desk):
    def ahead() -> bool:
        return Edition.objects.get(pk=desk.edition().pk).ahead

    desk.fill()
    seen = [ahead()]
    desk.approve()
    seen.append(ahead())
    actions.publish(edition=desk.edition(), by=desk.approver)
    seen.append(ahead())
    Edition.objects.filter(pk=desk.edition().pk).update(published=None, standing="approved")
    seen.append(ahead())
    assert seen == [False, True, False, True]


def test_every_kind_that_is_printed_names_layouts_of_the_house_and_its_first_stands_alone():
    reference.load()
    kinds = {kind.code: kind.layouts for kind in Kind.objects.all()}
    assert {name for layouts in kinds.values() for name in layouts} - set(LAYOUTS) == set()
    assert {code: LAYOUTS[layouts[0]].beside for code, layouts in kinds.items() if layouts} == dict.fromkeys(
        kinds.keys() - {"video_clip"}, 0
    )
