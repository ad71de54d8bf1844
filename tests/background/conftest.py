"""Rows in a given state, and a house of one's own: real processes on a database and a broker that no other test sees."""

from datetime import timedelta

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from kontum_ttdn.background.models import OPEN, Job
from kontum_ttdn.background.queue import enqueue
from tests.background import sample_tasks  # noqa: F401 (registers the jobs of these tests)
from tests.background.house import Databases, House


@pytest.fixture
def run_rows(db):
    """`run_rows(state, lease=seconds, **fields)` is a row of tests.add in that state; its lease ends in so many seconds."""

    def make(state, *, lease=60, kind="tests.add", **fields):
        job = enqueue(kind, **({"a": 1, "b": 2} if kind == "tests.add" else {}))
        now = timezone.now()
        fields["lease_until"] = now + timedelta(seconds=lease) if state == "running" else None
        fields["ended_at"] = None if state in OPEN else now
        Job.objects.filter(pk=job.pk).update(state=state, **fields)
        job.refresh_from_db()
        return job

    return make


@pytest.fixture(scope="session")
def databases(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        made = Databases(tmp_path_factory.mktemp("houses"), connection.settings_dict)
    yield made
    made.close()


@pytest.fixture
def house(databases, tmp_path, django_db_blocker):
    """On the engine and the kind of broker of this run, with an empty database; its rows are the default ones in the test."""
    redis_url = settings.REDIS_URL and settings.REDIS_URL.rpartition("/")[0] + "/9"
    if redis_url:
        redis.from_url(redis_url).flushdb()
    own = House(tmp_path / "var", databases.copy(), redis_url)
    with django_db_blocker.unblock(), own.database():
        yield own
    own.close()
