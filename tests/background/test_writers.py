import json
from pathlib import Path

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.background.models import Job

WRITE = str(Path(__file__).with_name("write.py"))


def test_eight_writers_at_once_meet_no_lock_and_lose_no_update(house):
    """On SQLite with Django's own default 198 of 240 such transactions failed at once with "database is locked"."""
    assert json.loads(house.python(WRITE, "8", "30")) == []
    assert Job.objects.get(kind="tests.counter").done == 240
    assert Entry.objects.filter(verb="count").count() == 240
    assert Job.objects.filter(kind="tests.add").count() == 30
