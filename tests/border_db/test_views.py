"""The pages of the registers: made once for all of them, each by those who may."""

import pytest
from django.utils import timezone

from border_db.models import Gate, KeyPerson
from kontum_ttdn.audit.models import Entry as Noted
from kontum_ttdn.people.actions import add_person
from tests.border_db.conftest import GATE, KEPT
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
FORM = {name: str(value) for name, value in GATE.items()} | {"opening": "unknown", "sensitivity": "staff"}


def test_each_register_has_its_list_its_page_and_its_forms(keep, as_user, clerk, department):
    client = as_user(clerk)
    person = add_person(name="Y Thử", unit=department, purpose="community", basis="consent", keep_until=timezone.localdate(), by=clerk)
    for register, row in KEPT.items():
        more = {"posts": {"post": UnitFactory(kind="border_post")}, "key-persons": {"person": person}, "media": {"person": person}}
        entry = keep(register, **more.get(register, {}))
        listed = client.get(f"/vi/border/{register}/").content.decode()
        page = client.get(entry.get_absolute_url()).content.decode()
        assert (row["name"] in listed, row["source"] in page) == (True, True), register
        assert row["name"] in client.get(f"/vi/border/{register}/{entry.pk}/change/").content.decode(), register
        assert 'name="source"' in client.get(f"/vi/border/{register}/new/").content.decode(), register


def test_clerk_enters_changes_and_strikes_off(as_user, clerk, department):
    client = as_user(clerk)
    client.post("/vi/border/gates/new/", FORM | {"unit": department.pk, "names_lo": "ພູເກືອ", "aliases": "Một\nHai\nMột"})
    gate = Gate.objects.get()
    assert (gate.names, gate.aliases, gate.version) == ({"lo": "ພູເກືອ"}, ["Một", "Hai"], 1)
    client.post(f"/vi/border/gates/{gate.pk}/change/", FORM | {"unit": department.pk, "hours": "6:00 - 18:00", "version": "1"})
    gate.refresh_from_db()
    assert (gate.hours, gate.names, gate.version) == ("6:00 - 18:00", {}, 2)
    client.post(f"/vi/border/gates/{gate.pk}/strike/", {"why": "Nhập nhầm"})
    assert list(Gate.objects.standing()) == []
    assert "Nhập nhầm" in client.get(gate.get_absolute_url()).content.decode()


def test_a_form_sent_from_an_old_page_is_refused_in_words(as_user, clerk, keep, department):
    gate = keep("gates")
    client = as_user(clerk)
    for version in ("0", "99999999999", "x"):
        answer = client.post(f"/vi/border/gates/{gate.pk}/change/", FORM | {"unit": department.pk, "version": version})
        assert "Có người vừa sửa mục này" in answer.content.decode()
    assert Gate.objects.get().version == 1


def test_registers_of_persons_open_for_those_who_may_see_persons_and_each_look_is_noted(as_user, clerk, post_officer, keep, department):
    person = add_person(name="Y Thử", unit=department, purpose="community", basis="consent", keep_until=timezone.localdate(), by=clerk)
    entry = keep("key-persons", person=person)
    stranger_sees = as_user(post_officer)
    assert [stranger_sees.get(path).status_code for path in ("/vi/border/key-persons/", entry.get_absolute_url())] == [404, 404]
    assert "key-persons" not in stranger_sees.get("/vi/border/").content.decode()
    assert "Y Thử" in as_user(clerk).get(entry.get_absolute_url()).content.decode()
    assert Noted.objects.filter(verb="read", target_id=str(person.pk)).count() == 1
    assert KeyPerson.objects.get().name == "Già làng"


def test_an_unknown_register_is_not_found(as_user, clerk):
    client = as_user(clerk)
    assert [client.get(f"/vi/border/{name}/").status_code for name in ("nothing", "x" * 300)] == [404, 404]
