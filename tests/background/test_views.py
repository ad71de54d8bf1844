import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontum_ttdn.background.models import Job, State
from kontum_ttdn.background.queue import enqueue

pytestmark = pytest.mark.django_db

PAGES = ["background:job", "background:state"]
STEPS = ["background:cancel", "background:retry"]


@pytest.fixture
def asked(writer):
    return enqueue("tests.add", by=writer, a=1, b=2)


def at(name, job):
    return reverse(name, args=[job.pk])


@pytest.mark.parametrize("name", PAGES)
def test_a_job_is_shown_to_who_asked_and_is_not_there_for_a_stranger(name, asked, as_user, writer, stranger):
    assert [as_user(user).get(at(name, asked)).status_code for user in (writer, stranger)] == [200, 404]


@pytest.mark.parametrize("name", STEPS)
def test_a_stranger_can_neither_stop_nor_retry_a_job(name, asked, as_user, stranger):
    assert as_user(stranger).post(at(name, asked)).status_code == 404
    assert Job.objects.get().state == State.WAITING


def test_state_says_how_far_the_work_is(asked, as_user, writer, run_rows):
    job = run_rows("running", done=3, total=9)
    assert job == asked
    answer = as_user(writer).get(at("background:state", job))
    assert answer.json() == {"state": "running", "open": True, "done": 3, "total": 9, "words": "3 / 9", "error": ""}
    assert "no-store" in answer["Cache-Control"]


def test_a_failed_job_says_why_and_offers_another_attempt(as_user, writer, run_jobs):
    job = enqueue("tests.refuse", by=writer)
    run_jobs()
    page = as_user(writer).get(at("background:job", job)).content.decode()
    assert "larger than 40 megapixels" in page
    assert at("background:retry", job) in page
    assert "job.js" not in page


def test_the_page_of_running_work_renews_itself_with_and_without_script(asked, as_user, writer):
    page = as_user(writer).get(at("background:job", asked)).content.decode()
    assert "js/job." in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page


def test_a_result_leads_only_into_this_site(as_user, writer, run_rows, asked):
    seen = {}
    for url in ("/vi/print/1/", "//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        Job.objects.filter(pk=asked.pk).update(state=State.DONE, result={"url": url}, ended_at=asked.asked_at)
        seen[url] = f'href="{url}"' in as_user(writer).get(at("background:job", asked)).content.decode()
    assert seen == {"/vi/print/1/": True, "//evil.example/": False, "https://evil.example/": False, "javascript:alert(1)": False}


def test_my_jobs_lists_mine_in_a_fixed_number_of_statements(as_user, writer, stranger, django_assert_num_queries):
    client, address = as_user(writer), reverse("background:mine")
    enqueue("tests.add", by=writer, a=0, b=0)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(1, 60):
        enqueue("tests.add", by=writer, a=number, b=0)
    with django_assert_num_queries(len(few)):
        page = client.get(address).context["page"]
    assert (len(page), page.total) == (24, 60)
    assert list(as_user(stranger).get(address).context["page"]) == []


def test_stopping_by_the_page_stops(asked, as_user, writer):
    as_user(writer).post(at("background:cancel", asked))
    asked.refresh_from_db()
    assert asked.state == State.CANCELLED
