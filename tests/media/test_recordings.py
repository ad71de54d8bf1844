"""Sound and clips: examined, bared of their tags, made small in the background; what was sent is never what is served."""

import json
import os
import subprocess

import pytest

from kontum_ttdn.background.models import Job
from kontum_ttdn.media import storage
from kontum_ttdn.media.models import Derivative, StoredFile
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.media.renditions import rendition

from . import made

RECORDINGS = ("sound", "clip")
SENT = {
    "mp3": (("a.mp3", *made.TONE, *made.TAGS), "sound", "audio/mpeg"),
    "m4a": (("a.m4a", *made.TONE, "-c:a", "aac", *made.TAGS), "sound", "audio/mp4"),
    "wav": (("a.wav", *made.TONE, *made.TAGS), "sound", "audio/wav"),
    "ogg": (("a.ogg", *made.TONE, "-c:a", "libvorbis", *made.TAGS), "sound", "audio/ogg"),
    "opus": (("a.opus", *made.TONE, "-c:a", "libopus", *made.TAGS), "sound", "audio/ogg"),
    "mp4": (("a.mp4", *made.FILM, *made.TONE, "-c:v", "libx264", "-c:a", "aac", "-shortest", *made.TAGS), "clip", "video/mp4"),
    "mov": (("a.mov", *made.FILM, "-c:v", "libx264", *made.TAGS, "-movflags", "use_metadata_tags"), "clip", "video/mp4"),
    "webm": (("a.webm", *made.FILM, "-c:v", "libvpx", "-deadline", "realtime", *made.TAGS), "clip", "video/webm"),
}


def probed(data: bytes, folder) -> dict:
    (folder / "served").write_bytes(data)
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(folder / "served")]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", SENT)
def test_recording_is_kept_without_its_tags_and_waits(kind, send, tmp_path):
    (name, *arguments), found, media_type = SENT[kind]
    sent = made.ffmpeg(tmp_path, name, *arguments)
    stored = send(sent, name, allow=RECORDINGS)
    assert made.POSITION in sent
    assert made.POSITION not in storage.read(stored.storage_name)
    assert (stored.kind, stored.media_type, stored.state) == (found, media_type, "waiting")
    assert list(Job.objects.values_list("kind", "arguments")) == [("media.transcode", {"file_id": stored.pk})]


@pytest.mark.django_db
def test_recording_that_waits_has_nothing_for_readers(send, tmp_path):
    stored = send(made.ffmpeg(tmp_path, "a.mp3", *made.TONE), "a.mp3", allow=RECORDINGS)
    with pytest.raises(Refused, match="still being made ready"):
        rendition(stored, "web")


@pytest.mark.django_db(transaction=True)
def test_sound_becomes_one_small_channel_for_readers(send, run_jobs, tmp_path):
    stored = send(made.ffmpeg(tmp_path, "a.wav", *made.TONE, "-ac", "2", "-ar", "48000"), "a.wav", allow=RECORDINGS)
    run_jobs()
    stored.refresh_from_db()
    served = rendition(stored, "web")
    found = probed(storage.read(served.storage_name), tmp_path)
    sound = found["streams"][0]
    assert (stored.state, served.media_type, served.file) == ("accepted", "audio/mpeg", stored)
    assert (sound["codec_name"], sound["channels"], sound["sample_rate"], sound["bit_rate"]) == ("mp3", 1, "44100", "64000")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "becomes"), [("1280x720", (854, 480)), ("720x1280", (480, 854)), ("320x240", (320, 240))])
def test_clip_becomes_small_and_keeps_its_shape(size, becomes, send, run_jobs, tmp_path):
    film = ("-f", "lavfi", "-i", f"testsrc2=duration=0.5:size={size}:rate=10")
    stored = send(made.ffmpeg(tmp_path, "a.mp4", *film, "-c:v", "libx264", *made.TAGS), "a.mp4", allow=RECORDINGS)
    run_jobs()
    served = Derivative.objects.get(file=stored)
    found = probed(storage.read(served.storage_name), tmp_path)
    assert (served.media_type, served.width, served.height, found["streams"][0]["codec_name"]) == ("video/mp4", *becomes, "h264")
    assert made.POSITION not in storage.read(served.storage_name)


@pytest.mark.django_db(transaction=True)
def test_transcoding_twice_gives_the_same_bytes_and_one_row(send, run_jobs, tmp_path):
    sent = made.ffmpeg(tmp_path, "a.mp4", *made.FILM, *made.TONE, "-c:v", "libx264", "-c:a", "aac", "-shortest")
    stored = send(sent, "a.mp4", allow=RECORDINGS)
    run_jobs()
    first = Derivative.objects.get().sha256
    Derivative.objects.all().delete()
    StoredFile.objects.update(state="waiting")
    send(sent, "a.mp4", allow=RECORDINGS)
    run_jobs()
    assert (Derivative.objects.get().sha256, StoredFile.objects.get().pk) == (first, stored.pk)


@pytest.mark.django_db(transaction=True)
def test_recording_that_cannot_be_transcoded_is_refused_with_a_reason(send, run_jobs, tmp_path):
    stored = send(made.ffmpeg(tmp_path, "a.mp3", *made.TONE), "a.mp3", allow=RECORDINGS)
    storage.default_storage.delete(stored.storage_name)
    storage.default_storage.save(stored.storage_name, storage.ContentFile(b"not sound"))
    run_jobs()
    stored.refresh_from_db()
    sentence = "The recording could not be made ready for readers. Please save it again as MP3 or MP4 and send that."
    assert (stored.state, stored.reason, Job.objects.get().error, Derivative.objects.count()) == ("refused", sentence, sentence, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"ID3" + b"\0" * 5000, "neither sound nor video"),
        (b"OggS" + b"\0" * 5000, "neither sound nor video"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 5000, "neither sound nor video"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "not of a kind that can be taken"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "not of a kind that can be taken"),
    ],
    ids=["MP3", "OGG", "MP4", "playlist", "list of files"],
)
def test_gate_refuses_what_only_begins_like_a_recording(data, words, send):
    with pytest.raises(Refused) as refusal:
        send(data, "a.mp3", allow=RECORDINGS)
    assert words in str(refusal.value)
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
def test_clip_is_not_taken_where_sound_is_asked_for(send, tmp_path):
    with pytest.raises(Refused, match="Here you can send: MP3, M4A, WAV, OGG."):
        send(made.ffmpeg(tmp_path, "a.mp4", *made.FILM, "-c:v", "libx264"), "a.mp4", allow=("sound",))


@pytest.mark.django_db
def test_gate_says_so_when_ffmpeg_is_missing(send, tmp_path, monkeypatch):
    sent = made.ffmpeg(tmp_path, "a.mp3", *made.TONE)
    monkeypatch.setattr(os, "defpath", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="the program ffmpeg is missing"):
        send(sent, "a.mp3", allow=RECORDINGS)
