"""The working cues of what is deposited: those that go into the content, and those that do not fit their transcript."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kontum_ttdn.media.models import StoredFile
from products.captions import Cue, fitted, written_lines
from products.models import BlockKind, CaptionTrack, Edition, Segment

Tracks = dict[str, list[CaptionTrack]]  # by the hash of the recording


class Deposited(Protocol):
    """A file with its Vietnamese transcript: a segment, or a row of the editor."""

    @property
    def file(self) -> StoredFile | None: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Held:
    """Vietnamese cues that do not go into the content, for the transcript has another number of lines."""

    lines: int
    cues: int


def deposited_segment(edition: Edition) -> Segment | None:
    """The file that the edition is by itself, in work, with its transcript."""
    found = edition.segments.filter(block__kind=BlockKind.RECORDING, block__removed=False).exclude(file=None)
    return found.select_related("file", "block").order_by("block__position", "block_id").first()


def tracks_of(edition: Edition, segments: Iterable[Deposited]) -> Tracks:
    """The tracks of all recordings among the segments, whose files are at hand; no statement where there is no recording."""
    recordings = {segment.file.sha256 for segment in segments if segment.file}
    found: Tracks = {}
    if recordings:
        for track in CaptionTrack.objects.filter(edition=edition, sha256__in=recordings):
            found.setdefault(track.sha256, []).append(track)
    return found


def cues_of(segment: Deposited | None, tracks: Tracks) -> dict[str, list[Cue]]:
    """What the content says of the recording of this segment: cues by language, Vietnamese ones in the words of its transcript."""
    if segment is None or segment.file is None:
        return {}
    of_it = tracks.get(segment.file.sha256, [])
    found = {track.language: fitted(track.cues, segment.text) if track.language == "vi" else track.cues for track in of_it}
    return {language: cues for language, cues in found.items() if cues}


def held_of(segment: Deposited, tracks: Tracks) -> Held | None:
    """The Vietnamese cues of the segment's recording, where they do not fit its transcript."""
    lines, of_it = len(written_lines(segment.text)), tracks.get(segment.file.sha256, []) if segment.file else []
    return next((Held(lines, len(track.cues)) for track in of_it if track.language == "vi" and len(track.cues) != lines), None)


def published_cues(edition: Edition, key: str, language: str) -> list[Cue]:
    """The sentences in `language` of the recording at the block `key` of what readers have; none where there are none."""
    found = (entry["cues"].get(language, []) for entry in edition.published.content if entry["key"] == key and entry.get("cues"))
    return next(found, [])
