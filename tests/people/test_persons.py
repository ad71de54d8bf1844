"""Persons: a purpose for everything that is kept, and every read noted."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.people import actions, queries
from kontum_ttdn.people.models import Person
from kontum_ttdn.people.rules import PersonRefused

from .conftest import NAME, PRIVATE, SENSITIVE

pytestmark = pytest.mark.django_db


def test_log_knows_the_fields_of_a_person_and_none_of_the_values(person, administrator):
    entry = Entry.objects.get(verb="add_person")
    shown = f"{entry.target_label} {entry.changes} {entry.note}"
    assert set(entry.changes) == {"name", "purpose", "basis", "keep_until", *PRIVATE, *SENSITIVE}
    assert (entry.actor_id, entry.target_id) == (administrator.pk, str(person.pk))
    assert [value for value in (NAME, *PRIVATE.values(), *SENSITIVE.values()) if str(value) in shown] == []


@pytest.mark.parametrize("details", [{"sex": "male"}, {"ethnic_group": "Brâu"}, {"sensitive_purpose": "để biết"}])
def test_sex_and_ethnic_group_are_kept_with_their_purpose_or_not_at_all(details, add):
    with pytest.raises(PersonRefused, match="only with the purpose that needs them"):
        add(**details)
    plain = add()
    with pytest.raises(IntegrityError):
        Person.objects.filter(pk=plain.pk).update(**details)


def test_names_typed_either_way_are_one_spelling(add):
    one, other = add("Y Xe\u0302\u0306", names={"Latn": "e\u0306\u0302"}), add("Y Xe\u0306\u0302", names={"Latn": "e\u0302\u0306"})
    assert (one.name, one.names) == (other.name, other.names)


def test_names_are_kept_in_the_scripts_of_the_house(add):
    assert add(names={"Khmr": "សាក"}).spellings() == [("in Khmer letters", "km", "សាក")]
    with pytest.raises(PersonRefused, match="Latin, Lao or Khmer"):
        add(names={"Thai": "ท"})


def test_persons_are_of_their_unit(person, administrator, stranger, writer):
    seen = [list(Person.objects.visible_to(user)) for user in (administrator, stranger, writer)]
    assert seen == [[person], [], []]


def test_read_is_noted_with_its_purpose(person, administrator):
    assert queries.read(person, by=administrator, purpose="Gọi điện mời họp") == person
    entry = Entry.objects.get(verb="read")
    assert (entry.actor_id, entry.target_id, entry.note, entry.changes) == (administrator.pk, str(person.pk), "Gọi điện mời họp", {})


def test_read_without_purpose_or_right_is_refused_and_shows_nothing(person, administrator, stranger, writer):
    for user, purpose, words in [
        (administrator, " ", "what the personal data are needed for"),
        (stranger, "a", "do not allow"),
        (writer, "a", "do not allow"),
    ]:
        with pytest.raises(PersonRefused, match=words):
            queries.read(person, by=user, purpose=purpose)
    assert Entry.objects.filter(verb="read").count() == 0


def test_page_shows_the_data_only_after_the_purpose_is_said(person, administrator, as_user):
    browser, address = as_user(administrator), reverse("people:detail", args=[person.pk])
    asked = browser.get(address).content.decode()
    assert (PRIVATE["phone"] in asked, Entry.objects.filter(verb="read").count()) == (False, 0)
    shown = browser.post(address, {"purpose": "Mời họp"}).content.decode()
    assert (PRIVATE["phone"] in shown, Entry.objects.get(verb="read").note) == (True, "Mời họp")


def test_pages_of_persons_are_closed_to_others(person, as_user, stranger, writer):
    addresses = [reverse("people:list"), reverse("people:detail", args=[person.pk])]
    assert [as_user(writer).get(address).status_code for address in addresses] == [403, 403]
    assert [as_user(stranger).get(address).status_code for address in addresses] == [200, 404]
    assert person.name not in as_user(stranger).get(addresses[0]).content.decode()


def test_list_shows_names_and_nothing_else_of_a_person(person, administrator, as_user):
    page = as_user(administrator).get(reverse("people:list")).content.decode()
    assert person.name in page
    assert [value for value in (PRIVATE["phone"], PRIVATE["email"], SENSITIVE["ethnic_group"]) if value in page] == []


def test_list_asks_the_database_the_same_number_of_times_for_10_and_for_300(add, administrator, department, as_user):
    browser, counts = as_user(administrator), []
    browser.get(reverse("people:list"))
    for more in (10, 290):
        Person.objects.bulk_create(
            Person(name=f"Y {n}", unit=department, purpose="contact", basis="duty", keep_until=date(2028, 1, 1)) for n in range(more)
        )
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("people:list"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_persons_past_their_term_are_found(add):
    old, _kept = add(keep_until=date(2026, 1, 1)), add(keep_until=date(2026, 1, 2))
    assert list(Person.objects.past_term(date(2026, 1, 2))) == [old]


def test_merged_person_leads_to_the_main_one(add, administrator):
    first, second, third = add("Y Thử"), add("Y Thuử"), add("Y-Thử")
    actions.merge_people(into=second, other=third, by=administrator)
    actions.merge_people(into=first, other=second, by=administrator)
    third.refresh_from_db()
    assert queries.read(third, by=administrator, purpose="a") == first
    assert list(queries.directory(administrator)) == [first]


def test_merging_in_a_circle_twice_or_by_a_stranger_is_refused(add, administrator, stranger):
    first, second, third = add(), add(), add()
    with pytest.raises(PersonRefused, match="do not allow"):
        actions.merge_people(into=first, other=second, by=stranger)
    actions.merge_people(into=first, other=second, by=administrator)
    for into, other, words in [
        (second, first, "same person already"),
        (first, first, "same person already"),
        (third, second, "already moved on"),
    ]:
        with pytest.raises(PersonRefused, match=words):
            actions.merge_people(into=into, other=other, by=administrator)
