"""Field reports come through one door, typed in or from a phone, and stand under the form with which they were written."""

import json
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from border_db import ready_forms
from border_db.definition import LISTED, Kind, problems, read
from border_db.models import FormVersion, Submission
from border_db.queries.reports import page
from kontum_ttdn.offline.actions import Sender, ingest
from kontum_ttdn.offline.models import Envelope, EnvelopeState
from tests.factories import UnitFactory
from tests.offline.phones import Phone

pytestmark = pytest.mark.django_db
HANDED_OUT = {"work": "thu-vien-cua-ban", "language": "lo", "copies": 20, "audience": "villagers"}


@pytest.fixture(autouse=True)
def forms(db):
    ready_forms.load()


def message(**other) -> bytes:
    said = {
        "uuid": str(uuid4()),
        "kind": "field_report",
        "on": "2026-11-20",
        "form": {"family": "handed_out", "version": 1},
        "answers": HANDED_OUT,
    }
    return json.dumps(said | other).encode()


def test_report_of_a_phone_stands_with_its_number_for_those_of_the_unit_alone(administrator, department, clerk, stranger, desk, as_user):
    desk.fill()
    desk.publish()
    phone = Phone(department, administrator)
    number = phone.told(message(answers=HANDED_OUT | {"work": desk.product.code}))["number"]
    report = Submission.objects.get()
    assert (str(report), report.on, report.how, report.unit) == (number, date(2026, 11, 20), "phone", department)
    shown = as_user(clerk).get(report.get_absolute_url()).content.decode()
    assert [said in shown for said in (number, "Thư viện của bản", "ລາວ", "Nhân dân các dân tộc", "20/11/2026")] == [True] * 5
    assert number in as_user(clerk).get("/vi/border/reports/?sort=handed_out").content.decode()
    others = as_user(clerk).get("/vi/border/reports/?sort=nil").content.decode()
    assert (number in others, 'href="/vi/border/reports/" aria-current="page"' in others, 'href="/vi/border/" aria-current' in others) == (
        False, True, False
    )  # fmt: skip
    assert number not in as_user(stranger).get("/vi/border/reports/").content.decode()
    assert as_user(stranger).get(report.get_absolute_url()).status_code == 404


def test_report_is_typed_in_for_who_telephones_and_sent_twice_is_one(clerk, department, as_user):
    client = as_user(clerk)
    asked = client.get("/vi/border/reports/new/activity/")
    answers = {"a_what": "talk", "a_title": "Nói chuyện về biên giới", "a_languages": ["vi", "lo"], "a_people": "45"}
    said = {"mark": asked.context["form"]["mark"].value(), "unit": department.pk, "on": "2026-11-20", "how": "telephone"} | answers
    first, again = (client.post("/vi/border/reports/new/activity/", said) for _time in range(2))
    report = Submission.objects.get()
    assert (first.url, again.url) == (report.get_absolute_url(), report.get_absolute_url())
    assert report.answers == {"what": "talk", "title": "Nói chuyện về biên giới", "languages": ["vi", "lo"], "people": 45}
    assert (report.how, report.envelope.sent_by, report.envelope.device) == ("telephone", clerk, None)


def test_page_sent_again_for_another_unit_is_kept_beside_the_first_and_its_sender_told(clerk, department, as_user):
    below = UnitFactory(parent=department)
    said = {"mark": str(uuid4()), "on": "2026-11-20", "how": "telephone", "a_period": "tuần 47"}
    first, other = (
        as_user(clerk).post("/vi/border/reports/new/nil/", said | {"unit": unit.pk}, follow=True) for unit in (department, below)
    )
    copy = Envelope.objects.get(conflicts_with__isnull=False)
    assert (Submission.objects.get().unit, copy.unit, copy.number in other.content.decode()) == (department, below, True)
    nil = as_user(clerk).post("/vi/border/reports/new/nil/", said | {"unit": below.pk, "mark": str(UUID(int=0))})
    assert (first.status_code, nil.status_code) == (200, 400)


def test_who_may_not_report_for_a_unit_cannot_and_what_is_wrong_is_said(clerk, other_unit, department, writer, as_user):
    said = {"mark": str(uuid4()), "unit": other_unit.pk, "on": "2026-11-20", "how": "desk", "a_period": "tuần 47"}
    refused = as_user(clerk).post("/vi/border/reports/new/nil/", said)
    to_come = as_user(clerk).post(
        "/vi/border/reports/new/nil/", said | {"unit": department.pk, "on": timezone.localdate() + timedelta(days=1)}
    )
    assert (refused.status_code, to_come.status_code, Submission.objects.count()) == (400, 400, 0)
    assert as_user(writer).get("/vi/border/reports/new/nil/").status_code == 403
    assert as_user(clerk).get("/vi/border/reports/new/patrol/").status_code == 404


def test_old_version_of_a_form_is_taken_and_read_by_its_own_words(department, clerk):
    old = FormVersion.objects.get(family__code="nil")
    FormVersion.objects.create(family=old.family, number=2, definition=old.definition | {"title": {"vi": "Mới"}, "fields": []})
    made = ingest(body=message(form={"family": "nil", "version": 1}, answers={"period": "tuần 47"}), sender=Sender(department)).envelope
    form, answers, amiss = page(Submission.objects.get(envelope=made))
    assert (form.title["vi"], [answer.said for answer in answers], amiss) == ("Không phát sinh", ["tuần 47"], [])


@pytest.mark.parametrize(
    "form", [None, {}, {"family": "patrol", "version": 1}, {"family": "nil", "version": 9}, {"family": "nil", "version": "1"}]
)
def test_report_of_an_unknown_form_waits_for_a_person_and_is_whole(form, department):
    body = message(form=form)
    kept = ingest(body=body, sender=Sender(department)).envelope
    assert (kept.state, kept.raw.encode(), Submission.objects.count()) == (EnvelopeState.ASIDE, body, 0)


@pytest.mark.parametrize(
    "answers",
    [{}, [], 7, None, "x", HANDED_OUT | {"copies": "nhiều"}, HANDED_OUT | {"copies": -1}, HANDED_OUT | {"copies": True}, HANDED_OUT | {"audience": "x"},
     HANDED_OUT | {"work": ["x"]}, HANDED_OUT | {"strength": 40}, HANDED_OUT | dict.fromkeys(map(str, range(500)), {}), HANDED_OUT | {"notes": "x" * 5000}],
)  # fmt: skip
def test_answers_that_fit_no_form_are_kept_and_named_for_whoever_looks(answers, department, clerk, as_user):
    ingest(body=message(answers=answers), sender=Sender(department))
    report = Submission.objects.get()
    assert page(report)[2] != [] and report.answers == (answers or {})
    assert report.envelope.number in as_user(clerk).get(report.get_absolute_url()).content.decode()


def test_day_that_is_not_said_is_the_day_it_came_and_urgent_is_marked(department):
    ingest(body=message(on=None, form={"family": "urgent", "version": 1}, answers={"what": "Tin đồn"}), sender=Sender(department))
    report = Submission.objects.get()
    assert (report.on, report.is_urgent) == (timezone.localdate(), True)


def test_ready_forms_ask_nothing_that_is_not_theirs_to_ask_and_loading_again_changes_nothing():
    count = FormVersion.objects.count()
    ready_forms.load()
    assert FormVersion.objects.count() == count == 7
    for version in FormVersion.objects.all():
        form = read(version.definition)
        names = {question.name for question in form.questions}
        assert not names & {"latitude", "longitude", "position", "strength", "patrol", "name", "person"}
        assert all(
            question.choices or question.kind in LISTED or question.kind in (Kind.TEXT, Kind.LONG, Kind.NUMBER)
            for question in form.questions
        )
        assert {"vi", "en"} <= form.title.keys() and all({"vi", "en"} <= question.label.keys() for question in form.questions)
        assert all("sentence" not in why for why in problems(form, {}))


def test_list_takes_the_same_statements_for_3_and_for_30(department, clerk, as_user, django_assert_max_num_queries):
    client, counted = as_user(clerk), []
    for many in (3, 30):
        for _number in range(many):
            ingest(body=message(), sender=Sender(department))
        with django_assert_max_num_queries(60) as asked:
            client.get("/vi/border/reports/")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_message_that_came_at_the_unit_of_another_is_a_report_of_that_unit(clerk):
    other = UnitFactory()
    ingest(body=message(), sender=Sender(other))
    assert (Submission.objects.get().unit, list(Submission.objects.visible_to(clerk)), Envelope.objects.count()) == (other, [], 1)
