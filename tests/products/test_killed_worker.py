"""A sheet is made once, whatever happens to its worker, and asking for it waits for nobody: real workers, a real broker, kill -9."""

import json
import os
import signal
import socket
from pathlib import Path

import pytest
from django.utils import timezone

from kontum_ttdn.background.models import Job, State
from kontum_ttdn.printing.models import PrintedFile
from products.actions.printing import order_sheet
from products.models import Sheet
from tests.background.house import until

POST = str(Path(__file__).with_name("post.py"))
ADDRESS = "/vi/products/thu-vien-cua-ban/vi"
TICKS = os.sysconf("SC_CLK_TCK")


def printing_seconds(session: int) -> float:
    """CPU seconds that print children of this session have used, by /proc (proc(5): fields 6, 14 and 15 of stat)."""
    spent = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text()
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # ended while we looked
            continue
        if "printing.fence.child" in words and int(fields[3]) == session:
            spent += (int(fields[11]) + int(fields[12])) / TICKS
    return spent


def test_worker_killed_in_the_middle_of_a_sheet_leaves_it_to_the_next_and_it_is_there_once(house, works):
    works.fill()
    works.words("vi", 3, "\n".join(f"{number}. Quét mã bằng điện thoại rồi đọc hết trang này." for number in range(3000)))
    job = order_sheet(edition=works.edition(), layout="leaflet", variant="proof", by=works.writer)
    worker = house.start_worker()
    house.start_sweeper()
    house.ring(job)
    until(lambda: printing_seconds(worker.pid) > 1.5)  # one second is its start, the sheet takes six
    house.kill(worker)
    job.refresh_from_db()
    assert (job.state, job.attempts, PrintedFile.objects.count(), Sheet.objects.count()) == (State.RUNNING, 1, 0, 0)
    house.start_worker()
    until(lambda: Job.objects.get().state == State.DONE)
    job.refresh_from_db()
    sheet = Sheet.objects.get()
    assert (job.attempts, job.error, job.result) == (2, "", {"sheet_id": sheet.pk, "pages": sheet.file.pages})
    assert (sheet.file, sheet.revision, sheet.file.pages > 10) == (PrintedFile.objects.get(), None, True)
    assert [file.name for file in (house.folder / "media" / "printed").rglob("*.pdf")] == [Path(sheet.file.file.name).name]


@pytest.fixture
def deaf():
    """A broker that takes every caller and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def dead():
    """A broker that is not there."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"redis://127.0.0.1:{held.getsockname()[1]}/0"


@pytest.mark.parametrize("broker", ["deaf", "dead"])
def test_proof_and_publication_neither_fail_nor_wait_where_the_broker_is_down(broker, house, works, request):
    works.fill()
    works.approve()
    away = request.getfixturevalue(broker)
    answers = json.loads(
        house.python(POST, "approver", f"{ADDRESS}/print/?layout=leaflet&variant=proof", f"{ADDRESS}/publish/", REDIS_URL=away)
    )
    assert [status for status, _seconds in answers] == [302, 302]
    assert max(seconds for _status, seconds in answers) < 1
    assert set(Job.objects.values_list("state", flat=True)) == {State.WAITING}
    assert works.edition().standing == "published"
    Job.objects.update(bell_at=timezone.now())
    worker = house.start_worker()
    house.manage("sweeper", "--once")
    until(lambda: set(Job.objects.values_list("state", flat=True)) == {State.DONE})
    assert set(Sheet.objects.values_list("variant", flat=True)) == {"proof", "screen"}
    worker.send_signal(signal.SIGTERM)
