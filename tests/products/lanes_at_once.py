"""Lanes that take items at one instant: lanes_at_once.py LANES. Each takes until nothing waits; prints the ids that all of them took."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import connections  # noqa: E402

from kontum_ttdn.background.models import Job  # noqa: E402
from products.actions.lanes import take  # noqa: E402


def take_all(lane: int, start: threading.Barrier) -> list[int]:
    taken = []
    start.wait()
    try:
        while item := take(Job.objects.create(kind="products.print_lane", key=f"{lane}/{len(taken)}")):
            taken.append(item.pk)
    finally:
        connections.close_all()
    return taken


lanes = int(sys.argv[1])
start = threading.Barrier(lanes, timeout=60)
with ThreadPoolExecutor(lanes) as threads:
    acts = [threads.submit(take_all, lane, start) for lane in range(lanes)]
json.dump([act.result() for act in acts], sys.stdout)
