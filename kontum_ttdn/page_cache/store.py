"""The kept pages: files below PAGE_CACHE, as nginx finds them by their address.

    html/vi/library/…/index.html, .gz    what is sent
    html/vi/library/…/facts.json         its headers, what it shows, what to count
    shows/products.17/%2Fvi%2F…          empty files: which pages show product 17
    moment                               a word that is new after each change of what readers have
    closing/…                            one file for each change that has not been committed yet

A page is kept only if the moment at which it was begun is still the moment, and nothing is closing: else it may show what is no longer true.
All processes and all machines of the portal have to see the same folder.
"""

import fcntl
import gzip
import hashlib
import json
import logging
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from django.conf import settings

log = logging.getLogger(__name__)

LONGEST_KEPT = 600  # seconds: what no action tells of (a name of a topic, a new related work) is seen after that
LONGEST_CLOSED = 600  # seconds after which a change is taken for broken off
MOST = 4_000  # pages; beyond them none is added until some are old
ADDRESS = re.compile(r"(?:/[A-Za-z0-9_-]{1,80}){1,6}/")


@dataclass(frozen=True)
class Facts:
    """What is known of a kept page beside its words."""

    shows: tuple[str, ...] = ()
    counted: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A page as it is sent."""

    html: bytes
    packed: bytes  # by gzip
    facts: Facts
    etag: str


@dataclass(frozen=True)
class Closed:
    """A change that is being made: `paths` were taken away for it; `open` says that it is committed."""

    mark: Path
    paths: list[str]

    def open(self) -> None:
        root = self.mark.parent.parent
        with _alone(root):
            self.mark.unlink(missing_ok=True)
            _turn(root)


def root() -> Path | None:
    """Where pages are kept; None: nowhere."""
    return Path(settings.PAGE_CACHE) if settings.PAGE_CACHE else None


def moment() -> str:
    """Names what readers have now; empty while that is changing, and where no pages are kept."""
    top = root()
    if top is None:
        return ""
    with suppress(OSError):
        said = (top / "moment").read_text()
        return "" if any((top / "closing").iterdir()) else said
    return ""


def add(path: str, html: bytes, facts: Facts, *, begun: str) -> bool:
    """Keep the page of this path if it is still true; `begun` is the moment before it was made. Says whether it is kept."""
    top = root()
    if not begun or top is None or not ADDRESS.fullmatch(path):
        return False
    with _alone(top):
        if moment() != begun or (top / "full").exists():
            return False
        folder = _folder(top, path)
        folder.mkdir(parents=True, exist_ok=True)
        for tag in facts.shows:
            (top / "shows" / tag).mkdir(parents=True, exist_ok=True)
            (top / "shows" / tag / quote(path, safe="")).touch()
        _write(folder / "facts.json", json.dumps(asdict(facts)).encode())
        _write(folder / "index.html.gz", gzip.compress(html, 6, mtime=0), _stamp(html))
        _write(folder / "index.html", html, _stamp(html))
    return True


def find(path: str) -> Page | None:
    """The kept page of this path."""
    top = root()
    if top is None or not ADDRESS.fullmatch(path):
        return None
    folder = _folder(top, path)
    with suppress(OSError, ValueError):
        html = (folder / "index.html").read_bytes()
        packed, facts = (folder / "index.html.gz").read_bytes(), json.loads((folder / "facts.json").read_bytes())
        return Page(html, packed, Facts(tuple(facts["shows"]), facts["counted"], facts["headers"]), _etag(html))
    return None


def stamp_of(path: str) -> tuple[int, int] | None:
    """Changes whenever the kept page does; None: there is none. One call of the system."""
    try:
        seen = os.stat(f"{settings.PAGE_CACHE}/html{path}index.html")  # noqa: PTH116 - asked for each page that is handed out
    except (OSError, ValueError):
        return None
    return seen.st_ino, seen.st_ctime_ns


def close(shown: Iterable[str]) -> Closed | None:
    """Take away what shows one of `shown`, and keep nothing until `Closed.open`. None where no pages are kept."""
    top = root()
    if top is None:
        return None
    (top / "closing").mkdir(parents=True, exist_ok=True)
    mark = top / "closing" / uuid.uuid4().hex
    with _alone(top):
        _turn(top)
        mark.touch()
        return Closed(mark, sorted({path for tag in shown for path in _drop(top, tag)}))


def empty() -> None:
    """Take away every page: new code may make them otherwise."""
    top = root()
    if top is None:
        return
    (top / "closing").mkdir(parents=True, exist_ok=True)
    with _alone(top):
        for name in ("html", "shows"):
            gone = top / f"{name}.{uuid.uuid4().hex}"
            with suppress(FileNotFoundError):
                (top / name).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
        _turn(top)


def tend() -> None:
    """Take away pages that are old, and the marks of changes that broke off; say whether there is room."""
    top = root()
    if top is None or not top.exists():
        return
    now, count = time.time(), 0
    for facts in (top / "html").rglob("facts.json"):
        count += 1
        with suppress(OSError):
            if now - facts.stat().st_mtime > LONGEST_KEPT:
                with _alone(top):
                    _remove(top, f"/{facts.parent.relative_to(top / 'html')}/")
    with suppress(OSError):
        (top / "full").touch() if count > MOST else (top / "full").unlink(missing_ok=True)
    broken = [mark for mark in (top / "closing").iterdir() if now - mark.stat().st_mtime > LONGEST_CLOSED]
    for mark in broken:
        log.warning("A change of what readers have broke off; pages are kept again.")
        Closed(mark, []).open()


@contextmanager
def _alone(top: Path) -> Iterator[None]:
    """One process and thread at a time; the lock goes with its holder."""
    top.mkdir(parents=True, exist_ok=True)
    with (top / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _turn(top: Path) -> None:
    _write(top / "moment", uuid.uuid4().hex.encode())


def _folder(top: Path, path: str) -> Path:
    return top / "html" / path.strip("/")


def _write(file: Path, data: bytes, stamp: int | None = None) -> None:
    """Whole or not at all: whoever reads meanwhile has the old one."""
    fresh = file.with_name(f"{file.name}.{uuid.uuid4().hex}")
    fresh.write_bytes(data)
    if stamp is not None:
        os.utime(fresh, (stamp, stamp))
    fresh.replace(file)


def _etag(html: bytes) -> str:
    return hashlib.sha256(html).hexdigest()[:32]


def _stamp(html: bytes) -> int:
    """The time of the file is made of its words, in seconds: nginx makes its ETag of time and size, and equal pages shall have equal ones."""
    return int(_etag(html)[:7], 16)


def _drop(top: Path, tag: str) -> list[str]:
    """Take away the pages that show it; returns their paths."""
    try:
        paths = [unquote(entry.name) for entry in (top / "shows" / tag).iterdir()]
    except FileNotFoundError:
        return []
    return [path for path in paths if _remove(top, path)]


def _remove(top: Path, path: str) -> bool:
    folder = _folder(top, path)
    shown: list[str] = []
    with suppress(OSError, ValueError):
        shown = json.loads((folder / "facts.json").read_bytes())["shows"]
    there = (folder / "index.html").exists()
    for name in ("index.html", "index.html.gz", "facts.json"):
        (folder / name).unlink(missing_ok=True)
    for tag in shown:
        (top / "shows" / tag / quote(path, safe="")).unlink(missing_ok=True)
        with suppress(OSError):
            (top / "shows" / tag).rmdir()
    return there
