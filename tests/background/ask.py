"""Asks for jobs as a web process would, and prints the seconds that each asking took: ask.py KIND HOW_MANY [SECONDS_OF_WORK]."""

import json
import shutil
import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402

from kontum_ttdn.background import bell  # noqa: E402
from kontum_ttdn.background.queue import enqueue  # noqa: E402


def ask(kind: str, number: int, seconds: float) -> float:
    begun = time.perf_counter()
    with transaction.atomic():
        enqueue(kind, number=number, seconds=seconds)
    return time.perf_counter() - begun


def spoil_the_folder() -> None:
    """A file stands where the broker's folder was: not even root can write into it."""
    queue = Path(settings.BROKER_DIR) / "queue"
    shutil.rmtree(queue)
    queue.write_text("")


kind, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
if "--spoilt" in sys.argv:
    spoil_the_folder()
took = [ask(kind, number, seconds) for number in range(count)]
bell.settle(30 if "--settle" in sys.argv else bell.PATIENCE)
json.dump(took, sys.stdout)
