"""Work is never lost: real workers, a real sweeper, a real broker, and kill -9."""

import json
import signal
import socket
from pathlib import Path

import pytest
from django.db.models import Sum
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background import sweeping
from kontum_ttdn.background.models import Job, State
from kontum_ttdn.background.queue import enqueue
from tests.background.house import LEASE, until

ASK = str(Path(__file__).with_name("ask.py"))


def done() -> int:
    return Job.objects.filter(state=State.DONE).count()


def running() -> int:
    return Job.objects.filter(state=State.RUNNING).count()


def counted() -> list[int]:
    return sorted(int(note) for note in Entry.objects.filter(verb="counted").values_list("note", flat=True))


def test_twelve_jobs_are_done_exactly_once_though_their_worker_is_killed_in_the_middle(house):
    worker, sweepers = house.start_worker(), [house.start_sweeper(), house.start_sweeper()]
    house.python(ASK, "tests.slow", "12", "2")  # long enough that who asked has gone before they are done
    until(lambda: done() >= 3 and running() > 0)
    house.kill(worker)
    broken_off = running()
    assert (broken_off > 0, done() < 12) == (True, True)
    house.start_worker()
    until(lambda: done() == 12)
    assert counted() == list(range(12))
    assert Job.objects.aggregate(Sum("attempts")) == {"attempts__sum": 12 + broken_off}
    for sweeper, number in zip(sweepers, (signal.SIGTERM, signal.SIGINT), strict=True):
        sweeper.send_signal(number)
    assert [sweeper.wait(20) for sweeper in sweepers] == [0, 0]


def test_ten_bells_for_a_job_longer_than_its_lease_are_one_piece_of_work(house):
    house.start_worker()
    job = enqueue("tests.silent", seconds=2 * LEASE)
    house.ring(job, times=10)
    revived = []
    until(lambda: revived.append(sweeping.revive()) or sum(revived) or done())
    until(lambda: house.bells_left() == 0)
    job.refresh_from_db()
    assert (sum(revived), job.attempts, job.result) == (0, 1, {"slept": 2 * LEASE})


def test_work_beyond_its_time_is_stopped_in_words(house):
    house.start_worker()
    job = enqueue("tests.sleepy")
    house.ring(job)
    until(lambda: Job.objects.get().state == State.FAILED)
    assert Job.objects.get().error


@pytest.fixture
def deaf():
    """A port that takes every caller and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def dead():
    """A port where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"redis://127.0.0.1:{held.getsockname()[1]}/0"


@pytest.mark.parametrize("broker", ["deaf", "dead", "spoilt"])
def test_asking_neither_fails_nor_waits_where_the_broker_is_down(broker, house, request):
    redis_url = "" if broker == "spoilt" else request.getfixturevalue(broker)
    arguments = ["--spoilt"] if broker == "spoilt" else []
    took = json.loads(house.python(ASK, "tests.slow", "20", "0", *arguments, REDIS_URL=redis_url))
    assert sorted(took)[10] < 0.05
    assert max(took) < 1  # a crowded machine; a broker that is waited for costs five
    assert Job.objects.filter(state=State.WAITING).count() == 20


def test_what_was_asked_while_the_broker_was_down_is_done_when_it_is_back(house, dead):
    house.python(ASK, "tests.slow", "3", "0", "--settle", REDIS_URL=dead)
    assert Job.objects.filter(state=State.WAITING).count() == 3
    Job.objects.update(bell_at=timezone.now())
    house.start_worker()
    house.manage("sweeper", "--once")
    until(lambda: done() == 3)
    assert counted() == [0, 1, 2]
