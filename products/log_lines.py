"""Lines of the log of a cache before the portal: what it answered by itself, told without who asked. Pure: no database here.

A line is six parts with a tab between: time (ISO 8601), method, status, address, Sec-Purpose, User-Agent. No address of a reader, no referrer.
"""

import re
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from kontum_ttdn.languages.registry import CODES

from .models.reading_count import PAGE, What
from .robots import is_robot
from .visits import THANKED, channel_named

LONGEST = 4_000  # signs of a line
READ = re.compile(rf"/({'|'.join(CODES)})/library/([-\w]{{1,60}})/")
PDF = re.compile(rf"/(?:{'|'.join(CODES)})/library/([-\w]{{1,60}})/({'|'.join(CODES)})/([-\w]{{1,40}})\.pdf")


class Reading(NamedTuple):
    """One reading that the cache answered; `language` is that of the address."""

    code: str
    language: str
    what: str
    form: str
    channel: str
    day: date


def reading_of(line: str) -> Reading | None:
    """The reading that a line tells of; None for robots, for what no reader asked for, and for lines of another form."""
    parts = line.rstrip("\n").split("\t")
    if len(line) > LONGEST or len(parts) != 6:
        return None
    at, method, status, address, purpose, user_agent = parts
    if method != "GET" or status not in ("200", "304") or "prefetch" in purpose or is_robot("" if user_agent == "-" else user_agent):
        return None
    return _told(address, status, _day(at))


def _told(address: str, status: str, day: date | None) -> Reading | None:
    try:
        path, asked = urlsplit(address).path, parse_qs(urlsplit(address).query)
    except ValueError:
        return None
    if day is None or THANKED in asked:
        return None
    channel = str(channel_named(asked.get("sheet", [""])[0], asked.get("via", [""])[0]))
    if read := READ.fullmatch(path):
        return Reading(read[2], read[1], str(What.VIEW), PAGE, channel, day)
    if (pdf := PDF.fullmatch(path)) and status == "200":
        return Reading(pdf[1], pdf[2], str(What.DOWNLOAD), pdf[3], channel, day)
    return None


def _day(at: str) -> date | None:
    """The day in the portal's own time."""
    try:
        return datetime.fromisoformat(at).astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    except (ValueError, OverflowError):
        return None
