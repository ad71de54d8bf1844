"""Photos come by themselves: what was announced, what was not, what came twice; positions are cut before anything is stored."""

from hashlib import sha256

import pytest

from kontum_ttdn.media import gate, storage
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.offline.models import Attachment, Flag
from tests.media.made import POSITION, jpeg, painted

from .phones import Phone, announced

pytestmark = pytest.mark.django_db
GATE = "kontum_ttdn.offline.actions.files.receive"


@pytest.fixture
def photos():
    return {name: jpeg(painted((64 + place, 40)), comment=POSITION) for place, name in enumerate(("một", "hai", "ba"))}


def states(told: dict) -> dict:
    return {each["name"]: each["state"] for each in told["files"]}


def test_announced_photos_are_missing_until_they_came_and_are_told_by_both_hashes(phone, photos):
    body = phone.write(files=announced(**photos))
    assert phone.told(body)["missing"] == ["một.jpg", "hai.jpg", "ba.jpg"]
    phone.send_file(body, "hai.jpg", photos["hai"])
    answer = phone.send_file(body, "một.jpg", photos["một"])
    told, kept = answer.json(), StoredFile.objects.get(received_sha256=sha256(photos["một"]).hexdigest())
    assert (answer.status_code, told["missing"], states(told)) == (201, ["ba.jpg"], {"một.jpg": "here", "hai.jpg": "here"})
    assert {(each["received"], each["kept"]) for each in told["files"]} >= {(kept.received_sha256, kept.sha256)}
    assert POSITION not in storage.read(kept.storage_name)


def test_photo_sent_again_is_told_the_same(phone, photos):
    body = phone.write(files=announced(**photos))
    phone.send(body)
    first, again = (phone.send_file(body, "một.jpg", photos["một"]) for _time in range(2))
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())


def test_photo_that_comes_again_while_the_gate_looks_at_it_is_one(phone, photos, monkeypatch):
    body = phone.write(files=announced(một=photos["một"]))
    phone.send(body)
    told = []

    def meanwhile(*said, **more):
        monkeypatch.setattr(GATE, gate.receive)
        told.append(phone.send_file(body, "một.jpg", photos["một"]).json())
        return gate.receive(*said, **more)

    monkeypatch.setattr(GATE, meanwhile)
    answer = phone.send_file(body, "một.jpg", photos["một"])
    assert (answer.status_code, answer.json(), states(answer.json())) == (200, told[0], {"một.jpg": "here"})


def test_what_was_not_announced_or_came_twice_is_kept_and_flagged(phone, photos):
    body = phone.write(files=announced(một=photos["một"]))
    phone.send(body)
    for name, photo in (("một.jpg", photos["hai"]), ("một.jpg", photos["một"]), ("bản sao.jpg", photos["một"])):
        told = phone.send_file(body, name, photo).json()
    assert [(each["name"], each["state"]) for each in told["files"]] == [
        ("một.jpg", "here"), ("một.jpg", "unexpected"), ("bản sao.jpg", "repeated")
    ]  # fmt: skip
    assert told["missing"] == []


def test_names_with_paths_and_loose_letters_are_one_name(phone, photos):
    body = phone.write(files=[{"name": "DCIM/Ảnh chợ.jpg", "sha256": sha256(photos["một"]).hexdigest()}])
    phone.send(body)
    told = phone.send_file(body, "../../A\u0309nh chơ\u0323.jpg", photos["một"]).json()
    assert (told["missing"], states(told)) == ([], {"Ảnh chợ.jpg": "here"})


@pytest.mark.parametrize("data", [b"", b"no picture at all", jpeg()[:60]], ids=["0 bytes", "text", "cut"])
def test_file_that_is_no_picture_is_told_as_refused_so_that_the_phone_can_forget_it(phone, data):
    body = phone.write(files=announced(hỏng=data))
    phone.send(body)
    told = phone.send_file(body, "hỏng.jpg", data).json()
    (file,) = told["files"]
    assert (file["state"], file["received"], bool(file["reason"]), told["missing"]) == ("refused", sha256(data).hexdigest(), True, [])
    assert StoredFile.objects.count() == 0


def test_of_101_announced_photos_100_are_awaited_and_the_other_is_taken_all_the_same(phone, photos):
    many = [{"name": f"{place}.jpg", "sha256": f"{place:064x}"} for place in range(100)] + announced(một=photos["một"])
    body = phone.write(files=many, on="2026-11-01")
    assert len(phone.told(body)["missing"]) == 100
    told = phone.send_file(body, "một.jpg", photos["một"]).json()
    assert (states(told), Attachment.objects.first().envelope.flags) == ({"một.jpg": "unexpected"}, [Flag.TOO_MANY_FILES])


def test_cut_file_and_file_without_its_message_are_asked_for_again(phone, photos, administrator, department):
    body = phone.write(files=announced(**photos))
    assert phone.send_file(body, "một.jpg", photos["một"]).status_code == 404
    phone.send(body)
    cut = phone.send_file(body, "một.jpg", photos["một"][:-5], **{"X-SHA256": sha256(photos["một"]).hexdigest()})
    stranger = Phone(department, administrator)
    assert (cut.status_code, stranger.send_file(body, "một.jpg", photos["một"]).status_code) == (400, 404)
    assert StoredFile.objects.count() == 0


def test_full_disk_promises_nothing_and_the_photo_comes_later(phone, photos, monkeypatch):
    body = phone.write(files=announced(**photos))
    phone.send(body)

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("kontum_ttdn.media.gate.storage.put", full)
        answer = phone.send_file(body, "một.jpg", photos["một"])
    assert (answer.status_code, len(phone.told(body)["missing"])) == (507, 3)
    assert states(phone.send_file(body, "một.jpg", photos["một"]).json()) == {"một.jpg": "here"}
