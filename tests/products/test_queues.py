"""Queues of tasks and one's own days: who finds what, in which order, at what cost; and the file for a phone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontum_ttdn.accounts.models import Absence
from products import actions, reference
from products.calendar_file import Event, written
from products.models import Assignment, Edition
from products.queries import queues
from products.queries.queues import LANGUAGE, MINE, UNIT, Filters
from tests.benchmarks import _shelf
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def give(desk, approver):
    def assign(language="lo", person=None, task="translate", days=5, edition=None, **more):
        edition = edition or desk.edition(language)
        made = actions.assign(edition=edition, task=task, person=person or desk.translator, due=TODAY(), by=approver, **more)
        Assignment.objects.filter(pk=made.pk).update(due=TODAY() + days * DAY)
        return made

    return assign


def test_queues_show_ones_own_those_of_the_unit_and_those_of_ones_languages(give, desk, reviewer, department, stranger):
    other = UserFactory(username="other", unit=department, roles=["translator"], languages={"translate": ["lo", "jra"]})
    lao, jarai, review = give(person=other), give("jra", person=other), give(task="review", person=reviewer)
    mine = give("km")
    found = {queue: set(queues.queue_of(desk.translator, queue)) for queue in (MINE, UNIT, LANGUAGE)}
    assert found == {MINE: {mine}, UNIT: {lao, jarai, review, mine}, LANGUAGE: {lao, mine}}
    assert queues.counts(desk.translator) == {"mine": 1, "unit": 4, "language": 2, "late": 0}
    assert set(queues.queue_of(reviewer, LANGUAGE)) == {review}
    assert [list(queues.queue_of(stranger, queue)) for queue in (MINE, UNIT, LANGUAGE)] == [[], [], []]


def test_task_of_who_lost_the_role_stays_in_their_own_queue(give, desk):
    mine = give()
    desk.translator.role_grants.all().delete()
    user = type(desk.translator).objects.get(pk=desk.translator.pk)
    assert list(queues.queue_of(user, MINE)) == [mine]
    assert list(queues.queue_of(user, UNIT)) == []


def test_most_pressing_task_stands_first_and_ended_ones_are_gone(give, approver):
    later, urgent, soon = give("lo", days=3), give("km", days=2, priority=1), give("en", days=2)
    assert list(queues.queue_of(approver, UNIT)) == [urgent, soon, later]
    actions.take_back(assignment=urgent, by=approver)
    assert list(queues.queue_of(approver, UNIT)) == [soon, later]


def test_filters_narrow_by_language_task_and_lateness(give, reviewer, approver):
    late, lao, review = give("km", days=-2), give("lo"), give("lo", task="review", person=reviewer)

    def shown(**filters):
        return set(queues.queue_of(approver, UNIT, Filters(**filters)))

    assert shown(late=True) == {late}
    assert shown(language="lo") == {lao, review}
    assert shown(language="lo", task="review") == {review}


def test_lateness_is_counted_in_working_days():
    friday, sunday, monday = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23)
    assert [queues.days_late(friday, day) for day in (friday, sunday, monday)] == [0, 0, 1]
    assert queues.days_late(date(2020, 1, 1), monday) == queues.days_late(monday - queues.COUNTED_LATE * DAY, monday)


def test_page_says_who_is_away_and_how_late_a_task_is(give, desk, approver, as_user):
    give(days=-10)
    Absence.objects.create(user=desk.translator, first=TODAY(), last=TODAY())
    page = as_user(approver).get("/en/work/?queue=unit").content.decode()
    assert '<span class="badge heed">away</span>' in page
    assert f"{queues.days_late(TODAY() - 10 * DAY)} working days late" in page
    assert "Thư viện của bản" in page  # the title of the source, where there is none yet


@pytest.mark.parametrize("query", ["queue=all", "queue=", "language=xx&task=dance&late=x", "page=-3", "page=9999", "month=%F0"])
def test_nonsense_in_the_address_shows_a_page(give, desk, as_user, query):
    give()
    assert as_user(desk.translator).get(f"/en/work/?{query}").status_code == 200


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "2026-00", "0000-01", "99999-01", "٢٠٢٦-٠١", "-", "2026-11-05", "x" * 500])
def test_month_that_is_none_shows_this_one(desk, as_user, month):
    answer = as_user(desk.translator).get("/en/work/calendar/", {"month": month})
    assert answer.context["first"] == TODAY().replace(day=1)


def test_calendar_shows_ones_own_days_in_weeks_and_as_a_list(give, desk, reviewer, as_user):
    mine = give()
    give("km", task="review", person=reviewer)
    Assignment.objects.filter(pk=mine.pk).update(due=date(2026, 11, 30))
    answer = as_user(desk.translator).get("/en/work/calendar/?month=2026-11")
    weeks = answer.context["weeks"]
    assert (weeks[0][0][0], weeks[-1][-1][0]) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [(day, due) for week in weeks for day, _inside, due in week if due] == [(date(2026, 11, 30), [mine])]
    assert answer.context["listed"] == [mine]
    assert (answer.context["before"], answer.context["after"]) == ("2026-10", "2026-12")


def test_file_for_the_phone_holds_ones_own_days_and_no_others(give, desk, reviewer, stranger, as_user, client, settings):
    settings.SITE_ADDRESS = "http://127.0.0.1:8000/"
    mine = give(note="Đem theo máy; gọi trước, rồi\nđi")
    Assignment.objects.filter(pk=mine.pk).update(due=date(2026, 11, 30))
    give("km", task="review", person=reviewer)
    answer = as_user(desk.translator).get("/en/work/due.ics")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/calendar; charset=utf-8", "private, no-store")
    text = answer.content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 1
    lines = text.split("\r\n")
    assert {f"UID:task-{mine.pk}@127.0.0.1:8000", "DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201"} <= set(lines)
    assert "SUMMARY:translate: Thư viện của bản (ພາສາລາວ)" in lines
    assert r"DESCRIPTION:Đem theo máy\; gọi trước\, rồi\nđi" in lines
    assert as_user(stranger).get("/en/work/due.ics").content.decode().count("BEGIN:VEVENT") == 0
    assert client.get("/en/work/due.ics").status_code == 302  # to the sign-in


def test_long_lines_of_the_file_are_folded_between_letters():
    event = Event("1@a", date(2026, 11, 30), "ພາສາລາວ" * 40, "https://a")
    octets = written([event], name="a", made=datetime(2026, 11, 23, 7, tzinfo=UTC))
    assert max(len(line) for line in octets.split(b"\r\n")) <= 75
    assert "SUMMARY:" + "ພາສາລາວ" * 40 in octets.decode().replace("\r\n ", "").split("\r\n")
    assert octets.endswith(b"END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    "path", ["/en/work/", "/en/work/?queue=unit", "/en/work/?queue=language&late=1", "/en/work/calendar/", "/en/work/due.ics"]
)
def test_pages_cost_the_same_with_3_and_with_300_tasks(path, translator, writer, approver, as_user):
    reference.load()
    browser, costs = as_user(translator), []
    for first, last in ((1001, 1001), (1002, 1100)):
        _shelf.seed(first, last, unit=writer.unit, by=writer)
        Assignment.objects.bulk_create(
            Assignment(edition=edition, task="translate", person=translator, due=TODAY() - DAY, made_by=approver)
            for edition in Edition.objects.filter(product__gte=first, product__lte=last, language__in=("en", "lo", "km"))
        )
        browser.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(path).status_code == 200
        costs.append(len(caught))
    assert costs[0] == costs[1]
    assert Assignment.objects.count() > 290
