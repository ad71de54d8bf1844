"""Eight processes write at once, as web, worker and sweeper do: write.py PROCESSES TRANSACTIONS. Prints each process's faults."""

import json
import os
import sys

import django

django.setup()

from django.db import Error, connections, transaction  # noqa: E402

from kontum_ttdn.audit.actions import record  # noqa: E402
from kontum_ttdn.background.models import Job  # noqa: E402
from kontum_ttdn.background.queue import enqueue  # noqa: E402


def count_up(writer: int) -> None:
    """Read, then write what was read and one more: a lost update shows in the sum, a locked database as a fault."""
    with transaction.atomic():
        counter = Job.objects.select_for_update().get(kind="tests.counter")
        counter.done += 1
        counter.save(update_fields=["done"])
        record("count", counter, note=str(writer))


def write(writer: int, transactions: int) -> list[str]:
    faults = []
    for number in range(transactions):
        try:
            enqueue("tests.add", a=number, b=0)  # all ask for the same at about the same time
            count_up(writer)
        except Error as error:
            faults.append(str(error))
    return faults


def in_a_process(writer: int, transactions: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, json.dumps(write(writer, transactions)).encode())
        os._exit(0)
    os.close(writing)
    return child, reading


processes, transactions = int(sys.argv[1]), int(sys.argv[2])
enqueue("tests.counter")
connections.close_all()
children = [in_a_process(number, transactions) for number in range(processes)]
faults = []
for child, reading in children:
    with os.fdopen(reading) as told:
        faults += json.loads(told.read())
    os.waitpid(child, 0)
json.dump(faults, sys.stdout)
