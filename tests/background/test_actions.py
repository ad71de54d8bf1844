import pytest

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background import actions, lease
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.background.progress import Progress
from kontum_ttdn.background.queue import enqueue

pytestmark = pytest.mark.django_db


def told(job):
    return list(Entry.objects.filter(target_type="background.Job", target_id=str(job.pk)).values_list("verb", "actor_id"))


def test_cancel_ends_waiting_work_and_is_noted(writer):
    job = actions.cancel(job=enqueue("tests.add", by=writer, a=1, b=2), by=writer)
    assert (job.state, job.ended_at is not None) == (State.CANCELLED, True)
    assert told(job) == [("cancel", writer.pk)]


def test_cancel_of_running_work_closes_the_worker_s_door(writer):
    job = enqueue("tests.add", by=writer, a=1, b=2)
    held = lease.take(job.pk)
    actions.cancel(job=job, by=writer)
    with pytest.raises(lease.LeaseLost):
        Progress(held)(1, 1)
    assert not lease.end(held, State.DONE)


def test_cancel_is_refused_to_another_person_and_after_the_end(writer, translator):
    job = enqueue("tests.add", by=writer, a=1, b=2)
    enqueue("tests.add", by=translator, a=1, b=2)
    with pytest.raises(actions.Refused):
        actions.cancel(job=job, by=translator)
    actions.cancel(job=job, by=writer)
    with pytest.raises(actions.Refused):
        actions.cancel(job=job, by=writer)


def test_retry_has_failed_work_done_again_for_the_one_who_retries(writer, translator, run_jobs, sent_tasks, on_commit):
    job = enqueue("tests.who", by=writer)
    enqueue("tests.who", by=translator)
    Job.objects.filter(pk=job.pk).update(state=State.FAILED, error="no", ended_at=job.asked_at, attempts=3, fence=3)
    with on_commit():
        actions.retry(job=job, by=translator)
    assert sent_tasks == [("tests.who", {})]
    assert run_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.error, job.result, job.fence) == (State.DONE, "", {"asked_by": "translator"}, 4)
    assert told(job) == [("retry", translator.pk)]
    assert [list(Job.objects.visible_to(user)) for user in (writer, translator)] == [[job], [job]]


def test_retry_is_refused_to_a_stranger_and_for_work_that_has_not_failed(writer, stranger):
    job = enqueue("tests.add", by=writer, a=1, b=2)
    for user in (writer, stranger):
        with pytest.raises(actions.Refused):
            actions.retry(job=job, by=user)


def test_retry_of_work_that_was_asked_for_anew_joins_the_new_row(writer, translator):
    old = actions.cancel(job=enqueue("tests.add", by=writer, a=1, b=2), by=writer)
    new = enqueue("tests.add", by=translator, a=1, b=2)
    assert actions.retry(job=old, by=writer) == new
    assert new in Job.objects.visible_to(writer)
