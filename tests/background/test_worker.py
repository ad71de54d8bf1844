import logging

import pytest

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background import lease, sweeping, worker
from kontum_ttdn.background.lease import LeaseLost
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.background.progress import Progress
from kontum_ttdn.background.queue import enqueue

pytestmark = pytest.mark.django_db


def ended(job):
    job.refresh_from_db()
    return job.state, job.error, job.result


def test_a_job_is_worked_off_with_its_arguments_and_keeps_its_result(run_jobs):
    job = enqueue("tests.add", a=2, b=3)
    assert run_jobs() == 1
    assert ended(job) == (State.DONE, "", {"sum": 5})
    assert (job.done, job.total, job.attempts, job.lease_until) == (1, 1, 1, None)


def test_a_job_acts_for_the_person_who_asked(translator, run_jobs):
    job = enqueue("tests.who", by=translator)
    run_jobs()
    assert ended(job) == (State.DONE, "", {"asked_by": "translator"})


def test_a_job_that_cannot_be_done_says_why_as_it_was_said(run_jobs):
    job = enqueue("tests.refuse")
    run_jobs()
    assert ended(job) == (State.FAILED, "The picture is larger than 40 megapixels. Please give a smaller one.", {})


@pytest.mark.parametrize("kind", ["tests.break_down", "tests.unspeakable"])
def test_a_job_that_breaks_shows_a_general_sentence_and_logs_the_cause(kind, run_jobs, caplog):
    job = enqueue(kind)
    with caplog.at_level(logging.ERROR):
        run_jobs()
    state, error, result = ended(job)
    assert (state, result) == (State.FAILED, {})
    assert error
    assert "secret" not in error
    assert "Traceback" in caplog.text


def test_a_kind_that_no_longer_exists_fails_in_words(run_jobs):
    job = enqueue("tests.of_last_year")
    run_jobs()
    assert ended(job)[0] == State.FAILED


@pytest.mark.parametrize("state", ["running", "done", "failed", "cancelled"])
def test_a_second_bell_does_nothing(state, run_rows):
    job = run_rows(state, attempts=1)
    worker.run(job.pk)
    after = Job.objects.get(pk=job.pk)
    assert (after.state, after.attempts, after.fence, after.result) == (state, 1, 0, {})


def test_a_row_whose_worker_was_lost_is_taken_over_and_the_lost_one_can_write_nothing(run_rows):
    job = run_rows("waiting")
    lost = lease.take(job.pk)
    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00Z")
    holder = lease.take(job.pk)
    assert (holder.attempts, holder.fence) == (2, lost.fence + 1)
    with pytest.raises(LeaseLost):
        Progress(lost)(1, 10)
    with pytest.raises(LeaseLost), Progress(lost).writing():
        Job.objects.filter(pk=job.pk).update(error="never written")
    assert not lease.end(lost, State.DONE, result={"by": "the lost one"})
    assert lease.end(holder, State.DONE, result={"by": "the holder"})
    assert ended(job) == (State.DONE, "", {"by": "the holder"})


def test_work_whose_lease_was_taken_leaves_nothing_behind(run_jobs):
    job = enqueue("tests.robbed")
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.result) == (State.RUNNING, {})
    assert list(Entry.objects.filter(verb="stolen")) == []


def test_of_two_who_read_a_row_at_once_one_gets_it(run_rows):
    job = run_rows("waiting")
    first, second = Job.objects.get(pk=job.pk), Job.objects.get(pk=job.pk)
    assert [lease.claim(first), lease.claim(second)] == [True, False]


def test_the_sweeper_lets_a_lost_job_wait_again_and_after_three_attempts_fails_it(run_rows):
    job = run_rows("running", lease=-1, attempts=1)
    assert sweeping.revive() == 1
    job.refresh_from_db()
    assert (job.state, job.lease_until) == (State.WAITING, None)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, lease_until="2020-01-01T00:00Z", attempts=3)
    assert sweeping.revive() == 1
    state, error, _result = ended(job)
    assert state == State.FAILED
    assert error


def test_the_sweeper_leaves_a_job_alone_whose_lease_still_runs(run_rows):
    run_rows("running", lease=5)
    assert sweeping.revive() == 0
