"""Many people at one instant, in threads of one web process: many_hands.py HANDS ROUNDS. Each saves segments of one product, in all its languages.

Two hands share a segment in each language: of their saves one counts, the other is told; then it goes on from what stands. Prints what went wrong.
"""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import Error, connections  # noqa: E402

from kontum_ttdn.accounts.models import User  # noqa: E402
from products import actions  # noqa: E402
from products.models import Block, Edition  # noqa: E402

LANGUAGES = ("vi", "en", "lo", "km")


def work(hand: int, rounds: int, start: threading.Barrier) -> dict:
    """Save `rounds` times, as somebody does who types; a conflict is met by saving again from what stands, as the page offers it."""
    language = LANGUAGES[hand % len(LANGUAGES)]
    try:
        by = User.objects.get(username=f"hand{hand}")
        block = Block.objects.standing()[3 + hand // (2 * len(LANGUAGES))]
        edition = Edition.objects.select_related("product").get(language=language)
        first = edition.segments.filter(block=block).first()
        version, saved, told = (first.version if first else 0), [], 0
        start.wait()
        while len(saved) < rounds:
            text = f"{hand}: {len(saved)}."
            try:
                version = actions.save_segment(edition=edition, block=block, text=text, version=version, by=by).version
                saved.append(text)
            except actions.Conflict as conflict:
                version, told = conflict.segment.version, told + 1
    except (Error, threading.BrokenBarrierError) as met:
        return {"hand": hand, "wrong": repr(met)}
    finally:
        connections.close_all()
    return {"hand": hand, "saved": len(saved), "told": told}


hands, rounds = map(int, sys.argv[1:])
start = threading.Barrier(hands, timeout=60)
with ThreadPoolExecutor(hands) as threads:
    json.dump(list(threads.map(lambda hand: work(hand, rounds, start), range(hands))), sys.stdout)
