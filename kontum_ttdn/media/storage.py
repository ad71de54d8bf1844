"""Where bytes lie: named by their hash, whole or not there at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

PIECE = 1024 * 1024

EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/geo+json": "geojson",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "video/mp4": "mp4",
    "video/webm": "webm",
}


class WholeFileStorage(FileSystemStorage):
    """A local disk where a name never stands for half a file: written under a temporary name, flushed, then renamed.

    An S3 store needs nothing like it: there an object appears when its last byte has arrived.
    """

    def _save(self, name, content):
        final = Path(self.path(name))
        final.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".arriving-", dir=final.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                for piece in content.chunks():
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            Path(temporary).chmod(self.file_permissions_mode or 0o640)
            Path(temporary).replace(final)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _flush_folder(final.parent)
        return name


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(content: bytes | Path) -> str:
    """Hex SHA-256 of bytes, or of a file read in pieces."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put(content: bytes | Path, *, folder: str, media_type: str) -> tuple[str, str, int]:
    """Keep these bytes as `folder/ab/abcd….ext`; gives (name, sha256, bytes). The same bytes again are answered with their name."""
    sha256 = sha256_of(content)
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    name = f"{folder}/{sha256[:2]}/{sha256}.{EXTENSIONS[media_type]}"
    if default_storage.exists(name):
        if default_storage.size(name) == size:
            return name, sha256, size
        default_storage.delete(name)
    put_as(name, content)
    return name, sha256, size


def put_as(name: str, content: bytes | Path) -> None:
    """Keep these bytes under a name that can stand for no others."""
    if isinstance(content, bytes):
        saved = default_storage.save(name, ContentFile(content))
    else:
        with content.open("rb") as file:
            saved = default_storage.save(name, File(file))
    if saved != name:  # somebody kept the same bytes in the same moment: one copy is enough
        default_storage.delete(saved)


def drop(name: str) -> None:
    """Keep these bytes no more."""
    default_storage.delete(name)


def read(name: str) -> bytes:
    """All bytes under `name`."""
    with default_storage.open(name, "rb") as file:
        return file.read()


def fetch_to(name: str, path: Path) -> None:
    """Copy what lies under `name` to a local file, piece by piece, for programs that read files only."""
    with default_storage.open(name, "rb") as file, path.open("wb") as out:
        while piece := file.read(PIECE):
            out.write(piece)
