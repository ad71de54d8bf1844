"""Written books lie in the store for a month; whoever asks for one later has it written anew, to the same bytes."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.core.files.storage import default_storage
from django.utils import timezone

from kontum_ttdn.media import storage

FOLDER = "books"
KEPT = timedelta(days=30)
AT_ONCE = 500  # files of one sweep, so that the sweeper is soon back at its other duties


def forget_old() -> int:
    """The sweeper's chore; returns how many books it took away. A withdrawn work's book goes with the others: no address leads to it."""
    before = timezone.now() - KEPT
    old = [name for name in _names() if default_storage.get_modified_time(name) < before]
    for name in islice(old, AT_ONCE):
        storage.drop(name)
    return min(len(old), AT_ONCE)


def forget_all() -> None:
    """Every written book goes at once: each is written anew for whoever asks. After an erasure, for nobody can tell from outside whom a book names."""
    for name in list(_names()):
        storage.drop(name)


def _names() -> Iterator[str]:
    try:
        folders, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for folder in folders:
        yield from (f"{FOLDER}/{folder}/{name}" for name in default_storage.listdir(f"{FOLDER}/{folder}")[1])
