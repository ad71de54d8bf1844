"""Sound and video: ffprobe says what is inside, and a copy of the streams alone leaves every tag behind. What readers get is transcoded later."""

import json
from pathlib import Path

from django.utils.translation import gettext as _

from .. import fence
from ..refusal import Refused
from . import Checked

PROBE = fence.Limits(seconds=20, cpu=15, memory=1024, file=1)
COPY = fence.Limits(seconds=120, cpu=60, memory=1024, file=600)
# Only files, only these containers: a playlist could make ffmpeg read other files of this machine.
SAFE_INPUT = ["-protocol_whitelist", "file", "-format_whitelist", "mp3,wav,ogg,mov,matroska"]
BARE = ["-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"]

LONGEST = {"sound": 3 * 3600, "clip": 3600}  # seconds
LARGEST_FRAME = 3840 * 2160

# (ffprobe's container, has moving pictures) → what we call it, and the container the copy is written in
CONTAINERS = {
    ("mp3", False): ("audio/mpeg", "mp3"),
    ("wav", False): ("audio/wav", "wav"),
    ("ogg", False): ("audio/ogg", "ogg"),
    ("mov,mp4,m4a,3gp,3g2,mj2", False): ("audio/mp4", "ipod"),
    ("mov,mp4,m4a,3gp,3g2,mj2", True): ("video/mp4", "mp4"),
    ("matroska,webm", True): ("video/webm", "webm"),
    ("matroska,webm", False): ("video/webm", "webm"),
}


def check_recording(source: Path, target: Path) -> Checked:
    """The streams of picture and sound copied to `target` without tags, chapters, covers and data tracks (a camera's track of positions)."""
    found = probe(source)
    streams = found.get("streams", [])
    moving = [s for s in streams if s.get("codec_type") == "video" and not s.get("disposition", {}).get("attached_pic")]
    container = found.get("format", {}).get("format_name", "")
    if (container, bool(moving)) not in CONTAINERS or not (moving or any(s.get("codec_type") == "audio" for s in streams)):
        raise Refused(
            _("There is neither sound nor video in this file that the portal can read. Please send MP3, M4A, WAV, OGG, MP4 or WebM.")
        )
    kind = "clip" if moving else "sound"
    seconds = _seconds(found, kind)
    if moving and moving[0].get("width", 0) * moving[0].get("height", 0) > LARGEST_FRAME:
        raise Refused(_("The video is larger than 3840 × 2160. Please make it smaller first."))
    media_type, writer = CONTAINERS[container, bool(moving)]
    _copy(source, target, writer, moving[0]["index"] if moving else None)
    return Checked(kind, media_type, target, {"seconds": seconds})


def probe(source: Path) -> dict:
    """What ffprobe says of the file; Refused where it cannot read it."""
    command = ["ffprobe", "-v", "error", *SAFE_INPUT, "-show_format", "-show_streams", "-of", "json", f"file:{source}"]
    outcome = ffmpeg(command, PROBE)
    return json.loads(outcome.out or "{}") if outcome.code == 0 else {}


def ffmpeg(command: list[str], limits: fence.Limits, **how) -> fence.Outcome:
    """Run ffmpeg or ffprobe in the fence; Refused in words where it is missing or takes too much."""
    try:
        return fence.run(command, limits, **how)
    except FileNotFoundError as error:
        raise Refused(
            _("The portal cannot examine sound and video now: the program ffmpeg is missing. Please tell your administrator.")
        ) from error
    except fence.TookTooMuch as error:
        raise Refused(_("The recording takes too long to examine. Please save it again as MP3 or MP4, or cut it shorter.")) from error


def _seconds(found: dict, kind: str) -> float:
    try:
        seconds = round(float(found["format"]["duration"]), 1)
    except (KeyError, ValueError):
        raise Refused(_("The recording is damaged or cut off. Please send it again.")) from None
    if seconds > LONGEST[kind]:
        raise Refused(
            _("The recording lasts %(found)s minutes; at most %(most)s can be taken. Please cut it into parts.")
            % {"found": round(seconds / 60), "most": LONGEST[kind] // 60}
        )
    return seconds


def _copy(source: Path, target: Path, writer: str, picture: int | None) -> None:
    streams = ["-map", "0:a:0?"] if picture is None else ["-map", f"0:{picture}", "-map", "0:a:0?"]
    bare = [*BARE, "-id3v2_version", "0", "-write_xing", "0"] if writer == "mp3" else BARE
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-nostdin",
        "-xerror",
        *SAFE_INPUT,
        "-i",
        f"file:{source}",
        *streams,
        "-c",
        "copy",
        *bare,
        "-f",
        writer,
        "-y",
        f"file:{target}",
    ]
    if ffmpeg(command, COPY).code != 0:
        raise Refused(_("The recording is damaged or cut off. Please send it again."))
