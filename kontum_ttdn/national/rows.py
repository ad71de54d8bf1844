"""How rows are said to others, and going on from one of them: the same in files and to programs."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from .registry import Table

LARGEST = 2**63 - 1
BETWEEN = "."  # parts of a place; no code, language or month has one


def said(table: Table, row: Sequence) -> dict:
    """A row by its columns, as JSON says it."""
    return dict(zip(table.columns, map(plain, row), strict=True))


def plain(value):
    """A value as JSON says it: days as 2025-07-01."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def place(table: Table, row: Sequence) -> str:
    """Where a row stands in its table, as one word."""
    return BETWEEN.join(str(plain(value)) for value in row[: len(table.key)])


def found_place(table: Table, said: str) -> tuple:
    """The values of the key that `place` made the word of; ValueError where it made no such word."""
    parts = said.split(BETWEEN)
    return tuple(read(part) for read, part in zip(table.key, parts, strict=True))


def number(said: str) -> int:
    """A row's number, as far as a database knows numbers."""
    return min(int(said), LARGEST)


def month(said: str) -> date:
    """The first day of a month such as 2026-11."""
    return date.fromisoformat(f"{said}-01")


def beyond(fields: Sequence[str], values: Sequence) -> Q:
    """What comes after these values in the order of these fields; everything where no values are given."""
    found = Q()
    for count in range(len(values)):
        same = dict(zip(fields[:count], values, strict=False))
        found |= Q(**same, **{f"{fields[count]}__gt": values[count]})
    return found
