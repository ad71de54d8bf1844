"""Reading what a phone wrote: which message it is, of whom, of which day; the rest is for whoever knows its kind. Nothing here asks the database."""

import json
import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.media.names import tidy

LARGEST = 256_000  # bytes of a message; its files come by themselves
MOST_FILES = 100
DEEPEST = 12  # folds of one value in another
LAST_NUMBER = 2**53 - 1  # that JavaScript counts to
MOST_DIGITS = 40
_UUID = re.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_SHA256 = re.compile("[0-9a-f]{64}", re.ASCII)
_LONE = re.compile("[\ud800-\udfff]")


class Unreadable(Exception):
    """No message at all: it has no mark of its own by which it could be kept once. The text is for the sender."""


@dataclass(frozen=True)
class Announced:
    """A file that will come: its name without folders, in composed letters, and the hash of its bytes ("" where the phone names none)."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Message:
    """What a message says of itself. What could not be read is None or empty: the whole of it is kept all the same."""

    uuid: UUID
    kind: str
    sequence: int | None
    device_time: datetime | None
    on: date | None
    reported_by: int | None
    said: dict[str, Any]  # "form" and "answers", letters composed
    files: tuple[Announced, ...]


def read(body: bytes) -> Message:
    """Raises Unreadable where there is no JSON object with a UUID in it; is patient with everything else."""
    if len(body) > LARGEST:
        raise Unreadable(too_large())
    try:
        written = json.loads(body.decode(), parse_constant=_no_number, parse_int=_integer, parse_float=_decimal)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This is no message of a phone.")) from error
    if not isinstance(written, dict) or not isinstance(mark := written.get("uuid"), str) or not _UUID.fullmatch(mark) or not UUID(mark).int:
        raise Unreadable(_("This is no message of a phone."))
    return Message(
        uuid=UUID(mark),
        kind=_words(written.get("kind"))[:40],
        sequence=_whole(written.get("sequence")),
        device_time=_moment(written.get("device_time")),
        on=_day(written.get("on")),
        reported_by=_whole(written.get("reported_by")),
        said={name: composed(written.get(name)) for name in ("form", "answers")},
        files=tuple(_announced(written.get("files"))),
    )


def too_large() -> str:
    return _("The message is larger than %(most)d KB. Send photos and sounds as files.") % {"most": LARGEST // 1000}


def laid_out(raw: str) -> str:
    """The message for a person who looks at it; as it came where laying it out would cost too much or make what no page can carry."""
    pieces, size = [], 0
    try:
        for piece in json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(json.loads(raw)):
            pieces.append(piece)
            if (size := size + len(piece)) > 4 * LARGEST:
                return raw
        found = "".join(pieces)
        found.encode()  # half of a letter, written as \ud800
    except (ValueError, RecursionError):
        return raw
    return found


def composed(value: Any, depth: int = 0) -> Any:
    """The same value with every text as it is stored: letters composed, nothing in it that a database refuses."""
    if depth > DEEPEST:
        return None
    if isinstance(value, str):
        return normalise(_LONE.sub("\ufffd", value))
    if isinstance(value, list):
        return [composed(each, depth + 1) for each in value]
    if isinstance(value, dict):
        return {composed(name): composed(each, depth + 1) for name, each in value.items()}
    return value


def _no_number(name: str):
    raise ValueError(name)  # NaN and Infinity are not JSON


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MOST_DIGITS else digits


def _decimal(digits: str) -> float | str:
    return found if math.isfinite(found := float(digits)) else digits  # 1e400 is JSON, but no number that a database keeps


def _words(value: Any) -> str:
    return composed(value) if isinstance(value, str) else ""


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LAST_NUMBER else None


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    aware = found if timezone.is_aware(found) else timezone.make_aware(found)
    return aware.astimezone(UTC) if 1970 < aware.year < 9999 else None  # PostgreSQL knows no clock further than 16 hours off


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _announced(value: Any):
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and (name := tidy(_words(each.get("name")))):
            digest = each.get("sha256")
            yield Announced(name, digest if isinstance(digest, str) and _SHA256.fullmatch(digest) else "")
