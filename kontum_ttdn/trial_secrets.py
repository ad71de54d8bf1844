"""Secrets of a trial machine: made at the first start, kept in a file only its owner can read."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept(folder: Path, name: str) -> str:
    """The secret `name` from `folder`, made now if it is not there; two processes that start at once agree on one."""
    path = folder / name.lower()
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=folder) as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text()
