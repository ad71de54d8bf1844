"""A reader's word: nobody is asked who they are, nothing personal is kept, a flood is bounded, and the unit that wrote the text hears it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background.registry import CHORES
from kontum_ttdn.workflow.flow import RuleBroken
from products.actions import listening
from products.cleaning import plain_note
from products.models import Edition, Feedback
from products.views import feedback as views

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
SAY = f"/vi/library/{CODE}/vi/feedback/"
HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def opened(desk):
    desk.fill()
    desk.publish()
    return desk


def say(client, *, path=SAY, headers=HERE, **said):
    return client.post(path, {"useful": "yes", "revision": "1"} | said, headers=headers)


def kept() -> list[tuple]:
    return list(Feedback.objects.order_by("pk").values_list("edition__language", "revision__number", "useful", "note"))


# --- saying ---


def test_word_is_kept_with_its_day_and_the_reader_is_thanked_at_the_same_place(client, opened):
    answer = say(client, useful="no", note="Đoạn hai khó hiểu.\r\nXin nói rõ.")
    assert (answer.status_code, answer["Location"]) == (303, f"/vi/library/{CODE}/?thanks=1#feedback")
    assert kept() == [("vi", 1, False, "Đoạn hai khó hiểu.\nXin nói rõ.")]
    assert Feedback.objects.get().day == timezone.localdate()
    page = client.get(answer["Location"]).content.decode()
    assert ('role="status"' in page, "<textarea" in page, client.cookies.keys()) == (True, False, set())


def test_form_of_a_page_that_a_cache_kept_is_taken_without_a_token(opened):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(f"/vi/library/{CODE}/")
    assert ("csrfmiddlewaretoken" in page.content.decode(), page.has_header("Set-Cookie"), page.get("Vary", "").count("Cookie")) == (
        False, False, 0,
    )  # fmt: skip
    assert say(strict).status_code == 303


def test_word_on_an_earlier_revision_stays_with_it_and_on_one_that_never_was_with_the_one_in_use(client, opened):
    opened.words("vi", 3, "Quét mã, rồi đọc.")
    opened.publish(significance=2)
    for number in ("1", "2", "99", "-1", "x" * 5_000, ""):
        assert say(client, revision=number).status_code == 303
    assert [revision for _language, revision, *_rest in kept()] == [1, 2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}]
)
def test_form_of_another_site_is_refused(headers, client, opened):
    assert (say(client, headers=headers).status_code, kept()) == (403, [])


def test_what_readers_do_not_have_has_no_word_said_of_it(client, opened):
    for path in (f"/vi/library/{CODE}/lo/feedback/", f"/vi/library/{CODE}/xx/feedback/", "/vi/library/khong-co/vi/feedback/"):
        assert say(client, path=path).status_code == 404
    Edition.objects.update(standing="withdrawn")
    assert (say(client).status_code, client.get(SAY).status_code, kept()) == (404, 405, [])


@pytest.mark.parametrize(
    ("said", "status"),
    [({"useful": ""}, 422), ({"useful": "maybe\0"}, 422), ({"note": "a" * 501}, 422), ({"note": "a" * 10_000}, 422), ({"note": "a" * 500}, 303),
     ({"note": "\0\u202e\x07"}, 303)],
)  # fmt: skip
def test_odd_words_have_a_right_answer(said, status, client, opened):
    assert say(client, **said).status_code == status
    assert len(kept()) == (status == 303)


def test_program_that_fills_the_field_nobody_sees_is_thanked_and_not_kept(client, opened):
    assert (say(client, website="http://spam.example").status_code, kept()) == (303, [])


@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [
        ("Hay lắm\u0007\u202e!", "Hay lắm !"),
        ("  a \t b\n\n\n\nc ", "a b\n\nc"),
        ("xem https://spam.example/?a=1 nhé", "xem […] nhé"),
        ("WWW.SPAM.EXAMPLE, re.vn/mua và abc.com", "[…] […] và […]"),
        ("gọi 0912 345 678 hay +84.912.345.678", "gọi […] hay […]"),
        ("viết cho y.thu@example.vn", "viết cho […]"),
        ("Nghị định 42/2022, ngày 24.6.2022, 14,8 × 21 cm", "Nghị định 42/2022, ngày 24.6.2022, 14,8 × 21 cm"),
        ("ມະນຸດ\u200bທຸກ", "ມະນຸດ\u200bທຸກ"),
        ("e\u0302", "ê"),
        ("<b>&", "<b>&"),
    ],
)
def test_note_keeps_its_letters_and_loses_what_leads_to_somebody(typed, is_kept):
    assert plain_note(typed) == is_kept


def test_flood_is_bounded_by_address_by_item_and_by_day(opened, monkeypatch):
    far = [Client(REMOTE_ADDR=f"10.0.0.{number}") for number in range(4)]
    assert [say(far[0]).status_code for _time in range(views.FEW + 1)] == [303] * views.FEW + [429]
    monkeypatch.setattr(views, "MANY", views.FEW + 2)
    assert [say(browser).status_code for browser in far[1:3]] == [303, 429]
    monkeypatch.setattr(views, "MANY", 10_000)
    monkeypatch.setattr(listening, "MOST_A_DAY", Feedback.objects.count() + 1)
    assert [say(far[3]).status_code for _time in range(2)] == [303, 429]
    assert Feedback.objects.count() == views.FEW + 2


def test_nothing_of_the_reader_is_kept_or_logged(opened, caplog):
    caplog.set_level("DEBUG")
    say(Client(REMOTE_ADDR="203.0.113.77"), headers=HERE | {"User-Agent": "Mark/77"}, note="Hay.")
    fields = [field.name for field in Feedback._meta.fields]
    assert fields == ["id", "edition", "revision", "useful", "note", "day", "blanked_on", "handled_by", "handled_at"]
    assert [mark for mark in ("203.0.113.77", "Mark/77", "Hay.") if mark in caplog.text] == []
    assert Entry.objects.filter(target_type="products.Feedback").count() == 0


# --- hearing ---


@pytest.fixture
def said(client, opened):
    say(client, useful="no", note="Đoạn hai khó hiểu.")
    say(client)
    return Feedback.objects.exclude(note="").get()


def hears(browser) -> bool:
    return "Đoạn hai khó hiểu." in browser.get("/vi/desk/").content.decode()


@pytest.mark.parametrize(
    ("who", "hearing"), [("writer", True), ("approver", True), ("translator", False), ("reviewer", False), ("stranger", False)]
)
def test_only_who_writes_or_answers_for_the_text_in_that_unit_hears_readers(who, hearing, said, as_user, request):
    browser = as_user(request.getfixturevalue(who))
    listed = browser.get(f"/vi/products/{CODE}/feedback/").status_code
    pressed = [browser.post(f"/vi/feedback/{said.pk}/{button}/").status_code for button in ("seen", "take-out")]
    assert (listed, pressed) == ((200, [302, 302]) if hearing else (404, [404, 404]))
    said.refresh_from_db()
    assert (said.note == "", said.handled_at is not None) == (hearing, hearing)


def test_desk_shows_a_note_until_somebody_has_seen_it(said, as_user, writer, stranger):
    browser = as_user(writer)
    assert (hears(browser), hears(as_user(stranger))) == (True, False)
    answer = browser.post(f"/vi/feedback/{said.pk}/seen/", {"back": "/vi/desk/#readers-words"})
    assert (answer["Location"], hears(browser)) == ("/vi/desk/#readers-words", False)
    said.refresh_from_db()
    assert (said.handled_by, Entry.objects.get(verb="hear_feedback").target_id) == (writer, str(said.pk))
    listening.hear(feedback=said, by=writer)
    assert Entry.objects.filter(verb="hear_feedback").count() == 1


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"])
def test_button_leads_to_no_other_site(back, said, as_user, writer):
    answer = as_user(writer).post(f"/vi/feedback/{said.pk}/seen/", {"back": back})
    assert answer["Location"] == f"/vi/products/{CODE}/feedback/"


def test_note_taken_out_is_nowhere_and_the_log_does_not_repeat_it(said, as_user, writer):
    as_user(writer).post(f"/vi/feedback/{said.pk}/take-out/")
    said.refresh_from_db()
    assert (said.note, said.blanked_on, said.useful) == ("", timezone.localdate(), False)
    entry = Entry.objects.get(verb="blank_feedback")
    assert (entry.changes["note"], "Đoạn hai" in str(entry.__dict__), entry.unit_id) == (["•", "•"], False, writer.unit_id)


def test_notes_are_taken_out_after_twelve_months_and_what_was_useful_stays(said):
    today = said.day
    assert [listening.forget_notes(today + timedelta(days=days)) for days in (350, 365)] == [0, 0]
    assert [listening.forget_notes(today + timedelta(days=400)) for _time in range(2)] == [1, 0]
    assert [(note, useful) for *_of, useful, note in kept()] == [("", False), ("", True)]
    assert CHORES["products.forget_notes"].do == listening.forget_notes


def test_note_is_shown_as_text_whatever_it_says(client, opened, as_user, writer):
    say(client, note="<script>1</script>{{ 1 }}")
    page = as_user(writer).get("/vi/desk/").content.decode()
    assert ("<script>1" in page, "&lt;script&gt;1&lt;/script&gt;{{ 1 }}" in page) == (False, True)


def test_pages_of_words_cost_the_same_for_10_and_for_300(said, as_user, writer):
    browser, costs = as_user(writer), []
    for count in (10, 300):
        row = {"edition": said.edition, "revision": said.revision, "useful": True, "note": "Hay.", "day": said.day}
        Feedback.objects.bulk_create(Feedback(**row) for _one in range(count - Feedback.objects.count()))
        for path in ("/vi/desk/", f"/vi/products/{CODE}/feedback/"):
            browser.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(path).status_code == 200
            costs.append(len(asked))
    assert costs[:2] == costs[2:]


def test_nobody_of_another_unit_takes_a_note_out_by_the_action(said, stranger):
    with override("en"), pytest.raises(RuleBroken, match="roles"):
        listening.blank(feedback=said, by=stranger)
    said.refresh_from_db()
    assert said.note == "Đoạn hai khó hiểu."
