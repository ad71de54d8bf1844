"""What every format carries: a header that says whose words these are, and one line a segment.

Words go out as they are stored: break marks are put in when a page is set and are not among them, those that a person typed are.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kontum_ttdn.spreadsheets.escapes import writable

FORM = 1  # of these files; a later form that reads differently counts up
MAX_LINES = 10_000
MAX_LETTERS = 4_000_000  # code points of one file, both languages together

_TOKEN = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([0-9a-f]{32}|-) ([0-9a-f]{32}|-)")
_HEADER = re.compile(
    r"kontum-ttdn (?P<form>\d{1,4}) product=(?P<code>[-\w]{1,60}) language=(?P<language>[a-z]{2,3}) source=(?P<source_language>[a-z]{2,3})"
    r" source-revision=(?P<source_revision>\d{1,9}) revision=(?P<revision>\d{1,9})"
    r" day=(?P<day>\d{4}-\d\d-\d\d) file=(?P<file_id>[0-9a-f]{8})"
)


class Fault(StrEnum):
    """Why the words of a line could not be read as words."""

    FORMULA = "formula"
    NOT_TEXT = "not_text"  # a date or a number that the sheet made of what was typed
    MERGED = "merged"  # cells that were joined with others


@dataclass(frozen=True)
class Header:
    """Whose words a file holds. `revision` is that of the target when it went out (0: none yet); `file_id` names the very file."""

    code: str
    language: str
    source_language: str
    source_revision: int
    revision: int
    day: date
    file_id: str
    form: int = FORM
    title: str = ""  # for people; not read back

    @property
    def name(self) -> str:
        """What people call it, as every format can hold it."""
        return writable(self.title) or self.code

    @property
    def mark(self) -> str:
        """The header as one line that every format can hide somewhere and that copying from file to file does not hurt."""
        return (
            f"kontum-ttdn {self.form} product={self.code} language={self.language} source={self.source_language} "
            f"source-revision={self.source_revision} revision={self.revision} day={self.day.isoformat()} file={self.file_id}"
        )

    @property
    def filename(self) -> str:
        """Without its ending."""
        return f"{self.code}-{self.language}-{self.file_id}"


@dataclass(frozen=True)
class Line:
    """One segment. The hashes are those of the words when the file went out; `about` and `number` are for people."""

    key: str
    number: int
    source: str
    source_hash: str
    target: str = ""
    target_hash: str = ""
    comment: str = ""
    about: str = ""
    fault: Fault | None = None

    @property
    def token(self) -> str:
        """What tells the line from all others, wherever it is moved in its file."""
        return f"{self.key} {self.source_hash or '-'} {self.target_hash or '-'}"


@dataclass(frozen=True)
class Sent:
    """A file as it came back."""

    header: Header
    lines: list[Line] = field(default_factory=list)


def read_header(text: str) -> Header | None:
    """The header whose mark stands anywhere in `text`."""
    found = _HEADER.search(text)
    if found is None:
        return None
    said = found.groupdict()
    try:
        day = date.fromisoformat(said["day"])
    except ValueError:
        return None
    numbers = {name: int(said[name]) for name in ("form", "source_revision", "revision")}
    return Header(**said | numbers | {"day": day})


def read_token(text: str) -> tuple[str, str, str] | None:
    """(key, source hash, target hash) of the token that stands anywhere in `text`."""
    found = _TOKEN.search(text)
    return tuple("" if part == "-" else part for part in found.groups()) if found else None


def line_of(
    token: tuple[str, str, str] | None, *, number: str, source: str, target: str, comment: str = "", fault: Fault | None = None
) -> Line:
    """A line as a person sent it back; without a token it is told by its number and its source."""
    key, source_hash, target_hash = token or ("", "", "")
    counted = re.match(r"\s*(\d{1,6})", number)
    return Line(
        key=key, number=int(counted.group(1)) if counted else 0, source=writable(source), source_hash=source_hash,
        target=writable(target), target_hash=target_hash, comment=writable(comment).strip(), fault=fault,
    )  # fmt: skip
