"""The packed files of a batch: kept for a month, for they can be packed again from the sheets at any time."""

from datetime import timedelta
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from products.models import PrintBatch

KEPT = timedelta(days=30)


def keep_package(batch: PrintBatch, *, name: str, sha256: str, size: int) -> None:
    """Note where the packed files lie, if the batch still stands as it was packed. Call in the transaction that ends the job."""
    standing = PrintBatch.objects.filter(pk=batch.pk, ended_at=batch.ended_at)
    kept = standing.update(packed_name=name, packed_sha256=sha256, packed_bytes=size, packed_at=timezone.now())
    _drop(batch.packed_name if kept else name)


def forget_package(batch: PrintBatch) -> None:
    """Give the packed files up; the sheets themselves stay. Call in a transaction."""
    PrintBatch.objects.filter(pk=batch.pk).update(packed_name="", packed_sha256="", packed_bytes=0, packed_at=None)
    _drop(batch.packed_name)


def forget_old() -> None:
    """The sweeper's chore: packages older than a month."""
    for batch in PrintBatch.objects.filter(packed_at__lt=timezone.now() - KEPT):
        with transaction.atomic():
            forget_package(batch)


def _drop(name: str) -> None:
    """After commit, remove the file unless another batch has the very same one."""
    if name:
        transaction.on_commit(partial(_remove, name), robust=True)


def _remove(name: str) -> None:
    if not PrintBatch.objects.filter(packed_name=name).exists():
        default_storage.delete(name)
