"""People without an account: asked on paper or by a link, answered once, counted as their own key, entered by whom."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kontum_ttdn.access.roles import Role
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.media import gate
from kontum_ttdn.notices.models import Notice
from kontum_ttdn.people.actions import add_person, merge_people
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.actions import outside
from products.actions.standing_in import sign_exception, take_over
from products.models import Approval, KeyException, Looked, OutsideRemark, OutsideReview, Stage
from products.queries.outside import LinkClosed, of_token, pieces, remarks_of
from tests.factories import LanguageGrantFactory, RoleGrantFactory, UserFactory
from tests.media import made

from .outside_cast import KEPT, by_link, good, keys

pytestmark = pytest.mark.django_db


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_signed_sheet_is_the_named_persons_key_with_its_scan_entered_by_the_clerk(submitted, teacher, clerk, scan):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=clerk)
    approval = Approval.objects.get(revision__edition=submitted.edition("lo"))
    assert (approval.key, approval.person, approval.how, approval.by, approval.evidence) == ("language", teacher, "paper", clerk, scan)
    review.refresh_from_db()
    assert (review.passed, review.entered_by, review.evidence, approval.revision.stage) == (True, clerk, scan, Stage.CONTENT_APPROVAL)
    assert actions.approve(edition=submitted.edition("lo"), by=submitted.approver, checked=Looked.values).stage == Stage.APPROVED


def test_answered_link_is_the_named_persons_key_by_the_one_who_made_the_link(submitted, teacher, clerk):
    review, _token = by_link(submitted, teacher, clerk)
    outside.answer_link(review=review, passed=True, answers=good(submitted))
    approval = Approval.objects.get(revision__edition=submitted.edition("lo"))
    assert (approval.key, approval.person, approval.how, approval.by, approval.evidence) == ("language", teacher, "link", clerk, None)
    assert OutsideReview.objects.get().entered_by is None
    answered = Entry.objects.filter(verb__in=["ask_outside", "pass_outside", "answer_outside"]).order_by("pk")
    assert [(entry.verb, entry.actor_id) for entry in answered] == [
        ("ask_outside", clerk.pk),
        ("pass_outside", clerk.pk),
        ("answer_outside", None),
    ]
    assert "Y Dạy" not in str([(entry.changes, entry.note, entry.target_label) for entry in answered])


def test_only_the_hash_of_a_link_is_kept_and_it_lasts_fourteen_days(submitted, teacher, clerk):
    review, token = outside.ask_by_link(edition=submitted.edition("lo"), person=teacher, by=clerk)
    assert token not in str(OutsideReview.objects.values())
    assert (len(token), len(review.token_hash)) == (43, 64)
    assert timedelta(days=13, hours=23) < review.until - timezone.now() <= timedelta(days=14)


def test_returned_text_carries_the_remarks_as_its_reason_and_the_translator_takes_a_wording_over(submitted, teacher, clerk):
    review, _token = by_link(submitted, teacher, clerk)
    first, _second, third, *_rest = keys(submitted)
    outside.save_remark(review=review, key=first, verdict="better", words="ຫໍສະໝຸດບ້ານ")
    outside.save_remark(review=review, key=third, verdict="not_good", words="ຍາວ")
    outside.answer_link(review=review, passed=False)
    edition = submitted.edition("lo")
    revision = edition.revisions.get()
    assert (revision.stage, revision.content, revision.approvals.count()) == (Stage.RETURNED, [], 0)
    assert ("ຫໍສະໝຸດບ້ານ" in revision.note, "ຍາວ" in revision.note, "Y Dạy" in revision.note) == (True, True, False)
    told = remarks_of(edition)
    assert {key: (remark.verdict, remark.text) for key, remark in told.items()} == {
        first: ("better", "ຫໍສະໝຸດບ້ານ"),
        third: ("not_good", "ຍາວ"),
    }
    segment = take_over(edition=edition, remark=told[first], version=1, by=submitted.translator)
    assert (segment.text, segment.origin, segment.saved_by) == ("ຫໍສະໝຸດບ້ານ", "outside", submitted.translator)
    submitted.words("lo", 0, "ຫໍສະໝຸດ")
    with pytest.raises(actions.Conflict):  # the words the translator saw are not those that stand now
        take_over(edition=edition, remark=told[first], version=2, by=submitted.translator)


def test_who_asked_is_told_of_the_answer_and_the_authors_of_what_came_back(submitted, teacher, clerk):
    review, _token = by_link(submitted, teacher, clerk)
    outside.answer_link(review=review, passed=False, answers={keys(submitted)[0]: ("not_good", "")})
    told = {(notice.user.username, notice.message.partition(":")[0]) for notice in Notice.objects.all()}
    assert told == {("clerk", "The answer to your link has come"), ("translator", "A reviewer without an account asks for changes")}
    assert "Y Dạy" not in str(list(Notice.objects.values()))


def test_wording_of_another_edition_is_not_taken_over(submitted, teacher, clerk):
    review, _token = by_link(submitted, teacher, clerk)
    outside.save_remark(review=review, key=keys(submitted)[0], verdict="better", words="ຫໍສະໝຸດບ້ານ")
    remark = OutsideRemark.objects.get()
    with pytest.raises(RuleBroken, match="no better wording"):  # not sent off yet
        take_over(edition=submitted.edition("lo"), remark=remark, version=1, by=submitted.translator)
    outside.answer_link(review=review, passed=False)
    with pytest.raises(RuleBroken, match="no better wording"):
        take_over(edition=submitted.edition("en"), remark=OutsideRemark.objects.get(), version=0, by=submitted.translator)


def test_better_wordings_of_a_text_that_passed_are_kept_for_the_next_time(submitted, teacher, clerk):
    review, _token = by_link(submitted, teacher, clerk)
    first, *others = keys(submitted)
    outside.answer_link(review=review, passed=True, answers={first: ("better", "ຫໍສະໝຸດບ້ານ"), **dict.fromkeys(others, ("good", ""))})
    assert [remark.text for remark in remarks_of(submitted.edition("lo")).values()] == ["ຫໍສະໝຸດບ້ານ"]


def test_answer_that_contradicts_itself_is_refused_and_nothing_moves(submitted, teacher, clerk, scan):
    review, _token = by_link(submitted, teacher, clerk)
    first, second, *others = keys(submitted)
    with pytest.raises(RuleBroken, match="4 segments have not been read"):
        outside.answer_link(review=review, passed=True)
    with pytest.raises(RuleBroken, match="at least one segment"):
        outside.answer_link(review=review, passed=False, answers=good(submitted))
    with pytest.raises(RuleBroken, match="marked as not good"):
        outside.answer_link(review=review, passed=True, answers=good(submitted) | {second: ("not_good", "")})
    for verdict, words in (("better", "  "), ("better", pieces(review.revision)[0].text), ("splendid", "")):
        with pytest.raises(RuleBroken):
            outside.save_remark(review=review, key=first, verdict=verdict, words=words)
    with pytest.raises(RuleBroken, match="not part"):
        outside.save_remark(review=review, key="00000000-0000-0000-0000-000000000000", verdict="good")
    assert (Approval.objects.filter(revision=review.revision).count(), OutsideRemark.objects.count()) == (0, 0)


def test_link_answers_once(submitted, teacher, clerk):
    review, token = by_link(submitted, teacher, clerk)
    outside.answer_link(review=review, passed=True, answers=good(submitted))
    with pytest.raises(LinkClosed, match="received") as closed:
        of_token(token)
    assert closed.value.answered is True
    with pytest.raises(RuleBroken, match="moved on"):
        outside.answer_link(review=review, passed=True)
    with pytest.raises(RuleBroken, match="moved on"):
        outside.save_remark(review=review, key=keys(submitted)[0], verdict="not_good")


def test_unknown_expired_and_taken_back_links_say_the_same(submitted, teacher, elder, clerk):
    expired, expired_token = by_link(submitted, teacher, clerk)
    OutsideReview.objects.filter(pk=expired.pk).update(until=timezone.now() - timedelta(minutes=1))
    back, back_token = by_link(submitted, elder, clerk)
    outside.take_back(review=back, by=clerk)
    said = []
    for token in ("nobody-made-this", expired_token, back_token):
        with pytest.raises(LinkClosed) as closed:
            of_token(token)
        said.append((str(closed.value), closed.value.answered))
    assert len(set(said)) == 1


def test_link_takes_nothing_once_the_words_have_changed(submitted, teacher, clerk):
    review, token = by_link(submitted, teacher, clerk)
    actions.recall(edition=submitted.edition("lo"), by=submitted.translator, reason="Sửa.")
    for _moment in ("in work", "handed in anew"):
        with pytest.raises(LinkClosed, match="has been changed"):
            of_token(token)
        with pytest.raises(RuleBroken):
            outside.answer_link(review=review, passed=True)
        if submitted.edition("lo").revisions.get().stage == Stage.IN_WORK:
            submitted.words("lo", 3, "ອ່ານ")
            submitted.submit("lo")
    assert Approval.objects.filter(revision__edition=submitted.edition("lo")).count() == 0


def test_link_of_somebody_whose_rights_have_ended_opens_nothing(submitted, teacher, clerk):
    _review, token = by_link(submitted, teacher, clerk)
    clerk.role_grants.update(ended_on=timezone.localdate())
    with pytest.raises(LinkClosed, match="does not open"):
        of_token(token)


def test_author_is_never_the_reviewer_however_their_person_is_known(submitted, teacher, elder, clerk, department):
    translator = submitted.translator
    namesake = add_person(name=translator.display_name.upper(), unit=department, purpose="author", by=clerk, **KEPT)
    with pytest.raises(RuleBroken, match="cannot answer for it too"):
        outside.ask_on_paper(edition=submitted.edition("lo"), person=namesake, by=clerk)
    translator.person = elder
    translator.save()
    merge_people(into=teacher, other=elder, by=clerk)
    with pytest.raises(RuleBroken, match="cannot answer for it too"):
        outside.ask_by_link(edition=submitted.edition("lo"), person=teacher, by=clerk)
    assert (
        outside.ask_on_paper(edition=submitted.edition("lo"), person=namesake, by=clerk).person == namesake
    )  # the account has its person now


def test_author_who_is_a_clerk_too_asks_nobody_about_their_own_words(submitted, teacher):
    RoleGrantFactory(user=submitted.translator, role=Role.CLERK)
    with pytest.raises(RuleBroken, match="colleague"):
        outside.ask_by_link(edition=submitted.edition("lo"), person=teacher, by=fresh(submitted.translator))


def test_content_key_is_neither_of_who_entered_the_sheet_nor_of_whose_key_it_is(submitted, teacher, clerk, scan):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=clerk)
    RoleGrantFactory(user=clerk, role=Role.APPROVER)
    approver = submitted.approver
    approver.person = teacher
    approver.save()
    for somebody in (clerk, approver):
        with pytest.raises(RuleBroken, match="another person"):
            actions.approve(edition=submitted.edition("lo"), by=fresh(somebody), checked=Looked.values)
    other = UserFactory(unit=clerk.unit, roles=[Role.APPROVER])
    assert actions.approve(edition=submitted.edition("lo"), by=other, checked=Looked.values).stage == Stage.APPROVED


def test_only_who_holds_the_right_here_asks_enters_or_takes_back(submitted, teacher, clerk, stranger, scan):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    for somebody in (stranger, submitted.reviewer, submitted.approver, submitted.translator):
        with pytest.raises(RuleBroken):
            outside.ask_by_link(edition=submitted.edition("lo"), person=teacher, by=somebody)
        with pytest.raises(RuleBroken):
            outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=somebody)
        with pytest.raises(RuleBroken):
            outside.take_back(review=review, by=somebody)
    assert (OutsideReview.objects.visible_to(stranger).count(), OutsideReview.objects.visible_to(clerk).count()) == (0, 1)


def test_no_move_for_somebody_outside_is_open_without_their_review(submitted, clerk):
    from products.workflow import REVISION

    revision = submitted.edition("lo").revisions.get()
    assert [name for name in REVISION.open_to(revision, by=clerk) if "outside" in name] == []


def test_nobody_is_asked_twice_about_the_same_words_nor_about_words_in_work(submitted, teacher, clerk):
    outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    with pytest.raises(RuleBroken, match="asked already"):
        outside.ask_by_link(edition=submitted.edition("lo"), person=teacher, by=clerk)
    with pytest.raises(RuleBroken):
        outside.ask_by_link(edition=submitted.edition("en"), person=teacher, by=clerk)


def test_content_is_never_answered_for_without_an_account(submitted, teacher, clerk):
    with pytest.raises(RuleBroken, match="never the content"):
        outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk, key="content")


def test_sheet_needs_its_scan_from_the_same_unit_and_is_entered_once(submitted, teacher, clerk, scan, stranger, other_unit):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    foreign = gate.receive(SimpleUploadedFile("khac.jpg", made.jpeg()), by=stranger, unit=other_unit, allow=("picture",))
    for evidence in (None, foreign):
        with pytest.raises(RuleBroken, match="scan"):
            outside.enter_paper(review=review, answers={}, passed=True, evidence=evidence, by=clerk)
    outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=clerk)
    with pytest.raises(RuleBroken, match="moved on"):
        outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=clerk)
    assert Approval.objects.filter(revision=review.revision).count() == 1


def test_listener_of_the_village_stands_in_only_with_an_exception_that_the_authority_signed(submitted, elder, clerk):
    submitted.reviewer.language_grants.filter(language="lo").delete()
    review, _token = by_link(submitted, elder, clerk, key="community")
    outside.answer_link(review=review, passed=True, answers=good(submitted))
    edition = submitted.edition("lo")
    with pytest.raises(RuleBroken, match="Sign the exception"):
        actions.approve(edition=edition, by=submitted.approver, checked=Looked.values)
    with pytest.raises(RuleBroken, match="Say why"):
        sign_exception(edition=edition, reason=" ", by=submitted.approver)
    for somebody in (clerk, submitted.translator):
        with pytest.raises(RuleBroken, match="roles"):
            sign_exception(edition=edition, reason="Chỉ một người biết tiếng.", by=somebody)
    sign_exception(edition=edition, reason="Chỉ một người biết tiếng.", by=submitted.approver)
    revision = actions.approve(edition=edition, by=submitted.approver, checked=Looked.values)
    signed = KeyException.objects.get()
    assert (signed.revision, signed.by, signed.reason) == (revision, submitted.approver, "Chỉ một người biết tiếng.")
    assert set(revision.approvals.values_list("key", "person__name")) == {("community", "A Nghe"), ("content", None)}
    assert Entry.objects.get(verb="sign_exception").note == "Chỉ một người biết tiếng."


def test_no_listener_stands_in_where_two_people_are_entitled(submitted, elder, clerk):
    with pytest.raises(RuleBroken, match="Two people are entitled"):
        outside.ask_by_link(edition=submitted.edition("lo"), person=elder, by=clerk, key="community")


def test_entitled_elsewhere_is_not_entitled_here(submitted, elder, clerk, stranger):
    submitted.reviewer.language_grants.filter(language="lo").delete()
    assert stranger.languages("review") >= {"lo"}
    assert outside.ask_on_paper(edition=submitted.edition("lo"), person=elder, by=clerk, key="community").key == "community"


def test_exception_is_refused_once_a_second_person_is_entitled(submitted, elder, clerk):
    submitted.reviewer.language_grants.filter(language="lo").delete()
    review, _token = by_link(submitted, elder, clerk, key="community")
    outside.answer_link(review=review, passed=True, answers=good(submitted))
    LanguageGrantFactory(user=submitted.reviewer, task="review", language="lo")
    with pytest.raises(RuleBroken, match="Two people are entitled"):
        sign_exception(edition=submitted.edition("lo"), reason="Thiếu người.", by=submitted.approver)


def test_only_whom_the_village_named_stands_in_place_of_a_reviewer(submitted, teacher, clerk):
    submitted.reviewer.language_grants.filter(language="lo").delete()
    with pytest.raises(RuleBroken, match="village has named"):
        outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk, key="community")


def test_what_was_signed_falls_with_the_words_it_was_signed_for(submitted, elder, clerk):
    submitted.reviewer.language_grants.filter(language="lo").delete()
    review, _token = by_link(submitted, elder, clerk, key="community")
    outside.answer_link(review=review, passed=True, answers=good(submitted))
    sign_exception(edition=submitted.edition("lo"), reason="Thiếu người.", by=submitted.approver)
    actions.return_revision(edition=submitted.edition("lo"), by=submitted.approver, reason="Thiếu ngày.")
    assert (KeyException.objects.count(), Approval.objects.filter(revision=review.revision).count()) == (0, 0)
