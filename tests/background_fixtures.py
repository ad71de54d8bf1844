"""Fixtures about background work, for every test of the house."""

import pytest
import redis
from django.conf import settings
from django.db import connection

from kontum_ttdn.background import queue, worker
from tests.background.house import Databases, House


@pytest.fixture(autouse=True)
def sent_tasks(monkeypatch):
    """The bells rung in this test, as (kind, arguments): they go no further than this list. Rows and jobs are the real ones."""
    sent: list[tuple[str, dict]] = []
    monkeypatch.setattr(queue, "ring", lambda job: sent.append((job.kind, job.arguments)))
    return sent


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    """`with on_commit():` does at its end what waits for a commit, as outside of a test."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def run_jobs():
    """`run_jobs()` works off all that waits, in this process; returns how many rows were looked at."""
    return worker.run_waiting


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
