"""Threads of one web process that act at one instant. Prints what each met.

at_once.py save THREADS ROUNDS | at_once.py approve USERNAME@LANGUAGE USERNAME@LANGUAGE | at_once.py assign PERSON PERSON (by the approver) |
at_once.py answer TOKEN TOKEN
"""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import Error, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from kontum_ttdn.accounts.models import User  # noqa: E402
from kontum_ttdn.workflow.flow import RuleBroken  # noqa: E402
from products import actions  # noqa: E402
from products.actions.outside import answer_link  # noqa: E402
from products.models import Block, Edition, Looked  # noqa: E402
from products.queries.outside import of_token, pieces  # noqa: E402


def edition(language="vi") -> Edition:
    return Edition.objects.select_related("product").get(language=language)


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


def approve(said: str, start: threading.Barrier) -> list[str]:
    username, _at, language = said.partition("@")
    mine, by = edition(language), User.objects.get(username=username)
    start.wait()
    try:
        actions.approve(edition=mine, by=by, checked=Looked.values)
    except RuleBroken as refusal:
        return [str(refusal)]
    finally:
        connections.close_all()
    return []


def assign(username: str, start: threading.Barrier) -> list[str]:
    """The approver gives the translation into Lao to this person."""
    mine, by = Edition.objects.get(language="lo"), User.objects.get(username="approver")
    person = User.objects.get(username=username)
    start.wait()
    try:
        actions.assign(edition=mine, task="translate", person=person, due=timezone.localdate(), by=by)
    except RuleBroken as refusal:
        return [str(refusal)]
    finally:
        connections.close_all()
    return []


def answer(token: str, start: threading.Barrier) -> list[str]:
    """The holder of a link sends off that every segment is good."""
    review = of_token(token)
    said = {piece.key: ("good", "") for piece in pieces(review.revision)}
    start.wait()
    try:
        answer_link(review=review, passed=True, answers=said)
    except RuleBroken as refusal:
        return [str(refusal)]
    finally:
        connections.close_all()
    return []


what, *said = sys.argv[1:]
people = range(int(said[0])) if what == "save" else said
start = threading.Barrier(len(people), timeout=60)
with ThreadPoolExecutor(len(people)) as threads:
    if what == "save":
        acts = [threads.submit(save_often, place, int(said[1]), start) for place in people]
    else:
        act = {"approve": approve, "assign": assign, "answer": answer}[what]
        acts = [threads.submit(act, username, start) for username in people]
json.dump(sum((act.result() for act in acts), []), sys.stdout)
