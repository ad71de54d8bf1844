"""A message is kept once and always, its sender is told so, and another text under the same mark frees the sender too."""

import json
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from kontum_ttdn.offline.actions import Sender, ingest
from kontum_ttdn.offline.models import Envelope, EnvelopeState, Flag
from kontum_ttdn.offline.queries import gaps
from kontum_ttdn.people import naming
from kontum_ttdn.units import actions as units
from tests.factories import UnitFactory, UserFactory

from .phones import Phone

pytestmark = pytest.mark.django_db
MERGED = date(2026, 7, 1)


def test_message_is_kept_whole_given_on_and_told_with_number_and_hash(phone, taken):
    body = phone.write(on="2026-11-20", device_time="2026-11-20T08:00:00+07:00")
    answer = phone.send(body)
    kept = Envelope.objects.get()
    assert (answer.status_code, answer.json()) == (201, {
        "number": kept.number, "uuid": json.loads(body)["uuid"], "sha256": sha256(body).hexdigest(),
        "conflict": False, "revoked": False, "files": [], "missing": [],
    })  # fmt: skip
    assert (kept.raw.encode(), kept.on, kept.sequence, kept.device) == (body, date(2026, 11, 20), 1, phone.device)
    assert taken == [(kept.number, {"text": "đã phát 20 tờ rơi"})]


def test_same_message_again_is_told_the_same_and_makes_nothing(phone, taken):
    body = phone.write()
    first, again = phone.send(body), phone.send(body)
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert (Envelope.objects.count(), len(taken)) == (1, 1)


def test_another_text_under_the_same_mark_is_kept_for_a_person_and_frees_its_sender(phone, taken, administrator, department):
    mark = str(uuid4())
    first, other = phone.write(uuid=mark), phone.write(uuid=mark.upper(), answers={"text": "đã phát 30 tờ rơi"})
    stranger = Phone(department, administrator)
    told = [phone.told(first), phone.told(other), phone.told(other), stranger.told(stranger.write(uuid=mark, answers=0))]
    assert [each["conflict"] for each in told] == [False, True, True, True]
    assert (len({each["number"] for each in told}), told[1]["sha256"], told[2]) == (3, sha256(other).hexdigest(), told[1])
    assert [copy.raw.encode() for copy in Envelope.objects.get(conflicts_with=None).copies.order_by("pk")][0] == other
    assert len(taken) == 1


@pytest.mark.parametrize("said", [{"kind": "patrol"}, {"kind": 7}, {"answers": "nonsense"}])
def test_what_nobody_understands_is_put_aside_whole_with_the_reason(phone, taken, said):
    body = phone.write(**said)
    assert phone.send(body).status_code == 201
    kept = Envelope.objects.get()
    assert (kept.state, bool(kept.reason), kept.raw.encode(), taken) == (EnvelopeState.ASIDE, True, body, [])
    assert kept.reason == "Không hiểu." or kept.reason.startswith("Ở đây chưa biết loại tin")


def test_what_raises_anything_else_keeps_nothing_and_is_taken_when_it_comes_again(phone, taken, monkeypatch):
    body = phone.write()
    with monkeypatch.context() as broken:
        broken.setattr("kontum_ttdn.offline.actions.receiving.taker", lambda kind: lambda envelope, said: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            phone.send(body)
    assert Envelope.objects.count() == 0
    assert (phone.send(body).status_code, len(taken)) == (201, 1)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"uuid": "1"}', b'{"uuid": "00000000-0000-0000-0000-000000000000"}', b"[" * 100_000,
     b'{"uuid": "7f0c0a68-57a1-4d0b-9d52-2f1f1f1f1f1f", "a": NaN}', b'"' + b"x" * 300_000 + b'"'],
    ids=["nothing", "cut", "list", "not utf-8", "no uuid", "nil uuid", "deep", "nan", "large"],
)  # fmt: skip
def test_what_is_no_message_is_refused_in_a_sentence_and_nothing_is_kept(phone, body):
    answer = phone.send(body)
    assert (answer.status_code, answer.json()["detail"].endswith("."), Envelope.objects.count()) == (422, True, 0)


def test_what_no_database_or_page_can_carry_is_kept_as_text_and_its_page_opens(phone, taken, clerk, as_user):
    huge = "9" * 5000
    answers = f'{{"n": 1e400, "m": {huge}, "half": "\\ud800", "work": "a\\u0000"}}'
    days = '"on": "9999-12-31", "device_time": "2026-11-20T08:00:00+23:59"'
    body = f'{{"uuid": "{uuid4()}", "kind": "trial", {days}, "answers": {answers}, "deep": {"[" * 700 + "]" * 700}}}'.encode()
    assert phone.send(body).status_code == 201
    assert taken[0][1] == {"n": "1e400", "m": huge, "half": "\ufffd", "work": "a"}
    kept = Envelope.objects.get()
    assert (kept.raw.encode(), huge in as_user(clerk).get(f"/vi/phones/incoming/{kept.pk}/").content.decode()) == (body, True)


def test_body_larger_than_any_request_is_told_so(phone, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    answer = phone.send(phone.write())
    assert (answer.status_code, "256 KB" in answer.json()["detail"]) == (413, True)


def test_cut_message_is_asked_for_again(phone):
    body = phone.write()
    answer = phone.send(body[:-10], **{"X-SHA256": sha256(body).hexdigest()})
    assert (answer.status_code, Envelope.objects.count(), phone.send(body).status_code) == (400, 0, 201)


def test_clocks_are_noted_and_order_nothing(phone):
    now = datetime.now(UTC)
    times = [now + timedelta(days=90), now - timedelta(days=3), now]
    bodies = [phone.write(device_time=time.isoformat(), on=time.date().isoformat()) for time in times]
    for body in reversed(bodies):
        phone.send(body)
    rows = list(Envelope.objects.in_order())
    assert [row.sequence for row in rows] == [1, 2, 3]
    assert [set(row.flags) for row in rows] == [{Flag.CLOCK_AHEAD, Flag.DAY_TO_COME}, {Flag.CLOCK_BEHIND}, set()]


def test_numbers_that_never_came_are_listed(phone):
    for number in (2, 3, 7):
        phone.send(phone.write(sequence=number))
    phone.device.refresh_from_db()
    assert (gaps(phone.device), phone.device.last_sequence) == ([(1, 1), (4, 6)], 7)


def test_report_belongs_to_the_unit_as_of_its_day_though_a_merger_came_in_between(administrator):
    with units.reorganisation():
        old, other = UnitFactory(name="Đồn Một"), UnitFactory(name="Đồn Hai")
        new = UnitFactory(name="Đồn Chung", valid_from=MERGED)
        units.merge(units=[old, other], into=new, on=MERGED, by=None)
    for unit, days in ((old, {"2026-06-30": old, "2026-07-01": new}), (new, {"2026-06-30": new, "2026-11-01": new})):
        for day, bound in days.items():
            body = json.dumps({"uuid": str(uuid4()), "kind": "trial", "on": day, "answers": 1}).encode()
            assert ingest(body=body, sender=Sender(unit)).envelope.unit == bound, (unit.name, day)


def test_who_reports_is_a_person_of_the_unit_and_a_stranger_is_noted(phone, post_officer, stranger):
    for person in (post_officer, stranger, UserFactory()):
        phone.send(phone.write(reported_by=person.pk))
    rows = Envelope.objects.in_order()
    assert [row.reported_by for row in rows] == [post_officer, None, None]
    assert [Flag.UNKNOWN_PERSON in row.flags for row in rows] == [False, True, True]


def test_letters_are_composed_for_who_reads_and_the_message_stays_as_it_came(phone, taken):
    loose = "\u0110a\u0306k Plo\u0302 \ud800\u0000."
    body = json.dumps({"uuid": str(uuid4()), "kind": "trial", "answers": {loose: [loose]}}).encode()
    phone.send(body)
    assert taken[0][1] == {"Đăk Plô \ufffd.": ["Đăk Plô \ufffd."]}
    assert Envelope.objects.get().raw.encode() == body


def test_phone_that_lost_the_answer_asks_for_its_receipt(phone, administrator, department):
    body = phone.write()
    told, mark = phone.told(body), json.loads(body)["uuid"]
    assert (phone.ask(mark).json(), Phone(department, administrator).ask(mark).status_code) == (told, 404)


def test_name_at_the_head_of_a_line_is_taken_out_of_the_message_as_it_came(phone):
    phone.send(phone.write(answers={"notes": "Đã họp.\nNguyễn Văn Thử dự.\r\nNguyễn Văn Thửa dự."}))
    assert naming.take_out(naming.Naming.of(["Nguyễn Văn Thử"])) == {"offline.Envelope": 1}
    assert json.loads(Envelope.objects.get().raw)["answers"]["notes"] == "Đã họp.\n[…] dự.\r\nNguyễn Văn Thửa dự."
