"""Where bytes lie: a disk or an object store alike."""

import pytest
from django.core.files.storage import default_storage

from kontum_ttdn.media import registry, storage
from kontum_ttdn.media.renditions import rendition

from . import made


@pytest.fixture
def object_store(settings):
    """A store without paths, as S3 is one."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.mark.django_db(transaction=True)
def test_everything_works_where_files_have_no_path(object_store, send, client, run_jobs, tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "_checks", [lambda sha256: True])
    picture = rendition(send(made.jpeg()), "web")
    sound = send(made.ffmpeg(tmp_path, "a.mp3", *made.TONE), "a.mp3", allow=("sound",))
    run_jobs()
    served = [client.get(made_one.get_absolute_url(), headers={"Range": "bytes=0-2"}) for made_one in (picture, rendition(sound, "web"))]
    assert [b"".join(answer.streaming_content)[:2] for answer in served] == [b"\xff\xd8", b"\xff\xfb"]


def test_same_bytes_are_kept_once(own_files):
    first = storage.put(b"same", folder="received/picture", media_type="image/png")
    assert storage.put(b"same", folder="received/picture", media_type="image/png") == first
    assert [path.read_bytes() for path in own_files.rglob("*") if path.is_file()] == [b"same"]


def test_bytes_and_file_are_kept_alike(tmp_path):
    (tmp_path / "a").write_bytes(b"same")
    kept = [storage.put(content, folder="a", media_type="image/png") for content in (b"same", tmp_path / "a")]
    assert kept[0] == kept[1] == (kept[0][0], storage.sha256_of(b"same"), 4)


def test_damaged_copy_is_mended_when_the_bytes_come_again():
    name, _sha256, _size = storage.put(b"whole", folder="a", media_type="image/png")
    default_storage.delete(name)
    default_storage.save(name, storage.ContentFile(b"half"))
    storage.put(b"whole", folder="a", media_type="image/png")
    assert storage.read(name) == b"whole"


def test_file_on_disk_is_whole_or_not_there(own_files, monkeypatch):
    def broken(self, chunk_size=None):
        yield b"half"
        raise OSError("the disk is full")

    monkeypatch.setattr("django.core.files.base.ContentFile.chunks", broken)
    with pytest.raises(OSError, match="full"):
        storage.put(b"whole", folder="received/picture", media_type="image/jpeg")
    assert [path for path in own_files.rglob("*") if path.is_file()] == []
