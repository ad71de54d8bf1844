"""What a person may ask of us: one export, one erasure, consents that can be taken back, answers in time."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.people import actions, queries, registry
from kontum_ttdn.people.models import Consent, Person, SubjectRequest
from kontum_ttdn.people.rules import PersonRefused

from .conftest import NAME, PRIVATE, SENSITIVE

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(2025, 11, day, hour))


@pytest.fixture
def classes():
    """A part of the house that keeps what a class knows of a person: {person id: note}."""
    kept: dict[int, str] = {}
    registry.add_keeper(
        registry.Keeper(
            "training", lambda person: {"note": kept[person.pk]} if person.pk in kept else {}, lambda person: kept.pop(person.pk, None)
        )
    )
    return kept


@pytest.fixture
def signer():
    """A part of the house where every person has signed something."""
    registry.add_keeper(registry.Keeper("approvals", lambda person: {}, lambda person: None, signs=lambda person: True))


def test_export_gives_everything_from_every_part_of_the_house(person, add, write, administrator, classes):
    twin = actions.merge_people(into=person, other=add("Y Thuử", phone="0900 000 002"), by=administrator).merged.get()
    actions.give_consent(person=person, text=write("2026-1"), given_at=at(2), by=administrator)
    queries.read(person, by=administrator, purpose="Mời họp")
    classes.update({person.pk: "ngồi hàng đầu", twin.pk: "nghỉ buổi chiều"})
    told = actions.export_person(person=twin, by=administrator)
    assert [row["phone"] for row in told["person"]] == ["0900 000 001", "0900 000 002"]
    assert [(consent["text_version"], "đồng ý" in consent["wording"]) for consent in told["consents"]] == [("2026-1", True)]
    assert [(read["who"], read["what_for"]) for read in told["read_by"]] == [(str(administrator), ""), (str(administrator), "Mời họp")]
    assert told["training"] == [{"note": "ngồi hàng đầu"}, {"note": "nghỉ buổi chiều"}]
    assert json.loads(json.dumps(told)) == told
    assert Entry.objects.get(verb="export_person").changes == {}


def test_erasure_leaves_nothing_anywhere(person, add, administrator, classes):
    twin = actions.merge_people(into=person, other=add("Y Thuử"), by=administrator).merged.get()
    classes.update({person.pk: "a", twin.pk: "b"})
    assert actions.erase_person(person=person, by=administrator).gone is True
    assert (Person.objects.count(), classes) == (0, {})


def test_erasure_leaves_a_nameless_row_under_a_signature(person, administrator, signer):
    assert actions.erase_person(person=person, by=administrator).gone is False
    row = Person.objects.values(*Person.PERSONAL, "erased_at").get()
    assert row.pop("erased_at") is not None
    assert row == dict.fromkeys(Person.PERSONAL, "") | {"names": {}, "sex": None, "ethnic_group": None}
    assert str(Person.objects.get()) == "(erased)"


def test_erasure_keeps_the_proof_that_it_was_asked_for(person, administrator):
    request = actions.receive_request(person=person, kind="erase", received_at=at(23), by=administrator)
    assert actions.erase_person(person=person, by=administrator).gone is False
    actions.answer_request(request=request, by=administrator)
    assert (SubjectRequest.objects.get().person.name, SubjectRequest.objects.open().count()) == ("", 0)


def test_erasure_keeps_a_nameless_row_where_something_unforeseen_points_to_it(person, administrator):
    administrator.person = person
    administrator.save(update_fields=["person"])
    assert actions.erase_person(person=person, by=administrator).gone is False
    assert Person.objects.get().name == ""


def test_erasure_leaves_no_value_in_the_log(person, administrator):
    actions.erase_person(person=person, by=administrator)
    log = " ".join(f"{entry.target_label} {entry.changes} {entry.note}" for entry in Entry.objects.all())
    assert [value for value in (NAME, *PRIVATE.values(), *SENSITIVE.values()) if str(value) in log] == []


def test_erased_row_cannot_be_filled_again(person, administrator, signer):
    actions.erase_person(person=person, by=administrator)
    with pytest.raises(PersonRefused, match="erased already"):
        actions.erase_person(person=person, by=administrator)
    with pytest.raises(IntegrityError):
        Person.objects.update(phone="0900")


@pytest.mark.parametrize("action", [actions.export_person, actions.erase_person])
def test_stranger_neither_exports_nor_erases(action, person, stranger, writer):
    for user in (stranger, writer):
        with pytest.raises(PersonRefused, match="do not allow"):
            action(person=person, by=user)
    assert Person.objects.get().phone == PRIVATE["phone"]


def test_new_consent_takes_the_place_of_the_old_one_and_both_stay(person, write, administrator):
    for day, version in ((2, "2026-1"), (20, "2026-2")):
        actions.give_consent(person=person, text=write(version), given_at=at(day), by=administrator)
    assert list(Consent.objects.values_list("text__version", "withdrawn_at")) == [("2026-1", at(20)), ("2026-2", None)]
    with pytest.raises(PersonRefused, match="later consent"):
        actions.give_consent(person=person, text=write("2026-3"), given_at=at(3), by=administrator)


def test_consent_can_be_withdrawn_once(person, write, administrator):
    consent = actions.give_consent(person=person, text=write("2026-1"), given_at=at(2), by=administrator)
    actions.withdraw_consent(consent=consent, by=administrator)
    assert Consent.objects.standing().count() == 0
    with pytest.raises(PersonRefused, match="already moved on"):
        actions.withdraw_consent(consent=consent, by=administrator)


@pytest.mark.parametrize(
    ("received", "due"),
    [(at(24), date(2025, 11, 26)), (at(27), date(2025, 12, 1)), (at(28, 23), date(2025, 12, 2)), (at(29), date(2025, 12, 2))],
)
def test_answer_is_due_in_two_working_days(received, due, person, administrator):
    request = actions.receive_request(person=person, kind="access", received_at=received, by=administrator)
    assert request.answer_due == due
    assert list(SubjectRequest.objects.open()) == [request]


def test_what_has_not_happened_yet_is_not_noted(person, write, administrator):
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(PersonRefused, match="has not come yet"):
        actions.receive_request(person=person, kind="access", received_at=tomorrow, by=administrator)
    with pytest.raises(PersonRefused, match="has not come yet"):
        actions.give_consent(person=person, text=write("1"), given_at=tomorrow, by=administrator)
    with pytest.raises(PersonRefused, match="not in use on that day"):
        actions.give_consent(person=person, text=write("2", valid_from=date(2025, 11, 4)), given_at=at(3), by=administrator)
    assert Consent.objects.count() == 0


def test_text_of_consent_is_never_changed_and_is_written_by_who_may(write, administrator, writer):
    text = write("2026-1")
    assert (text.written_by, text.valid_from) == (administrator, date(2025, 1, 1))
    with pytest.raises(PersonRefused, match="another version"):
        write("2026-1")
    with pytest.raises(PersonRefused, match="do not allow"):
        actions.write_text(purpose="event", version="1", wording="-", valid_from=date(2025, 1, 1), by=writer)
    with pytest.raises(PersonRefused, match="its purpose, version"):
        actions.write_text(purpose="event", version="1", wording=" ", valid_from=date(2025, 1, 1), by=administrator)


def test_answer_says_what_was_done_and_of_an_erased_person_no_word(person, administrator):
    asked, erase = (actions.receive_request(person=person, kind=kind, received_at=at(3), asked="Tôi tên là Người Không Có Thật", by=administrator) for kind in ("access", "erase"))  # fmt: skip
    with pytest.raises(PersonRefused, match="needs its reason"):
        actions.answer_request(request=asked, answer="refused", by=administrator)
    actions.answer_request(request=asked, answer="done", done="Đã gửi cho Người Không Có Thật", by=administrator)
    actions.erase_person(person=person, by=administrator)
    with pytest.raises(PersonRefused, match="nothing more is written"):
        actions.answer_request(request=erase, answer="done", done="Đã xóa", by=administrator)
    actions.answer_request(request=erase, answer="done", by=administrator)
    said = SubjectRequest.objects.order_by("pk").values_list("asked", "answer", "done")
    assert list(said) == [("", "done", ""), ("", "done", "")]


def test_second_officer_who_erases_finds_it_done(person, administrator):
    twin = Person.objects.get(pk=person.pk)
    actions.erase_person(person=person, by=administrator)
    with pytest.raises(PersonRefused, match="erased already"):
        actions.erase_person(person=twin, by=administrator)
    with pytest.raises(PersonRefused, match="moved on"):
        actions.change_person(person=twin, name="A", by=administrator)
