"""One ZIP of all that a batch made, with a manifest. Equal files and equal failures give equal bytes: no clock, no number of the batch.

PDFs are packed already, so they are stored, not squeezed; each passes through memory in pieces.
"""

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.background.worker import JobFailed
from kontum_ttdn.media.storage import PIECE, put

from .actions.packages import keep_package
from .models import BatchItem, ItemState, PrintBatch
from .queries.batches import items_of
from .rules import withdrawn_words

COLUMNS = ("file", "sha256", "product", "language", "revision", "layout", "variant", "pages", "bytes", "problem")
MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can name


def pack_batch(progress, batch_id: int, ended: str) -> None:
    """Pack the batch as it `ended` at that moment (ISO 8601) into the private store and note it there. JobFailed where a file is gone.

    A batch that was begun anew meanwhile is left: its new end asks for a new package.
    """
    batch = PrintBatch.objects.filter(pk=batch_id, ended_at=datetime.fromisoformat(ended)).first()
    if batch is None:
        return
    with tempfile.TemporaryDirectory(prefix="batch-", dir=settings.VAR) as folder:
        path = Path(folder) / "batch.zip"
        with path.open("wb") as out, override(batch.language):
            write_zip(list(items_of(batch)), out, progress)
            url = reverse("products:batch", args=[batch.pk])
        name, sha256, size = put(path, folder="batches", media_type="application/zip")
    with progress.finishing({"url": url}):
        keep_package(batch, name=name, sha256=sha256, size=size)


def write_zip(items: list[BatchItem], out, progress: Callable[[int, int], None]) -> None:
    """Write every sheet of `items`, and the manifests, to the open file `out`; `progress` hears how many of how many."""
    rows = sorted((_row(item) for item in items), key=lambda row: (row["problem"] != "", row["product"], row["file"], *_way(row)))
    sheets = {_file_name(item): item.sheet.file.file for item in items if _is_made(item)}
    with ZipFile(out, "w", ZIP_STORED) as packed:
        for done, name in enumerate(sorted(sheets)):
            progress(done, len(sheets))
            _add(packed, name, sheets[name])
        packed.writestr(_entry("manifest.json"), json.dumps(rows, ensure_ascii=False, indent=1))
        packed.writestr(_entry("manifest.csv"), _table(rows))


def _add(packed: ZipFile, name: str, file) -> None:
    try:
        with file.open("rb") as sheet, packed.open(_entry(name, file.size), "w") as target:
            shutil.copyfileobj(sheet, target, PIECE)
    except FileNotFoundError as error:
        raise JobFailed(_("A file of this batch is missing from the store: %(name)s. Tell the operator.") % {"name": name}) from error


def _entry(name: str, size: int = 0) -> ZipInfo:
    entry = ZipInfo(name, MIDNIGHT)
    entry.create_system, entry.external_attr, entry.file_size = 3, 0o644 << 16, size
    return entry


def _row(item: BatchItem) -> dict:
    way = {"product": item.edition.product.code, "language": item.edition.language, "layout": item.layout, "variant": item.variant}
    if not _is_made(item):
        return dict.fromkeys(COLUMNS, "") | way | {"problem": _problem(item)}
    file, revision = item.sheet.file, item.sheet.revision
    made = {"file": _file_name(item), "sha256": file.sha256, "pages": file.pages, "bytes": file.bytes}
    return dict.fromkeys(COLUMNS, "") | way | made | {"revision": revision.number if revision else _("working text")}


def _problem(item: BatchItem) -> str:
    if item.state == ItemState.CANCELLED:
        return _("Stopped before it was made.")
    if _is_withdrawn(item):
        return withdrawn_words()
    return item.error or _("The sheet was taken away.")


def _is_made(item: BatchItem) -> bool:
    return item.state == ItemState.DONE and item.sheet is not None and not _is_withdrawn(item)


def _is_withdrawn(item: BatchItem) -> bool:
    """Whether its words were taken from readers: then it goes to no printer either. A proof is nobody's but the authors'."""
    return item.is_withdrawn and item.variant != "proof"


def _file_name(item: BatchItem) -> str:
    code, revision = item.edition.product.code, item.sheet.revision
    parts = [code, item.edition.language, item.layout, item.variant, *([f"r{revision.number}"] if revision else [])]
    return f"{code}/{'-'.join(parts)}.pdf"


def _way(row: dict) -> tuple:
    return row["language"], row["layout"], row["variant"]


def _table(rows: list[dict]) -> str:
    """For a spreadsheet: the mark at the beginning tells it that this is UTF-8."""
    text = io.StringIO()
    sheet = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    sheet.writeheader()
    sheet.writerows(rows)
    return "\ufeff" + text.getvalue()
