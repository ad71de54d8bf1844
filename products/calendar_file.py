"""Days for a phone's own calendar: iCalendar (RFC 5545), one all-day event each. Pure: no database here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets; a longer line goes on in the next one, after a blank
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Event:
    """One day. `uid` stays the same however often the file is fetched, so that a phone replaces it instead of adding another."""

    uid: str
    day: date
    title: str
    url: str
    note: str = ""
    urgent: bool = False


def written(events: Iterable[Event], *, name: str, made: datetime) -> bytes:
    """The file. `name`: what the phone calls the calendar; `made`: when the events were true."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kon Tum//Foreign information//VI", f"X-WR-CALNAME:{_text(name)}"]
    stamp = f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for event in events:
        lines += ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"]
        lines += [f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_text(event.title)}", f"URL:{event.url}"]
        lines += [f"DESCRIPTION:{_text(event.note)}"] if event.note else []
        lines += [f"PRIORITY:{1 if event.urgent else 5}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return "\\n".join(words.splitlines())


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets; no letter is torn in two."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
