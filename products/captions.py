"""Sentences of a recording with their times, from WebVTT or SRT to WebVTT. Pure: no database here.

A cue is {"start", "end", "text"}: milliseconds from the beginning, and one line of words without markup. Cues stand in the order in which they
are spoken and never overlap, so at any moment one sentence is spoken or none. Sources: WebVTT, W3C Candidate Recommendation of 4 April 2019;
SRT has no standard: numbered cues, a comma before the milliseconds.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.spreadsheets.refusing import Unreadable
from products.cleaning import JOINERS
from products.importing.text import decoded

Cue = dict
MAX_BYTES = 1_000_000
MAX_CUES = 3_000  # more than three hours of speech
MAX_LETTERS = 1_000  # code points of one sentence
ARROW = "-->"
BEGINNING = "WEBVTT"

_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_TIMING = re.compile(rf"{_TIME}\s*-->\s*{_TIME}(?:\s.*)?", re.ASCII)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_UNICODE = ("utf", "windows-1258")  # what such a file may be written in; an old font's bytes are no words


def read_captions(data: bytes) -> list[Cue]:
    """The cues of a WebVTT or SRT file, told apart by what stands in it. All of it or nothing: Unreadable says what and in which line."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("The file of sentences is larger than 1 MB. Split the recording into parts, each with its own file."))
    cues: list[Cue] = []
    for number, lines in _blocks(_text(data)):
        cue = _cue(number, lines)
        if cue is None:
            continue
        if cues and cue["start"] < cues[-1]["end"]:
            raise Unreadable(_("The sentence in line %(line)s begins before the one above it has ended.") % {"line": number})
        cues.append(cue)
        if len(cues) > MAX_CUES:
            raise Unreadable(_("The file has more than %(count)s sentences.") % {"count": MAX_CUES})
    if not cues:
        raise _no_captions()
    return cues


def written_lines(text: str) -> list[str]:
    """The lines of a transcript that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def fitted(cues: list[Cue], transcript: str) -> list[Cue]:
    """The times of `cues` with the words of the transcript, a line a sentence; none where their numbers differ."""
    lines = written_lines(transcript)
    return [cue | {"text": line} for cue, line in zip(cues, lines, strict=True)] if len(lines) == len(cues) else []


def transcript_of(cues: list[Cue]) -> str:
    return "\n".join(cue["text"] for cue in cues)


def clock(milliseconds: int) -> str:
    """0:04, 12:30, 1:02:03: as a player shows it."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def as_webvtt(cues: list[Cue]) -> bytes:
    """What a browser's own player shows."""
    blocks = [f"{_stamp(cue['start'])} {ARROW} {_stamp(cue['end'])}\n{html.escape(cue['text'], quote=False)}\n" for cue in cues]
    return "\n".join([f"{BEGINNING}\n", *blocks]).encode()


def _text(data: bytes) -> str:
    try:
        text, encoding = decoded(data)
    except Unreadable:
        raise _no_captions() from None
    if not encoding.startswith(_UNICODE):
        raise Unreadable(_("The letters of this file of sentences cannot be told. Save it again as UTF-8 and send that."))
    return normalise(text).removeprefix("\ufeff")


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line from 1, lines) of what blank lines part; without the head of WebVTT and what is no cue."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append(line.strip())
            continue
        first = number - len(block)
        if block and not _is_aside(first, block):
            yield first, block
        block = []


def _is_aside(first: int, block: list[str]) -> bool:
    """Head, remark or style; one that swallows a cue for want of a blank line is none."""
    opens = _ASIDE.match(block[0]) or (first == 1 and block[0].startswith(BEGINNING))
    return bool(opens) and not any(ARROW in line for line in block)


def _cue(number: int, lines: list[str]) -> Cue | None:
    """What a block says; None where it says nothing."""
    place = next((place for place, line in enumerate(lines[:2]) if ARROW in line), None)
    timing = _TIMING.fullmatch(lines[place]) if place is not None else None
    if place is None or timing is None or any(ARROW in line for line in lines[place + 1 :]):
        raise _unreadable_line(number)
    parts = timing.groups()
    start, end = _milliseconds(parts[:4]), _milliseconds(parts[4:])
    text = plain(" ".join(lines[place + 1 :]))
    if end <= start:
        raise Unreadable(_("The sentence in line %(line)s ends before it begins.") % {"line": number})
    if len(text) > MAX_LETTERS:
        raise Unreadable(_("The sentence in line %(line)s is longer than %(count)s letters.") % {"line": number, "count": MAX_LETTERS})
    return {"start": start, "end": end, "text": text} if text else None


def plain(text: str) -> str:
    """The words alone, in one line: no markup, no control signs, nothing that turns the reading direction."""
    text = normalise(html.unescape(_TAG.sub("", text)))
    return " ".join("".join(map(_harmless, text)).split())


def _harmless(sign: str) -> str:
    kind = unicodedata.category(sign)
    return sign if sign in JOINERS or kind[0] != "C" else " " if kind == "Cc" else ""


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = parts
    return ((int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)) * 1000 + int((rest or "").ljust(3, "0"))


def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _no_captions() -> Unreadable:
    return Unreadable(_("This is no file of sentences with their times. WebVTT (.vtt) and SRT (.srt) are taken."))


def _unreadable_line(number: int) -> Unreadable:
    return Unreadable(
        _(
            "Line %(line)s cannot be read. Each sentence has a line with its times, such as 00:00:01.000 --> 00:00:04.000, "
            "its words below, and a blank line after it."
        )
        % {"line": number}
    )
