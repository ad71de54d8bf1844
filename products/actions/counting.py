"""Counters of readings are kept: all that was counted in one statement, which adds to what is there already."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from products.models import Edition, ReadingCount

AT_ONCE = 1_000  # rows of one statement


class Counted(NamedTuple):
    """What one counter counts; sorted in this order, so that two processes that write at once never wait for each other crosswise."""

    edition: int
    what: str
    form: str
    channel: str
    day: date


def keep(counts: Mapping[Counted, int]) -> None:
    """Add these numbers to the counters. Two who do so at once both count; an edition that is gone meanwhile counts no more."""
    with transaction.atomic():
        there = set(Edition.objects.filter(pk__in={key.edition for key in counts}).values_list("pk", flat=True))
        rows = sorted((*key, number) for key, number in counts.items() if key.edition in there and number > 0)
        for start in range(0, len(rows), AT_ONCE):
            _add(rows[start : start + AT_ONCE])


def _add(rows: list[tuple]) -> None:
    table = connection.ops.quote_name(ReadingCount._meta.db_table)
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (edition_id, what, form, channel, day, count) VALUES {marks} "
            f"ON CONFLICT (edition_id, what, form, channel, day) DO UPDATE SET count = {table}.count + excluded.count",
            [value for row in rows for value in row],
        )
