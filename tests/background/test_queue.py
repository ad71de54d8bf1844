import pytest
from django.db import transaction

from kontum_ttdn.background import queue
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.background.queue import enqueue, key_of

pytestmark = pytest.mark.django_db


def test_enqueue_writes_the_row_and_rings_after_the_commit(writer, sent_tasks, on_commit):
    with on_commit():
        job = enqueue("tests.add", by=writer, a=1, b=2)
        assert sent_tasks == []
    assert sent_tasks == [("tests.add", {"a": 1, "b": 2})]
    assert (job.state, job.asked_by, job.key, job.language) == (State.WAITING, writer, '{"a": 1, "b": 2}', "en")


def test_enqueue_in_a_transaction_that_breaks_leaves_no_row_and_no_bell(sent_tasks, on_commit):
    with on_commit(), pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("tests.add", a=1, b=2)
        raise ZeroDivisionError
    assert (Job.objects.count(), sent_tasks) == (0, [])


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_enqueue_answers_the_row_that_waits_or_runs_already(state, sent_tasks, on_commit, run_rows):
    first = run_rows(state)
    with on_commit():
        assert enqueue("tests.add", a=1, b=2) == first
    assert (Job.objects.count(), sent_tasks) == (1, [])


def test_the_slower_of_two_who_ask_at_once_gets_the_faster_one_s_row_and_keeps_its_transaction(monkeypatch, writer):
    first = enqueue("tests.add", a=1, b=2)
    looks = iter([lambda *_asked, **_by: None, queue.join, queue.join])  # what the slower one saw before the faster one's commit, and after
    monkeypatch.setattr(queue, "join", lambda *asked, **by: next(looks)(*asked, **by))
    with transaction.atomic():
        assert enqueue("tests.add", a=1, b=2) == first
        enqueue("tests.who", by=writer)
    assert Job.objects.count() == 2


def test_enqueue_after_the_first_has_ended_is_new_work(run_rows):
    first = run_rows("done")
    assert enqueue("tests.add", a=1, b=2) != first


def test_two_persons_who_ask_for_one_work_both_see_it_and_a_stranger_does_not(writer, translator, stranger):
    job = enqueue("tests.add", by=writer, a=1, b=2)
    for _again in range(2):
        enqueue("tests.add", by=translator, a=1, b=2)
    seen = {user.username: list(Job.objects.visible_to(user)) for user in (writer, translator, stranger)}
    assert seen == {"writer": [job], "translator": [job], "stranger": []}


def test_keys_of_long_arguments_differ_beyond_the_length_of_the_column():
    first, second = ({"ids": [*range(100), last]} for last in (1, 2))
    assert len(key_of(first)) == 64
    assert key_of(first) != key_of(second)
