"""The anchor: a file outside the database that notes how far the log was sealed. Who cuts off its tail in the database cannot cut it here.

One line a sealing: {"position": …, "last_id": …, "seal": …, "at": …}. AUDIT_ANCHOR names a second file, best on another machine's disk.
"""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .models import Chain

log = logging.getLogger(__name__)


def paths() -> list[Path]:
    return [Path(settings.VAR) / "audit" / "anchor", *([Path(settings.AUDIT_ANCHOR)] if settings.AUDIT_ANCHOR else [])]


def note(chain: Chain) -> None:
    """Append the end of the chain to each anchor, on the disk before this returns. One that cannot be reached does not stop the others."""
    line = json.dumps({"position": chain.position, "last_id": chain.last_id, "seal": chain.seal, "at": timezone.now().isoformat()}) + "\n"
    for path in paths():
        try:
            _append(path, line)
        except OSError:
            log.exception("The anchor %s could not be written.", path)


def noted() -> Iterator[tuple[Path, int, str]]:
    """What the anchors say: (which file, position, seal). A half line, of a machine that lost its power, is passed over."""
    for path in paths():
        if not path.exists():
            continue
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    known = json.loads(line)
                    yield path, int(known["position"]), str(known["seal"])
                except (ValueError, KeyError, TypeError):
                    log.warning("A line of the anchor %s cannot be read.", path)


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as anchor:
        anchor.write(line)
        anchor.flush()
        os.fsync(anchor.fileno())
