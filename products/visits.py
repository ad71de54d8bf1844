"""Which requests count as a reader's, and by which way the reader came. Of a request nothing is kept but one `Counted`."""

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from .actions.counting import Counted
from .models import Channel, What
from .models.reading_count import PAGE
from .robots import is_robot
from .tally import TALLY

THANKED = "thanks"  # ?thanks=1: back on the page after a word of one's own
VIA = "via"  # ?via=feed: what a feed, a catalogue or a screen adds to the addresses that it hands out
PURPOSES = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
BY_LINK = {Channel.FEED, Channel.OPDS, Channel.OAI, Channel.KIOSK, Channel.OFFLINE}
SHEET = re.compile(r"\d{1,5}([spob])")  # ?sheet=12p, as the short address of a sheet leads on


def note(request, edition_id: int, what: What, form: str, channel: Channel | None = None) -> None:
    """Count this request, if a reader made it. Costs no statement; it is written in the background."""
    if is_reader(request):
        TALLY.note(Counted(edition_id, str(what), form, str(channel or channel_of(request)), timezone.localdate()))


def note_kept_page(said: Mapping[str, str], edition_id: str) -> None:
    """Count a reading page that was handed out as it was kept, by what the server was told: without a cookie, without a question."""
    if edition_id and not _fetched_ahead(said) and not is_robot(said.get("HTTP_USER_AGENT", "")):
        what, channel = (What.DOWNLOAD, Channel.OFFLINE) if _is_kept(said) else (What.VIEW, Channel.WEB)
        TALLY.note(Counted(int(edition_id), str(what), PAGE, str(channel), timezone.localdate()))


def note_file(request, edition_id: int, what: What, form: str, answer) -> None:
    """Count a file that is handed out now: not one that the reader still had (304), nor its further parts."""
    if answer.status_code in (200, 206) and begins(request):
        note(request, edition_id, what, form)


def is_reader(request) -> bool:
    """Whether somebody reads: no robot, no browser that fetches ahead of its reader, nobody who is signed in."""
    if request.method == "HEAD" or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    return not _fetched_ahead(request.META) and not is_robot(request.META.get("HTTP_USER_AGENT", ""))


def _fetched_ahead(said: Mapping[str, str]) -> bool:
    """Whether a browser fetches what its reader may never open."""
    purposes = [said[name].lower() for name in PURPOSES if name in said]
    return any("prefetch" in one or "preview" in one for one in purposes)


def is_kept(request) -> bool:
    """Whether the offline shelf fetches it, to be read later; what is opened there without a link is seen by nobody."""
    return _is_kept(request.META)


def _is_kept(said: Mapping[str, str]) -> bool:
    return said.get("HTTP_SEC_FETCH_DEST") == "empty" and said.get("HTTP_SEC_FETCH_MODE") != "navigate"


def is_played(request) -> bool:
    """Whether a player asks, not somebody who takes the file along; browsers before 2021 tell it by asking for a part."""
    for_what = request.META.get("HTTP_SEC_FETCH_DEST", "")
    return for_what in ("audio", "video") if for_what else "HTTP_RANGE" in request.META


def begins(request) -> bool:
    """Whether the beginning of a file is asked for: what a player asks for later belongs to the same hearing.

    Safari asks for two bytes before, to learn whether parts can be had at all; that is no hearing yet.
    """
    asked = request.META.get("HTTP_RANGE", "").replace(" ", "")
    return not asked or asked.startswith("bytes=0-") and asked != "bytes=0-1"


def channel_of(request) -> Channel:
    """By which way: the offline shelf, the sheet whose code was scanned, the feed or catalogue whose link was followed, else the web."""
    if is_kept(request):
        return Channel.OFFLINE
    return channel_named(request.GET.get("sheet", ""), request.GET.get(VIA, ""))


def channel_named(sheet: str, via: str) -> Channel:
    """The way that an address says: ?sheet=12p, ?via=feed; what is no way of the house is the web."""
    if found := SHEET.fullmatch(sheet[:10]):
        return sheet_channel(found[1])
    return Channel(via) if via in BY_LINK else Channel.WEB


def sheet_channel(letter: str) -> Channel:
    """The way that the last letter of a sheet's short address names."""
    return Channel(f"sheet-{letter}")
