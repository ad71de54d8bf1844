"""Writing a hand-over: the same rows give the same bytes, whenever and wherever it is written."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.core.files.storage import default_storage

from kontum_ttdn.spreadsheets.writing import write_csv

from .registry import File, Table, tables
from .rows import plain, said

FORM = 1  # of the manifest; another where names or meanings change
SUMS, MANIFEST = "SHA256SUMS", "manifest.json"


class Refused(Exception):
    """The hand-over cannot be written; the text is for the person who asked."""


def hand_over(out: Path, since: date | None) -> dict[str, int]:
    """Write all tables into the new folder `out`; returns how many rows each has. Refused where the folder is there or a file is not what
    its hash says; then nothing is left behind."""
    if out.exists():
        raise Refused(f"{out} is there already: name a new folder.")
    out.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        counts = {table.name: _write_table(making, table, since) for table in tables()}
        manifest = {"form": FORM, "since": since and since.isoformat(), "tables": {name: {"rows": count} for name, count in counts.items()}}
        _write(making / MANIFEST, _json(manifest))
        _write_sums(making)
        making.chmod(0o755)
        making.rename(out)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return counts


def _write_table(folder: Path, table: Table, since: date | None) -> int:
    rows = [list(row) for row in table.rows(since)]
    _write(folder / "tables" / f"{table.name}.csv", write_csv(table.columns, [list(map(_cell, row)) for row in rows]))
    _write(folder / "tables" / f"{table.name}.json", _json([said(table, row) for row in rows]))
    _write_files(folder / "files", table.files(since))
    return len(rows)


def _write_files(folder: Path, files: Iterable[File]) -> None:
    for file in files:
        place = folder / file.name
        if place.exists():
            continue
        with default_storage.open(file.storage_name) as source:
            data = source.read()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise Refused(f"The stored file {file.sha256} has other bytes. Bring it back from a backup first.")
        _write(place, data)


def _write_sums(folder: Path) -> None:
    """As `sha256sum` writes them, so that `sha256sum -c SHA256SUMS` holds."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in found]
    _write(folder / SUMS, "".join(lines).encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _json(told) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _cell(value) -> str | int | float | None:
    """A value as one cell: days as JSON has them, several values one after the other."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {each}" for key, each in sorted(value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(str, value))
    return plain(value)
