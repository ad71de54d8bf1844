"""The page behind a link, and the staff's pages: who gets in, what is kept where, what an address gives away."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.people.actions import add_person
from products import actions
from products.actions import outside
from products.models import Approval, OutsideRemark, OutsideReview, Stage
from products.rules import enough_are_entitled
from products.views import answering
from tests.factories import UserFactory
from tests.media import made

from .outside_cast import KEPT, by_link, keys

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
STAFF = f"/vi/products/{CODE}/lo/outside/"


def page_of(token, language="vi"):
    return f"/{language}/review/{token}/"


@pytest.fixture
def link(submitted, teacher, clerk):
    review, token = by_link(submitted, teacher, clerk)
    return page_of(token)


def words_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_link_is_carried_through_segment_by_segment_without_a_cookie(submitted, link):
    phone = Client(enforce_csrf_checks=True)
    for key in keys(submitted):
        answer = phone.post(link, {"key": key, "verdict": "good"}, headers={"Origin": "null"})
        assert (answer.status_code, answer.url) == (302, link)
    assert phone.post(link, {"passed": "yes"}, headers={"Origin": "null"}).status_code == 302
    assert submitted.edition("lo").revisions.get().stage == Stage.CONTENT_APPROVAL
    assert dict(phone.cookies) == {}


def test_opened_again_it_goes_on_at_the_first_segment_that_is_not_read(submitted, link):
    first, second, *_rest = keys(submitted)
    Client().post(link, {"key": first, "verdict": "good"})
    answer = Client().get(link)
    assert (answer.context["piece"].key, answer.context["read"], answer.context["total"]) == (second, 1, 4)
    assert Client().get(f"{link}?at=1").context["piece"].verdict == "good"
    assert Client().get(f"{link}?at=0").context["piece"] is None
    assert Client().get(f"{link}?at=99999999999").status_code == 200


def test_refused_answer_keeps_what_was_typed(submitted, link):
    key = keys(submitted)[0]
    same = submitted.edition("lo").revisions.get().content[0]["text"]
    answer = Client().post(link, {"key": key, "verdict": "better", "better": same})
    assert (answer.status_code, OutsideRemark.objects.count()) == (422, 0)
    assert f"{same}</textarea>" in answer.content.decode()
    assert Client().post(link, {"key": key, "verdict": "better", "better": "\0" + "a" * 9000}).status_code == 302
    assert OutsideRemark.objects.get().text == "a" * 4000
    assert Client().post(link, {"key": "not a key", "verdict": "good"}).status_code == 422
    assert Client().post(link, {"passed": "yes"}).status_code == 422


def test_no_browser_keeps_the_page_no_search_finds_it_and_no_other_site_hears_of_it(link):
    for address in (link, page_of("nobody-made-this")):
        answer = Client().get(address)
        told = {name: answer[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
        assert told == {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
        assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_closed_link_says_one_sentence_and_nothing_of_the_text(submitted, teacher, clerk):
    review, token = by_link(submitted, teacher, clerk)
    outside.take_back(review=review, by=clerk)
    unknown, back = Client().get(page_of("nobody-made-this")), Client().get(page_of(token))
    assert (unknown.status_code, back.status_code) == (410, 410)
    assert words_of(unknown).replace("nobody-made-this", "") == words_of(back).replace(token, "")
    assert "Y Dạy" not in words_of(back)
    assert Client().post(page_of(token), {"passed": "yes"}).status_code == 410
    assert Approval.objects.filter(revision__edition=submitted.edition("lo")).count() == 0


def test_answered_link_thanks_and_takes_no_second_answer(submitted, link):
    for key in keys(submitted):
        Client().post(link, {"key": key, "verdict": "good"})
    Client().post(link, {"passed": "yes"})
    for answer in (
        Client().get(link),
        Client().post(link, {"passed": "no"}),
        Client().post(link, {"key": keys(submitted)[0], "verdict": "not_good"}),
    ):
        assert (answer.status_code, answer.context["closed"].answered) == (200, True)
    assert OutsideReview.objects.get().passed is True


def test_page_speaks_the_language_of_its_address_and_leads_to_the_others(link):
    answer = Client().get(link.replace("/vi/", "/lo/", 1)).content.decode()
    assert '<html lang="lo"' in answer
    assert f'href="{link}"' in answer


def test_guessing_links_is_stopped_and_a_reader_beside_it_is_not(link, monkeypatch):
    monkeypatch.setattr(answering, "MOST_WRONG", 3)
    assert [Client().get(page_of(f"guess-{number}")).status_code for number in range(5)] == [410, 410, 410, 429, 429]
    assert Client().get(link).status_code == 429  # from the same place; whoever comes from another one reads on
    assert Client(REMOTE_ADDR="127.0.0.9").get(link).status_code == 200


def waiting_with(desk, count):
    """The Lao edition waits with so many segments."""
    while desk.product.blocks.standing().count() < count:
        actions.add_block(product=desk.product, kind="text", by=desk.writer)
    desk.write("vi", [f"Đoạn {number} trong {count}" for number in range(count)])
    desk.approve()
    desk.write("lo", [f"ຕອນ {number} / {count}" for number in range(count)])
    desk.submit("lo")


def test_page_of_a_link_takes_as_many_statements_for_four_segments_as_for_thirty(desk, teacher, clerk):
    counts = []
    for count in (4, 30):
        waiting_with(desk, count)
        review, token = by_link(desk, teacher, clerk)
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(page_of(token)).context["total"] == count
        counts.append(len(seen))
        outside.take_back(review=review, by=clerk)
        actions.recall(edition=desk.edition("lo"), by=desk.translator, reason="Thêm đoạn.")
    assert counts[0] == counts[1]


def test_link_is_on_the_answer_to_asking_and_on_no_page_after(submitted, teacher, clerk, as_user):
    browser = as_user(clerk)
    answer = browser.post(STAFF, {"person": teacher.pk, "key": "language", "how": "link"})
    link = re.search(r"http://testserver/vi/review/[\w-]{43}/", answer.content.decode())[0]
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    assert "/review/" not in browser.get(STAFF).content.decode()
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_listener_is_offered_only_where_too_few_are_entitled(submitted, teacher, elder, clerk, as_user):
    browser, offered = as_user(clerk), []
    for _entitled in (2, 1):
        offered.append([key for key, _label in browser.get(STAFF).context["form"].fields["key"].choices])
        submitted.reviewer.language_grants.filter(language="lo").delete()
        assert not enough_are_entitled(submitted.edition("lo"))
    assert offered == [["language"], ["language", "community"]]


def test_whether_two_are_entitled_is_known_from_the_first_two_of_many(submitted, department, django_assert_max_num_queries):
    for _hand in range(12):
        UserFactory(unit=department, roles=["translator"], languages={"translate": ["lo"]})
    with django_assert_max_num_queries(8):
        assert enough_are_entitled(submitted.edition("lo"))


def test_sheet_about_words_that_have_changed_is_not_typed_in_for_nothing(submitted, teacher, clerk, as_user):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    page = f"/en/outside/{review.pk}/"
    assert as_user(clerk).get(page).context["form"] is not None
    actions.recall(edition=submitted.edition("lo"), by=submitted.translator, reason="Sửa.")
    submitted.words("lo", 3, "ອ່ານ")
    submitted.submit("lo")
    shown = as_user(clerk).get(page)
    assert (shown.context["form"], "The words are not those that this person was asked about" in words_of(shown)) == (None, True)
    typed = {f"w-{keys(submitted)[0]}": "ຍາວ", "passed": "yes", "scan": SimpleUploadedFile("a.jpg", made.jpeg())}
    late = as_user(clerk).post(page, typed)  # the page was opened before
    assert (late.status_code, "ຍາວ</textarea>" in late.content.decode()) == (422, True)
    assert (StoredFile.objects.count(), OutsideReview.objects.get().answered_at) == (0, None)


def test_each_look_at_who_answered_is_noted(submitted, teacher, clerk, as_user):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    as_user(clerk).get(f"/vi/outside/{review.pk}/")
    read = Entry.objects.get(verb="read")
    assert (read.actor_id, read.target_id, CODE in read.note) == (clerk.pk, str(teacher.pk), True)


def test_scan_of_a_signed_sheet_is_seen_by_those_alone_who_look_after_reviews_and_each_look_is_noted(
    submitted, teacher, clerk, scan, as_user
):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    outside.enter_paper(review=review, answers={}, passed=True, evidence=scan, by=clerk)
    by_number = f"/media/staff/{scan.pk}/web"
    assert as_user(clerk).get(f"/vi/outside/{review.pk}/scan/").status_code == 200
    assert [entry.actor_id for entry in Entry.objects.filter(verb="read")] == [clerk.pk]
    assert [as_user(hand).get(by_number).status_code for hand in (clerk, submitted.translator, submitted.approver)] == [404] * 3


def test_sheet_that_contradicts_itself_is_not_entered_its_scan_not_kept_and_nothing_typed_is_lost(submitted, teacher, clerk, as_user):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    first = keys(submitted)[0]
    said = {f"v-{first}": "not_good", f"w-{first}": "ຍາວ", "passed": "yes", "scan": SimpleUploadedFile("phieu.jpg", made.jpeg())}
    answer = as_user(clerk).post(f"/vi/outside/{review.pk}/", said)
    assert (answer.status_code, StoredFile.objects.count(), OutsideRemark.objects.count()) == (422, 0, 0)
    assert "ຍາວ</textarea>" in answer.content.decode()


def test_sheet_of_a_thousand_segments_arrives_whole(submitted, teacher, clerk, as_user):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    lines = {f"{part}-{uuid4()}": "good" for _segment in range(1200) for part in "vw"}
    answer = as_user(clerk).post(
        f"/vi/outside/{review.pk}/", lines | {"passed": "yes", "scan": SimpleUploadedFile("phieu.jpg", made.jpeg())}
    )
    assert (answer.status_code, OutsideReview.objects.get().passed) == (302, True)


def test_scan_that_is_no_picture_is_refused_in_words(submitted, teacher, clerk, as_user):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    answer = as_user(clerk).post(
        f"/vi/outside/{review.pk}/", {"passed": "yes", "scan": SimpleUploadedFile("phieu.jpg", b"MZ not a picture")}
    )
    assert (answer.status_code, OutsideReview.objects.get().passed) == (422, None)
    assert "PDF" in str(answer.context["form"].non_field_errors())


def test_new_person_is_kept_with_purpose_basis_and_term_and_is_chosen_at_once(submitted, clerk, as_user):
    said = {"name": "Y Mới", "purpose": "community", "basis": "consent", "keep_until": "2031-12-31", "post": "", "phone": ""}
    answer = as_user(clerk).post(f"{STAFF}person/", said)
    person = clerk.unit.people.get(name="Y Mới")
    assert (person.purpose, person.basis, person.keep_until.year, answer.url) == (
        "community",
        "consent",
        2031,
        f"{STAFF}?person={person.pk}#ask",
    )
    assert as_user(clerk).post(f"{STAFF}person/", said | {"keep_until": "2001-12-31"}).status_code == 200
    assert clerk.unit.people.filter(name="Y Mới").count() == 1


def test_strangers_pages_and_persons_stay_apart(submitted, teacher, clerk, stranger, as_user):
    review = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    browser = as_user(stranger)
    answers = [browser.get(STAFF), browser.get(f"/vi/outside/{review.pk}/"), browser.post(f"/vi/outside/{review.pk}/take-back/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Entry.objects.filter(verb="read").count() == 0


@pytest.mark.parametrize("address", [STAFF, "/vi/outside/?show=all", "/vi/desk/"])
def test_pages_of_reviews_take_as_many_statements_for_ten_as_for_sixty(address, submitted, clerk, department, as_user):
    browser, counts = as_user(clerk), []
    for total in (10, 60):
        while OutsideReview.objects.count() < total:
            person = add_person(name=f"Y {OutsideReview.objects.count()}", unit=department, purpose="author", by=clerk, **KEPT)
            outside.ask_on_paper(edition=submitted.edition("lo"), person=person, by=clerk)
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_list_of_all_reviews_begins_with_what_waits_in_ones_own_units(submitted, teacher, elder, clerk, stranger, as_user):
    waiting = outside.ask_on_paper(edition=submitted.edition("lo"), person=teacher, by=clerk)
    back = outside.ask_on_paper(edition=submitted.edition("lo"), person=elder, by=clerk)
    outside.take_back(review=back, by=clerk)
    shown = [[review.pk for review in as_user(clerk).get(f"/vi/outside/{tail}").context["page"]] for tail in ("", "?show=all")]
    assert shown == [[waiting.pk], [back.pk, waiting.pk]]
    assert list(as_user(stranger).get("/vi/outside/?show=all").context["page"]) == []


def test_remark_stands_at_its_segment_and_is_taken_over_by_one_press(submitted, teacher, clerk, as_user):
    review, _token = by_link(submitted, teacher, clerk)
    outside.answer_link(review=review, passed=False, answers={keys(submitted)[0]: ("better", "ຫໍສະໝຸດບ້ານ")})
    remark = OutsideRemark.objects.get()
    browser = as_user(submitted.translator)
    take = f"/vi/products/{CODE}/lo/remarks/{remark.pk}/take/"
    assert take in browser.get(f"/vi/products/{CODE}/lo/").content.decode()
    both = browser.post(take, {"version": "9" * 5000})  # other words stand there than the page showed: both are shown
    assert (both.status_code, both.context["conflict"]["mine"]) == (409, "ຫໍສະໝຸດບ້ານ")
    answer = browser.post(take, {"version": "1"})
    assert answer.url.endswith(f"#s-{remark.block.key}")
    assert submitted.edition("lo").segments.get(block=remark.block).text == "ຫໍສະໝຸດບ້ານ"
    assert take not in browser.get(f"/vi/products/{CODE}/lo/").content.decode()


def test_better_wording_in_an_old_font_is_asked_about_and_not_taken_as_it_is(submitted, teacher, clerk, as_user):
    review, _token = by_link(submitted, teacher, clerk)
    outside.answer_link(review=review, passed=False, answers={keys(submitted)[0]: ("better", "tơring ]ar Kontum")})
    remark, browser = OutsideRemark.objects.get(), as_user(submitted.translator)
    asked = browser.post(f"/vi/products/{CODE}/lo/remarks/{remark.pk}/take/", {"version": "1"})
    assert (asked.status_code, asked.context["conflict"]["preview"]) == (422, "tơring čar Kontum")
    turned = {"version": "1", "text": "tơring ]ar Kontum", "letters": "convert"}
    browser.post(f"/vi/products/{CODE}/lo/segments/{remark.block.key}/", turned)
    assert submitted.edition("lo").segments.get(block=remark.block).text == "tơring čar Kontum"
