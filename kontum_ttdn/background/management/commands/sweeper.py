"""manage.py sweeper: beside web and worker, for ever."""

import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from kontum_ttdn.background import sweeping

log = logging.getLogger(__name__)

EVERY = 5  # seconds


class Command(BaseCommand):
    help = "Revives jobs of lost workers, rings bells again and does the rooms' chores, every few seconds. Ends on SIGTERM or SIGINT."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="sweep once and end")

    def handle(self, *args, once, **options):
        over = threading.Event()
        if not once:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_received: over.set())
        last_done: dict[str, float] = {}
        while True:
            self._sweep(last_done)
            if once or over.wait(EVERY):
                return

    def _sweep(self, last_done) -> None:
        close_old_connections()
        try:
            sweeping.revive()
            sweeping.ring_again()
        except Error:
            log.exception("The sweep was cut short; the next one comes in %s s.", EVERY)
        sweeping.do_chores(last_done)
        close_old_connections()
