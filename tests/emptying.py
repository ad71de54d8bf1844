"""How the database is emptied after a test whose rows were really written: once nobody asks any more, only what is filled, and again if met."""

import threading
import time
from functools import cache

import pytest
from django.core.signals import request_finished, request_started
from django.db import OperationalError, connection, transaction
from django.test import TransactionTestCase

PATIENCE = 60  # seconds: the longest a request may still be at work after its page was closed
STAYS = {"django_migrations", "django_content_type", "auth_permission"}  # what migrations wrote and no test changes


class Underway:
    """Requests that the live server is answering. A browser that has gone does not end them."""

    def __init__(self):
        self.count, self.changed = 0, threading.Condition()
        request_started.connect(self.begun, weak=False)
        request_finished.connect(self.ended, weak=False)

    def begun(self, **_more):
        self._add(1)

    def ended(self, **_more):
        self._add(-1)

    def _add(self, one: int) -> None:
        if threading.current_thread() is not threading.main_thread():  # the test itself asks in its own thread, and ends what it begins
            with self.changed:
                self.count += one
                self.changed.notify_all()

    def wait(self) -> None:
        with self.changed:
            if not self.changed.wait_for(lambda: self.count <= 0, PATIENCE):
                self.count = 0  # an answer that nobody read to its end


UNDERWAY = Underway()


@cache
def _tables() -> tuple[str, ...]:
    """Every table of the portal; found once, for no test makes one."""
    return tuple(sorted(set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - STAYS))


def empty() -> None:
    """Take away every row of the default database."""
    UNDERWAY.wait()
    for _attempt in range(5):
        try:
            with transaction.atomic():
                _empty_what_is_filled()
        except OperationalError as met:  # a deadlock with a request that came in between
            last = met
            time.sleep(0.2)
        else:
            return
    raise last


def _empty_what_is_filled() -> None:
    quoted = [connection.ops.quote_name(name) for name in _tables()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in quoted))
        filled = [name for name, is_filled in zip(quoted, cursor.fetchone(), strict=True) if is_filled]
        if not filled:
            return
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
        else:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for name in filled:
                cursor.execute(f"DELETE FROM {name}")


@pytest.fixture(scope="session", autouse=True)
def emptied_quickly():
    """Django's own way empties every table and asks every app to fill its own again, after each such test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty())
        yield
