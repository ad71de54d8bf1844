"""A phone is let in by a code that works once, is known by a token that is kept nowhere, and is revoked at its next word."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kontum_ttdn.offline import actions
from kontum_ttdn.offline.models import Device, Envelope, EnvelopeState
from kontum_ttdn.workflow.flow import RuleBroken
from tests.people.looking import found_in

from .phones import Phone

pytestmark = pytest.mark.django_db


def test_code_lets_one_phone_in_once_and_neither_code_nor_token_is_kept(administrator, department, as_user):
    page = as_user(administrator).post("/vi/phones/invite/", {"unit": department.pk, "name": "Máy trực"}).content.decode()
    code = page.split("ktc_", 1)[1].split("<")[0].split("&")[0]
    first, again = (Client().post("/phone/enrol/", {"code": f"ktc_{code}"}) for _time in range(2))
    assert (first.status_code, again.status_code, first.json()["name"]) == (201, 422, "Máy trực")
    token = first.json()["token"]
    assert found_in([token[13:], code[9:]]) == set()
    assert "<svg" in page and Device.objects.get().enrolled_at


def test_code_runs_out_after_fifteen_minutes(administrator, department):
    device, code = actions.invite(unit=department, name="Máy trực", by=administrator)
    Device.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(RuleBroken):
        actions.enrol(code=code)
    assert not Device.objects.get().token_hash


def test_guessing_codes_is_stopped(administrator, department):
    answers = [Client().post("/phone/enrol/", {"code": "ktc_00000000_" + "x" * 43}).status_code for _time in range(21)]
    assert (answers[0], answers[-1]) == (422, 429)


def test_only_who_keeps_the_phones_of_the_unit_lets_one_in_or_out(phone, clerk, stranger, administrator, other_unit, as_user):
    for person in (clerk, stranger):
        with pytest.raises(RuleBroken):
            actions.revoke(device=phone.device, why="Mất", by=person)
    with pytest.raises(RuleBroken):
        actions.invite(unit=other_unit, name="Máy", by=administrator)
    assert as_user(stranger).get(f"/vi/phones/{phone.device.pk}/").status_code == 404
    assert not Device.objects.get().revoked_at


def test_revoked_phone_is_told_so_at_its_next_word_and_what_it_sends_is_put_aside(phone, administrator, taken):
    before = phone.write()
    assert phone.told(before)["revoked"] is False
    actions.revoke(device=phone.device, why="Mất máy ngày 20/11", by=administrator)
    later = phone.write()
    told = [phone.told(before), phone.told(later)]
    assert [each["revoked"] for each in told] == [True, True]
    assert Envelope.objects.get(sequence=2).state == EnvelopeState.ASIDE and len(taken) == 1


def test_phone_let_in_anew_forgets_nothing_because_it_was_revoked_under_its_former_token(phone, administrator, department):
    body = phone.write()
    phone.send(body)
    anew = Phone(department, administrator)
    actions.revoke(device=phone.device, why="Mất máy, \0đã tìm lại được" + "." * 300, by=administrator)
    assert (anew.told(body)["revoked"], phone.told(body)["revoked"], Envelope.objects.count()) == (False, True, 1)


def test_unknown_token_is_refused_in_a_sentence_and_keeps_nothing(phone):
    body = phone.write()
    for said in ("", "Bearer x", f"Basic {phone.token}", f"Bearer {phone.token[:-1]}x"):
        answer = phone.send(body, Authorization=said)
        assert (answer.status_code, answer.json()["detail"].endswith(".")) == (401, True)
    assert Envelope.objects.count() == 0


def test_pages_show_the_phones_of_ones_units_and_what_waits_for_a_decision(phone, administrator, clerk, stranger, department, as_user):
    phone.send(phone.write(kind="patrol", answers={"text": "<b>lạ</b>"}))
    Phone(department, administrator)
    envelope = Envelope.objects.get()
    listed = as_user(administrator).get("/vi/phones/").content.decode()
    assert listed.count("Máy trực") == 2
    waiting = as_user(clerk).get("/vi/phones/incoming/").content.decode()
    page = as_user(clerk).get(f"/vi/phones/incoming/{envelope.pk}/").content.decode()
    assert envelope.number in waiting and "&lt;b&gt;lạ" in page
    assert envelope.number not in as_user(stranger).get("/vi/phones/incoming/").content.decode()
    assert as_user(stranger).get(f"/vi/phones/incoming/{envelope.pk}/").status_code == 404
