"""Two officers who erase one person at one instant: at_once.py PERSON. Prints what each met."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import connections  # noqa: E402

from kontum_ttdn.accounts.models import User  # noqa: E402
from kontum_ttdn.people.actions import erase_person  # noqa: E402
from kontum_ttdn.people.models import Person  # noqa: E402
from kontum_ttdn.people.rules import PersonRefused  # noqa: E402


def erase(username: str) -> str:
    person, by = Person.objects.get(pk=sys.argv[1]), User.objects.get(username=username)
    start.wait()
    try:
        erase_person(person=person, by=by)
    except PersonRefused:
        return "refused"
    finally:
        connections.close_all()
    return "erased"


start = threading.Barrier(2, timeout=60)
with ThreadPoolExecutor(2) as threads:
    json.dump(sorted(threads.map(erase, ("first", "second"))), sys.stdout)
