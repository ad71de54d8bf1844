"""Looks for a string everywhere: each column of each table as the engine holds it, opened sessions, every file, the text of PDFs, caches."""

import gzip
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection

from kontum_ttdn.ui.parts import PARTS

UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060"))  # where a line may break


def found_in(needles: list[str], *folders: Path) -> set[str]:
    """Where any of the needles stands: "products_revision.content", "session", "file: pages", "pdf", "cache"."""
    ways = {way for needle in needles for way in (needle, json.dumps(needle)[1:-1])}
    return {
        place
        for place, text in (*_tables(), *_sessions(), *_files(folders), *_caches())
        if any(way in text.translate(UNSEEN) for way in ways)
    }


def _tables() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", _text(value)) for name, value in zip(names, row, strict=True) if value is not None)


def _text(value) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="ignore")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _sessions() -> Iterator[tuple[str, str]]:
    for session in Session.objects.all():
        yield "session", json.dumps(session.get_decoded(), ensure_ascii=False)


def _files(folders) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield f"name of a file: {folder.name}", path.name
            if path.is_file():
                yield from (
                    (f"file: {folder.name}", _text(held)) for held in (path.read_bytes(), *OPENED.get(path.suffix, _as_it_is)(path))
                )


def _as_it_is(path: Path) -> list[bytes]:
    return []


def _run(*command) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout


OPENED = {
    ".pdf": lambda path: [_run("pdftotext", "-raw", path, "-"), _run("qpdf", "--qdf", path, "-")],
    ".epub": lambda path: [_run("unzip", "-p", path)],
    ".gz": lambda path: [gzip.decompress(path.read_bytes())],
}


def _caches() -> Iterator[tuple[str, str]]:
    yield "parts", " ".join(PARTS._texts.values())
    for name in caches:
        yield "cache", repr(getattr(caches[name], "_cache", ""))
