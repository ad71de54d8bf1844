"""What domains hand over. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from mimetypes import guess_type
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """The families of tables: what another system may be given, each by itself."""

    LIBRARY = "library", _("works and their files")
    REGISTERS = "registers", _("registers of the border")
    COUNTS = "counts", _("counts of readings")


@dataclass(frozen=True)
class File:
    """A file that goes along: its hash as stored, how its name ends, its size, and where in the store it lies."""

    sha256: str
    ending: str
    bytes: int
    storage_name: str

    @property
    def name(self) -> str:
        return f"{self.sha256}.{self.ending}"

    @property
    def media_type(self) -> str:
        return guess_type(self.name)[0] or "application/octet-stream"


class Rows(Protocol):
    """Rows of a table: changed since a day, beyond the row with these values of the key, at most so many."""

    def __call__(self, since: date | None, after: Sequence = (), most: int | None = None) -> Iterable[Sequence]: ...


class Files(Protocol):
    """Files that the rows since a day name, each once, by their hash: beyond this hash, at most so many."""

    def __call__(self, since: date | None, after: str = "", most: int | None = None) -> Iterable[File]: ...


def no_files(since: date | None, after: str = "", most: int | None = None) -> Iterable[File]:
    return ()


@dataclass(frozen=True)
class Table:
    """Rows of one sort. `rows(since)` gives what was added, changed or taken back on that day or later (None: all that stands). Only what
    may leave the house.

    `key`: of the first columns, which tell rows apart and give their order, how each is read from a text. `file(hash)` is a file that any
    row names today, `files(since)` those that the rows since a day name.
    """

    name: str
    scope: Scope
    columns: Sequence[str]
    key: Sequence[Callable[[str], object]]
    rows: Rows
    files: Files = no_files
    file: Callable[[str], File | None] = lambda sha256: None


_tables: dict[str, Table] = {}


def add_table(table: Table) -> None:
    """A sort of rows registers once; a second time under the same name takes its place."""
    _tables[table.name] = table


def tables() -> list[Table]:
    return [_tables[name] for name in sorted(_tables)]
