"""Threads of one web process that act at one instant: at_once.py save THREADS ROUNDS | at_once.py approve USERNAME USERNAME. Prints what each met."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import Error, connections  # noqa: E402

from kontum_ttdn.accounts.models import User  # noqa: E402
from kontum_ttdn.workflow.flow import RuleBroken  # noqa: E402
from products import actions  # noqa: E402
from products.models import Block, Edition  # noqa: E402


def edition() -> Edition:
    return Edition.objects.select_related("product").get(language="vi")


def save_often(place: int, rounds: int, start: threading.Barrier) -> list[str]:
    """Save one's own segment again and again, as somebody does who types."""
    block, by = Block.objects.standing()[place], User.objects.get(username="writer")
    version = 0 if place else 1  # the title was there
    start.wait()
    try:
        for number in range(rounds):
            text = f"Đoạn {place}, lần {number}."
            version = actions.save_segment(edition=edition(), block=block, text=text, version=version, by=by).version
    except (Error, RuleBroken) as met:
        return [repr(met)]
    finally:
        connections.close_all()
    return []


def approve(username: str, start: threading.Barrier) -> list[str]:
    mine, by = edition(), User.objects.get(username=username)
    start.wait()
    try:
        actions.approve(edition=mine, by=by)
    except RuleBroken as refusal:
        return [str(refusal)]
    finally:
        connections.close_all()
    return []


what, *said = sys.argv[1:]
people = range(int(said[0])) if what == "save" else said
start = threading.Barrier(len(people))
with ThreadPoolExecutor(len(people)) as threads:
    if what == "save":
        acts = [threads.submit(save_often, place, int(said[1]), start) for place in people]
    else:
        acts = [threads.submit(approve, username, start) for username in people]
json.dump(sum((act.result() for act in acts), []), sys.stdout)
