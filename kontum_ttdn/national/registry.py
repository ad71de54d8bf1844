"""What domains hand over. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO


@dataclass(frozen=True)
class File:
    """A file that goes along: its hash as stored, how its name ends, and how to open its bytes."""

    sha256: str
    ending: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Table:
    """Rows of one sort. `rows(since)` gives what was added, changed or taken back on that day or later (None: all that stands), in an order
    that is the same each time; `files(since)` the files that those rows name by their hash. Only what may leave the house.
    """

    name: str
    columns: Sequence[str]
    rows: Callable[[date | None], Iterable[Sequence]]
    files: Callable[[date | None], Iterable[File]] = lambda since: ()


_tables: dict[str, Table] = {}


def add_table(table: Table) -> None:
    """A sort of rows registers once; a second time under the same name takes its place."""
    _tables[table.name] = table


def tables() -> list[Table]:
    return [_tables[name] for name in sorted(_tables)]
