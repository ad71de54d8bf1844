"""Rows in a given state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.background.models import OPEN, Job
from kontum_ttdn.background.queue import enqueue
from tests.background import sample_tasks  # noqa: F401 (registers the jobs of these tests)


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
