"""What comes through the gate, what does not, and that nothing stays behind of what does not."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.storage import default_storage

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.media import gate, storage
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.media.refusal import Refused

from . import made

pytestmark = pytest.mark.django_db


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    return out.getvalue()


def animated(kind: str) -> bytes:
    out = io.BytesIO()
    made.painted().save(out, kind, save_all=True, append_images=[made.painted().rotate(90)])
    return out.getvalue()


NOT_TAKEN = "Here you can send: JPEG, PNG, WebP."
BAD = {
    "empty": (b"", "The file is empty."),
    "cut off JPEG": (made.jpeg(made.painted((300, 300)))[:-900], "damaged or cut off"),
    "cut off PNG": (made.png()[:-30], "damaged or cut off"),
    "cut off WebP": (made.webp()[:-30], "damaged or cut off"),
    "PNG with a wrong check sum": (made.png().replace(b"IDAT\x78", b"IDAT\x79"), "damaged or cut off"),
    "PNG whose pixels end early": (made.head_of_png(640, 400), "damaged or cut off"),
    "WebP with half its pixels": (made.webp_with_half_its_pixels(), "damaged or cut off"),
    "first bytes only": (b"\xff\xd8\xff\xe0", "damaged or cut off"),
    "SVG": (
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        f"This is an SVG drawing, whatever its name says. {NOT_TAKEN}",
    ),
    "SVG with a heading": (b"<?xml version='1.0'?>\n<svg/>", "This is an SVG drawing"),
    "web page": (b"<!DOCTYPE html><script>alert(1)</script>", "This is a web page"),
    "EMF": (b"\x01\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 40, "This is an EMF drawing of Windows"),
    "WMF": (b"\xd7\xcd\xc6\x9a" + b"\0" * 40, "This is a WMF drawing of Windows"),
    "GIF": (b"GIF89a" + b"\0" * 40, "This is a GIF picture"),
    "TIFF": (b"II*\0" + b"\0" * 40, "This is a TIFF picture"),
    "HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "This is a HEIC picture of a phone"),
    "program": (b"MZ" + b"\0" * 40, "This is a program"),
    "PDF": (made.pdf(), f"not of a kind that can be taken, whatever its name says. {NOT_TAKEN}"),
    "plain text": (b"Chao", f"not of a kind that can be taken, whatever its name says. {NOT_TAKEN}"),
    "PNG that moves": (animated("PNG"), "The picture moves."),
    "WebP that moves": (animated("WEBP"), "The picture moves."),
    "ZIP behind a JPEG": (made.jpeg() + zipped(), "carries a second file"),
    "ZIP behind a PNG": (made.png() + zipped(), "carries a second file"),
    "ZIP behind a WebP": (made.webp() + zipped(), "carries a second file"),
    "PDF in a comment": (made.jpeg(comment=made.pdf()), "carries a second file"),
    "web page in a PNG text": (
        made.png()[:-12] + made.chunk(b"tEXt", b"c\0<script>1</script>") + made.png()[-12:],
        "carries a second file",
    ),
    "too many pixels": (made.head_of_png(8000, 5001), "The picture has 41 megapixels (8000 × 5001); at most 40 can be taken."),
    "a bomb": (made.head_of_png(2_000_000_000, 2_000_000_000), "4000000000000 megapixels"),
    "EXIF bomb": (made.png()[:-12] + made.chunk(b"eXIf", b"II*\0" + b"\xff" * 1_500_000) + made.png()[-12:], None),
}


@pytest.mark.parametrize("what", [name for name, (_data, words) in BAD.items() if words])
def test_gate_refuses_in_words_and_keeps_nothing(what, send):
    data, words = BAD[what]
    with pytest.raises(Refused) as refusal:
        send(data, "anh.jpg")
    assert words in str(refusal.value)
    assert (StoredFile.objects.count(), Entry.objects.filter(verb="receive").count(), default_storage.exists("received")) == (0, 0, False)


def test_gate_drops_an_exif_bomb_and_keeps_the_picture(send):
    stored = send(BAD["EXIF bomb"][0])
    assert (stored.media_type, stored.size) == ("image/png", len(made.png()))


@pytest.mark.parametrize(
    ("data", "found"), [(made.jpeg(), "image/jpeg"), (made.png(), "image/png"), (made.webp(), "image/webp")], ids=["JPEG", "PNG", "WebP"]
)
def test_gate_believes_the_bytes_and_not_the_name(data, found, send):
    stored = send(data, "bài.exe")
    assert (stored.media_type, stored.kind, stored.state, stored.facts) == (found, "picture", "accepted", {"width": 64, "height": 40})


def test_gate_keeps_the_picture_without_its_position_under_the_name_of_its_hash(send, writer, department):
    sent = made.jpeg_with_positions(orientation=6)
    stored = send(sent)
    kept = storage.read(stored.storage_name)
    assert [mark for mark in (made.POSITION, *made.GPS_NUMBERS) if mark in kept] == []
    assert stored.sha256 == hashlib.sha256(kept).hexdigest()
    assert stored.received_sha256 == hashlib.sha256(sent).hexdigest()
    assert stored.storage_name == f"received/picture/{stored.sha256[:2]}/{stored.sha256}.jpg"
    assert (stored.size, stored.unit, stored.received_by, stored.facts) == (len(kept), department, writer, {"width": 40, "height": 64})


def test_gate_writes_hashes_into_the_log_and_no_name(send):
    stored = send(made.jpeg(), "Nguyễn Văn A.jpg")
    entry = Entry.objects.get(verb="receive")
    assert (entry.verb, entry.target_id, entry.changes["sha256"]) == ("receive", str(stored.pk), [None, stored.sha256])
    assert "Nguyễn" not in entry.target_label + str(entry.changes)


def test_gate_answers_the_same_bytes_with_the_same_row(send):
    first, again = send(made.jpeg(), "a.jpg"), send(made.jpeg(), "b.jpg")
    assert (again.pk, again.original_name, StoredFile.objects.count(), Entry.objects.filter(verb="receive").count()) == (
        first.pk,
        "a.jpg",
        1,
        1,
    )


def test_gate_gives_another_unit_a_row_of_its_own_over_the_same_bytes(send, stranger, other_unit):
    ours = send(made.jpeg())
    theirs = gate.receive_bytes(made.jpeg(), name="x.jpg", by=stranger, unit=other_unit)
    assert (ours.storage_name, ours.pk == theirs.pk) == (theirs.storage_name, False)
    assert list(StoredFile.objects.visible_to(stranger)) == [theirs]


def test_gate_refuses_a_file_that_is_too_large_before_reading_it(send, monkeypatch):
    monkeypatch.setitem(gate.MOST_MEGABYTES, "picture", 1)
    with pytest.raises(Refused, match="The file has 3 MB; at most 1 MB can be taken."):
        send(b"\xff\xd8\xff" + b"\0" * 2_000_001)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\y\\ảnh.jpg", "ảnh.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("xe\u0302\u0306.jpg", "xê̆.jpg"),
        ("n" * 300 + ".jpg", "n" * 116 + ".jpg"),
    ],
)
def test_gate_tidies_the_name(sent, kept, writer, department):
    assert gate.receive_bytes(made.jpeg(), name=sent, by=writer, unit=department).original_name == kept


@pytest.mark.parametrize(
    "name", ["Báo cáo MẬT.jpg", "tuyệt mật_2026.jpg", "(mật).jpg", "cong_van_mat.jpg", "TOP-SECRET.png", "tài liệu bí mật.png"]
)
def test_gate_refuses_what_calls_itself_secret(name, send):
    with pytest.raises(Refused, match="is marked as secret"):
        send(made.jpeg(), name)
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    ["mật ong Măng Đen.jpg", "gặp mặt thân mật.jpg", "mật độ dân số.jpg", "bảo mật.jpg", "gap mat.jpg", "secretary.jpg", "mat_truoc.jpg"],
)
def test_gate_takes_honey_meetings_and_faces(name, send):
    assert send(made.jpeg(), name).original_name == name
