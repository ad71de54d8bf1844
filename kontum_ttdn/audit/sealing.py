"""Each row of the log is sealed with a key and the seal before it, in the order of ids, in the background.

Chaining inside the request would cost 2.4 times the plain insert (safety.md: measured), for every writer would wait for the one before.
"""

import hmac
import json
import logging
from datetime import UTC

from django.conf import settings
from django.db import OperationalError, connection, transaction

from . import anchor
from .models import Chain, Entry

log = logging.getLogger(__name__)

BATCH = 200  # rows in one transaction: other writers on SQLite wait for it
PATIENCE = "200ms"  # that writers may be held up on PostgreSQL

# What a seal covers, by name and in this order: a later field of the model goes into a new list, not into this one.
COVERED = ("id", "position", "actor_id", "unit_id", "verb", "target_type", "target_id", "target_label", "changes", "note")


class ChainLost(Exception):
    """Rows beyond the known end are sealed already: the note of the end was lost or put back."""


def seal_of(entry: Entry, before: str) -> str:
    """HMAC-SHA256, in hexadecimal, over the row in canonical JSON and the seal of the row before."""
    row = {field: getattr(entry, field) for field in COVERED} | {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "before": before,
    }
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(settings.AUDIT_KEY.encode(), text.encode(), "sha256").hex()


def seal() -> int:
    """Seal all that is committed and note the new end in the anchor. Returns how many rows; 0 too where another sweeper is at it."""
    horizon = safe_horizon()
    sealed = 0
    while count := _seal_batch(horizon):
        sealed += count
    if sealed:
        anchor.note(Chain.objects.get())
    return sealed


def safe_horizon() -> int:
    """The highest id below which no transaction still under way can bring another row.

    SQLite has one writer at a time, so ids appear in their order. On PostgreSQL an id is drawn before its commit: a moment's SHARE lock on the
    table waits until no writer of the log is under way, and then the highest id is the horizon. Waiting "a few seconds" instead would be a
    guess that a long import proves wrong. If writers do not let us in within PATIENCE, the next sweep tries again.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
                cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE MODE")
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {Entry._meta.db_table}")
            return cursor.fetchone()[0]
    except OperationalError as error:
        log.info("The log is too busy to be sealed just now: %s", error)
        return 0


@transaction.atomic
def _seal_batch(horizon: int) -> int:
    Chain.objects.get_or_create(pk=1)
    chain = Chain.objects.select_for_update().get(pk=1)
    entries = list(Entry.objects.filter(pk__gt=chain.last_id, pk__lte=horizon).order_by("pk")[:BATCH])
    if any(entry.seal for entry in entries):
        raise ChainLost(f"Rows after {chain.last_id} are sealed already. Run manage.py audit_verify.")
    for entry in entries:
        entry.position = chain.position + 1
        entry.seal = seal_of(entry, chain.seal)
        chain.last_id, chain.position, chain.seal = entry.pk, entry.position, entry.seal
    _write(entries)
    chain.save()
    return len(entries)


def _write(entries: list[Entry]) -> None:
    if not entries:
        return
    table, rows = Entry._meta.db_table, ", ".join(["(%s, %s, %s)"] * len(entries))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET position = sealed.column2, seal = sealed.column3 FROM (VALUES {rows}) AS sealed WHERE {table}.id = sealed.column1",
            [value for entry in entries for value in (entry.pk, entry.position, entry.seal)],
        )
