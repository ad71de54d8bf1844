"""Fixtures about background work, for every test of the house."""

import pytest

from kontum_ttdn.background import queue, worker


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
