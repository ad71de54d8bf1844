"""Sound and clips for slow lines: what was sent is never served, what is served was made here."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from . import fence, storage
from .checks.recording import BARE, SAFE_INPUT, ffmpeg, probe
from .models import Kind, StoredFile
from .refusal import Refused

LIMITS = fence.Limits(seconds=3300, cpu=6600, memory=2048, file=600)
# Speech at 64 kbit/s in one channel; a clip with a short side of 480 pixels. One thread: the same bytes from the same clip.
SOUND = ["-map", "0:a:0", "-ac", "1", "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "0", "-f", "mp3"]
SCALE = "scale=w='if(gt(iw,ih),-2,min(480,trunc(iw/2)*2))':h='if(gt(iw,ih),min(480,trunc(ih/2)*2),-2)'"
CLIP = [
    "-map", "0:v:0", "-map", "0:a:0?", "-vf", SCALE, "-c:v", "libx264", "-preset", "medium", "-crf", "26", "-pix_fmt", "yuv420p", "-threads", "1",
    "-ac", "1", "-ar", "44100", "-c:a", "aac", "-b:a", "64k", "-flags:v", "+bitexact", "-movflags", "+faststart", "-f", "mp4",
]  # fmt: skip


def transcode(file: StoredFile, *, on_second: Callable[[int], None] = lambda second: None) -> dict:
    """Make the file that readers get and keep its bytes; gives the fields of its row. `on_second` hears how far it is."""
    recipe, media_type = (SOUND, "audio/mpeg") if file.kind == Kind.SOUND else (CLIP, "video/mp4")
    with tempfile.TemporaryDirectory(prefix="transcode-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "target"
        storage.fetch_to(file.storage_name, source)
        command = ["ffmpeg", "-v", "error", "-nostdin", "-nostats", "-progress", "pipe:1", *SAFE_INPUT, "-i", f"file:{source}", *recipe, *BARE,
                   "-flags:a", "+bitexact", "-y", f"file:{target}"]  # fmt: skip
        outcome = ffmpeg(command, LIMITS, on_line=lambda line: _tell(line, on_second))
        if outcome.code != 0 or not target.exists():
            raise Refused(_("The recording could not be made ready for readers. Please save it again as MP3 or MP4 and send that."))
        name, sha256, size = storage.put(target, folder="derived/web", media_type=media_type)
        return {"sha256": sha256, "storage_name": name, "bytes": size, "media_type": media_type, **_frame(target)}


def _tell(line: str, on_second: Callable[[int], None]) -> None:
    key, _equals, value = line.partition("=")
    if key == "out_time_us" and value.isdigit():
        on_second(int(value) // 1_000_000)


def _frame(path: Path) -> dict:
    moving = [stream for stream in probe(path).get("streams", []) if stream.get("codec_type") == "video"]
    return {"width": moving[0]["width"], "height": moving[0]["height"]} if moving else {}
