"""A slow writer draws an id, a quick one commits, the sweeper seals, the slow one commits, the sweeper seals again."""

import os
import sys
import time

import django

django.setup()

from django.db import connections, transaction  # noqa: E402

from kontum_ttdn.audit.actions import record  # noqa: E402
from kontum_ttdn.audit.models import Entry  # noqa: E402
from kontum_ttdn.audit.sealing import seal  # noqa: E402
from kontum_ttdn.background.queue import enqueue  # noqa: E402


def slow_writer(told: int) -> None:
    with transaction.atomic():
        record("slow", thing)
        os.write(told, b".")
        time.sleep(2)


thing = enqueue("tests.add", a=1, b=2)
connections.close_all()
reading, writing = os.pipe()
child = os.fork()
if not child:
    slow_writer(writing)
    os._exit(0)
os.read(reading, 1)
record("quick", thing)
seal()
os.waitpid(child, 0)
seal()
sys.stdout.write(f"sealed {Entry.objects.exclude(seal='').count()}\n")
