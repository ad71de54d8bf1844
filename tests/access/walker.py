"""Walks every address as every person, to things of their own unit and of another, and names what should not have opened."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from kontum_ttdn.access.scope import may

from . import objects_border, objects_offline, objects_people  # noqa: F401  they register their samples
from .objects import SAMPLES, Sample

REFUSED = {403}
ABSENT = {404, 405}  # 405: this method opens nothing to anybody
METHODS = ("get", "post")
CHANGES_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Route:
    """One address of the urlconf: its name, the names of its arguments, and what its view declares."""

    name: str
    arguments: tuple[str, ...]
    authorizer: str | None


@dataclass(frozen=True)
class Person:
    """Somebody with a browser. `account` None: a reader."""

    name: str
    account: object
    unit: object
    browser: Client


@dataclass(frozen=True)
class Thing:
    """Something of `unit`, as arguments of an address; no arguments where the address names nothing."""

    unit: object
    arguments: dict


def routes() -> list[Route]:
    """Every address of the urlconf in force."""
    return list(_routes(get_resolver().url_patterns, "", ()))


def _routes(patterns, namespace: str, arguments: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        named = (*arguments, *pattern.pattern.regex.groupindex)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace, named)
        else:
            yield Route(f"{namespace}{pattern.name}", named, getattr(pattern.callback, "authorizer", None))


class Writes:
    """Whether a visit wrote anything: only then something is to be taken back."""

    found = False

    def __call__(self, execute, sql, params, many, context):
        self.found |= not sql.startswith(CHANGES_NOTHING)
        return execute(sql, params, many, context)


class Walk:
    """One walk by `people`; `homes` are (unit, person of it) pairs for which things are made. `cells` counts what was tried.

    What a visit does is taken back, so the things of one maker serve all its addresses.
    """

    def __init__(self, people: list[Person], homes: list[tuple]):
        self.people, self.homes = people, homes
        self.cells = 0
        self._made: dict = {}

    def findings(self, beginning: str = "") -> list[str]:
        """What is wrong with the addresses whose name begins so, each in a sentence."""
        return [finding for route in routes() if route.name.startswith(beginning) for finding in self._route(route)]

    def _route(self, route: Route) -> Iterator[str]:
        sample = SAMPLES.get(route.name)
        if route.arguments and sample is None:
            yield f"{route.name}: say in tests/access/objects.py how to make what it names"
            return
        if route.authorizer is None:
            yield f"{route.name}: the view declares nothing"
        reached, things = False, self._things(sample)
        start = transaction.savepoint()
        for thing in things:
            address = reverse(route.name, kwargs=thing.arguments)
            for person in self.people:
                for method in METHODS:
                    answer = self._ask(person, method, address, start)
                    reached |= answer.status_code not in REFUSED | ABSENT and not _sent_to_sign_in(answer)
                    if fault := self._fault(route, sample, person, thing, answer):
                        yield f"{route.name}: {method} by {person.name} to {_whose(person, thing)}: {answer.status_code}, {fault}"
        transaction.savepoint_commit(start)
        if not reached and route.authorizer and not (sample and sample.hidden):
            yield f"{route.name}: opens to nobody, so the walk proves nothing"

    def _things(self, sample: Sample | None) -> list[Thing]:
        if sample is None:
            return [Thing(None, {})]
        if sample.make not in self._made:
            self._made[sample.make] = [Thing(unit, sample.make(unit, owner)) for unit, owner in self.homes]
        return self._made[sample.make]

    def _ask(self, person: Person, method: str, address: str, start: str):
        """The answer; then all is again as it was at `start`, the savepoint of this address."""
        self.cells += 1
        kept, writes = person.browser.cookies.copy(), Writes()
        with connection.execute_wrapper(writes):
            answer = getattr(person.browser, method)(address)
        if writes.found or answer.status_code >= 500:
            transaction.savepoint_rollback(start)
            transaction.set_rollback(False)
        person.browser.cookies = kept
        return answer

    def _fault(self, route: Route, sample: Sample | None, person: Person, thing: Thing, answer) -> str:
        """What is wrong with an answer, in words; empty where it is right."""
        foreign = sample is not None and sample.scoped and thing.unit != person.unit
        if answer.status_code >= 500:
            return "breaks"
        if route.authorizer is None:
            return "" if answer.status_code in REFUSED else "undeclared, yet it opens"
        if route.authorizer != "public" and person.account is None:
            return "" if _sent_to_sign_in(answer) else "opens to readers"
        if route.authorizer not in ("public", "signed_in") and not may(person.account, route.authorizer):
            return "" if answer.status_code in REFUSED else "opens without the permission"
        return "a foreign thing" if foreign and answer.status_code not in ABSENT else ""


def _sent_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer.url.startswith(reverse("account_login"))


def _whose(person: Person, thing: Thing) -> str:
    if not thing.arguments:
        return "the page"
    return "their own unit's" if thing.unit == person.unit else "another unit's"
