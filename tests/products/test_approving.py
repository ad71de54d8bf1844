"""Before the content key: what has to be looked at, what is shown for it, who ticked it; the decision and its signer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.access.roles import Role
from kontum_ttdn.accounts.models import User
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products import content as shape
from products.demo import declaration
from products.models import Approval, ContentCheck, Looked, StageChange
from products.queries.similar import similar_to
from tests.factories import LanguageGrantFactory, ProductFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
EDITION = "/vi/products/thu-vien-cua-ban/vi/"
LONG = "Khi qua cửa khẩu, người dân mang theo giấy thông hành và khai báo hàng hoá."
EVERY = sorted(Looked.values)


@pytest.fixture
def waiting(desk):
    """The source waits for the content key."""
    desk.fill()
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    return desk


def approve(desk, language="vi", **said):
    return actions.approve(edition=desk.edition(language), by=desk.approver, **said)


def similar(desk, by=None) -> list[tuple]:
    found = similar_to(desk.edition(), desk.edition().revisions.first().content, seen_by=by or desk.approver)
    return [(one.edition.product.code, one.title_score, one.text_score) for one in found]


def another(desk, title: str, texts=("Mở ra xem", LONG), unit=None):
    """Another work of the department, or of another unit, with this title and these texts."""
    product = ProductFactory(by=desk.writer, title=title) if unit is None else ProductFactory(unit=unit, title=title)
    edition = product.editions.select_related("product").get(language="vi")
    for block, text in zip(list(product.blocks.standing())[2:], texts, strict=True):
        actions.save_segment(edition=edition, block=block, text=text, version=0, by=product.made_by)
    return product


@pytest.mark.parametrize("left_out", EVERY)
def test_approval_of_the_source_names_the_tick_that_is_missing(waiting, left_out):
    with pytest.raises(RuleBroken) as refusal:
        approve(waiting, checked=set(EVERY) - {left_out})
    assert str(refusal.value) == f"Not ticked yet: {Looked(left_out).label}. Whoever approves answers for each of these."
    assert (waiting.edition().approved, ContentCheck.objects.count()) == (None, 0)


def test_each_tick_is_kept_with_who_on_which_wording_and_why(waiting):
    revision = approve(waiting, checked=EVERY, notes={"duplicates": "Bản năm ngoái đã hết."})
    kept = ContentCheck.objects.order_by("what").values_list("what", "by__username", "content_hash", "note")
    assert list(kept) == [
        (what, "approver", revision.content_hash, "Bản năm ngoái đã hết." if what == "duplicates" else "") for what in EVERY
    ]


def test_translation_is_not_asked_whether_it_repeats_another_work(waiting):
    waiting.answer_for()
    waiting.fill("en", " (en)")
    waiting.submit("en")
    actions.pass_language(edition=waiting.edition("en"), by=waiting.reviewer)
    three = [what for what in EVERY if what != "duplicates"]
    with pytest.raises(RuleBroken, match="names of places"):
        approve(waiting, "en", checked=["maps", "sovereignty", "duplicates"])
    revision = approve(waiting, "en", checked=three)
    assert sorted(revision.checks.values_list("what", flat=True)) == three


def test_new_wording_needs_new_ticks(waiting):
    actions.return_revision(edition=waiting.edition(), by=waiting.approver, reason="Ghi rõ địa chỉ.")
    waiting.words("vi", 3, "Quét mã ở trang sau để đọc.")
    waiting.submit()
    actions.pass_language(edition=waiting.edition(), by=waiting.reviewer)
    with pytest.raises(RuleBroken, match="Not ticked yet"):
        approve(waiting)
    first = waiting.answer_for()
    waiting.words("vi", 3, "Quét mã ở bìa sau để đọc.")
    second = waiting.approve()
    assert [one.checks.filter(content_hash=one.content_hash).count() for one in (first, second)] == [4, 4]


def test_decision_has_its_number_and_its_signer_or_neither(waiting):
    with pytest.raises(RuleBroken, match="who signed"):
        waiting.answer_for(decision_number="12/QĐ-SVHTTDL")
    with pytest.raises(RuleBroken, match="number of the decision"):
        waiting.answer_for(signer="Y Ký")
    revision = waiting.answer_for(decision_number=" 12/QĐ-SVHTTDL ", signer="Y Ký")
    assert revision.approvals.values_list("key", "decision_number", "signer").get(key="content") == ("content", "12/QĐ-SVHTTDL", "Y Ký")


def test_work_with_nearly_the_same_title_is_similar_whatever_its_marks_and_the_order_of_its_words(waiting):
    another(waiting, "THƯ VIỆN của bản làng", ("Một", "Hai"))
    another(waiting, "Của bản, thư viện", ("Một", "Hai"))
    another(waiting, "Sang chợ biên giới", ("Một", "Hai"))
    assert [(code, title) for code, title, _text in similar(waiting)] == [("cua-ban-thu-vien", 100), ("thu-vien-cua-ban-lang", 86)]


def test_work_with_the_same_text_is_similar_under_any_title_and_in_any_language(waiting):
    waiting.product = another(waiting, "Qua cửa khẩu")
    waiting.submit()
    another(waiting, "Sổ tay đi chợ")
    another(waiting, "Giấy tờ khi đi chợ", ("Mở ra xem", LONG.replace("người dân", "bà con")))  # not word for word: nothing leads to it
    assert similar(waiting) == [("so-tay-di-cho", 32, 100)]


def test_short_texts_that_all_works_have_make_none_similar(waiting):
    another(waiting, "Sang chợ biên giới", ("Mở ra xem", "Quét mã."))
    assert similar(waiting) == []


def test_similar_work_of_another_unit_is_shown_once_it_is_public(waiting, other_unit, reviewer, approver, translator, writer):
    other = another(waiting, "Thư viện của bản tôi", unit=other_unit)
    assert similar(waiting) == []
    other.editions.filter(language="vi").update(standing="published", published=waiting.edition().revisions.get())
    assert [code for code, *_scores in similar(waiting)] == [other.code]
    (found,) = similar_to(waiting.edition(), waiting.edition().revisions.get().content, seen_by=waiting.approver)
    assert found.url == f"/vi/library/{other.code}/"


def test_other_languages_and_revisions_of_the_work_itself_are_not_similar_to_it(waiting):
    waiting.answer_for()
    waiting.fill("en")
    waiting.words("vi", 3, "Quét mã ở bìa sau để đọc.")
    waiting.submit()
    assert similar(waiting) == []


def test_tick_keeps_what_was_shown_for_it(waiting):
    twin = another(waiting, "Thư viện của bản")
    revision = waiting.answer_for()
    edition = twin.editions.get(language="vi")
    assert revision.checks.get(what="duplicates").found == [
        {
            "edition": edition.pk, "code": twin.code, "language": "vi", "title": "Thư viện của bản", "standing": "missing",
            "title_score": 100, "text_score": 37,
        }
    ]  # fmt: skip


def test_nobody_ticks_for_a_similar_work_that_was_not_on_the_page(waiting, as_user):
    browser = as_user(waiting.approver)
    page = browser.get(EDITION).content.decode()
    assert 'name="shown" value=""' in page
    twin = another(waiting, "Thư viện của bản")
    answer = browser.post(f"{EDITION}approve/", {"checked": EVERY, "shown": ""})
    page = answer.content.decode()
    shown = str(twin.editions.get(language="vi").pk)
    assert (answer.status_code, waiting.edition().approved, f'name="shown" value="{shown}"' in page) == (422, None, True)
    assert browser.post(f"{EDITION}approve/", {"checked": EVERY, "shown": shown}).status_code == 302
    assert waiting.edition().approved is not None


def test_page_asks_for_every_tick_and_keeps_what_was_entered_when_one_is_missing(waiting, as_user):
    browser = as_user(waiting.approver)
    assert browser.get(EDITION).content.decode().count('name="checked"') == 4
    said = {"checked": ["maps"], "decision_number": "12/QĐ", "signer": "Y Ký", "shown": ""}
    answer = browser.post(f"{EDITION}approve/", said)
    page = answer.content.decode()
    assert (answer.status_code, page.count(" required checked"), 'value="12/QĐ"' in page, 'value="Y Ký"' in page) == (422, 1, True, True)
    assert StageChange.objects.filter(move="approve").count() == 0


def test_approval_of_what_has_moved_on_says_so(waiting, as_user):
    browser = as_user(waiting.approver)
    waiting.answer_for()
    answer = browser.post(f"{EDITION}approve/", {"checked": EVERY}, follow=True)
    assert answer.redirect_chain == [(EDITION, 302)]
    assert [str(message) for message in answer.context["messages"]] != []


@pytest.mark.parametrize("hand", ["writer", "reviewer", "stranger"])
def test_ticks_open_no_door_to_who_may_not_approve(waiting, hand, stranger):
    by = {"writer": waiting.writer, "reviewer": waiting.reviewer, "stranger": stranger}[hand]
    with pytest.raises(RuleBroken, match="roles do not allow"):
        actions.approve(edition=waiting.edition(), by=by, checked=EVERY)
    assert ContentCheck.objects.count() == 0


def test_looking_for_similar_works_costs_the_same_in_a_small_and_in_a_large_library(waiting):
    costs = []
    edition = waiting.edition()
    content = [shape.item("a", "title", "Thư viện của bản"), shape.item("b", "text", LONG)]
    for count in (3, 30):
        for number in range(count):
            another(waiting, f"Thư viện của bản {number}")
        with CaptureQueriesContext(connection) as caught:
            found = similar_to(edition, content, seen_by=User.objects.get(pk=waiting.approver.pk))
        costs.append((len(caught), len(found)))
    assert costs == [(8, 3), (8, 8)]  # four, and who asks with their rights


def test_lao_title_is_cut_into_words():
    title = declaration("lo")[0]
    assert len(shape.folded_words(title)) > len(title.split())
    assert shape.words_looked_for(" – ") == ""


def refused(as_user, person, act: str, language="vi", **said) -> tuple:
    """What the page answers to somebody's move, and the sentence that it says."""
    answer = as_user(person).post(f"/en/products/thu-vien-cua-ban/{language}/{act}/", said, follow=True)
    return answer.status_code, [str(message) for message in answer.context["messages"]] if answer.status_code == 200 else []


def test_each_wrong_hand_is_told_in_words_and_no_key_is_turned(desk, as_user, department):
    both = UserFactory(unit=department, roles=[Role.WRITER, Role.REVIEWER, Role.APPROVER], languages={"review": ["vi"]})
    second = UserFactory(unit=department, roles=[Role.REVIEWER, Role.APPROVER], languages={"review": ["vi"]})
    desk.fill()
    desk.words("vi", 3, "Sửa một chữ.", by=both)
    desk.submit()
    colleague = "Whoever wrote or translated a text cannot answer for it too. Please ask a colleague."
    assert refused(as_user, both, "pass-language") == (200, [colleague])
    assert refused(as_user, second, "pass-language") == (200, ["You have answered for the language. The approver is next."])
    assert refused(as_user, both, "approve", checked=EVERY) == (200, [colleague])
    one_key = "You gave the language key already; the content key needs another person."
    assert refused(as_user, second, "approve", checked=EVERY) == (200, [one_key])
    assert list(Approval.objects.values_list("key", "by")) == [("language", second.pk)]
    assert refused(as_user, desk.approver, "approve", checked=EVERY) == (200, ["Approved."])
    moved_on = "This has already moved on. Reload the page to see where it stands."
    assert refused(as_user, desk.approver, "approve", checked=EVERY) == (200, [moved_on])
    assert Approval.objects.filter(key="content").count() == 1


def test_translator_who_is_entered_as_reviewer_too_is_told_to_ask_a_colleague(desk, as_user):
    desk.fill()
    desk.approve()
    RoleGrantFactory(user=desk.translator, role=Role.REVIEWER)
    LanguageGrantFactory(user=desk.translator, task="review", language="en")
    desk.fill("en", " (en)")
    desk.submit("en")
    status, (sentence,) = refused(as_user, desk.translator, "pass-language", "en")
    assert (status, "Please ask a colleague." in sentence, desk.edition("en").revisions.get().approvals.count()) == (200, True, 0)
