"""The data officer's pages: what waits stands first, by its clock; who may not, sees nothing; nonsense gets an answer."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.people import actions
from kontum_ttdn.people.models import ConsentText, Person, SubjectRequest
from kontum_ttdn.people.rules import PersonRefused
from tests.factories import RoleGrantFactory, UserFactory

from .conftest import NAME, PRIVATE, SENSITIVE

pytestmark = pytest.mark.django_db
SAID = {"name": NAME, "purpose": "training", "basis": "duty", "keep_until": "2028-12-31"}


@pytest.fixture
def officer(administrator, as_user):
    return as_user(administrator)


@pytest.fixture
def ask(person, administrator):
    """`ask(days)` is a request whose answer is due in so many days."""

    def do(days, kind="access"):
        made = actions.receive_request(person=person, kind=kind, received_at=timezone.now(), by=administrator)
        moved = {"answer_due": timezone.localdate() + timedelta(days)}
        SubjectRequest.objects.filter(pk=made.pk).update(**moved)
        return made

    return do


def test_officer_enters_a_person_with_purpose_basis_and_term(officer, department):
    answer = officer.post(reverse("people:add"), SAID | {"unit": department.pk, "name_Laoo": "ທົດລອງ", "phone": PRIVATE["phone"]})
    person = Person.objects.get()
    assert answer.url == reverse("people:rights", args=[person.pk])
    assert (person.name, person.names, person.keep_until, person.sex) == (NAME, {"Laoo": "ທົດລອງ"}, date(2028, 12, 31), None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"keep_until": ""}, {"keep_until": "2020-01-01"}, {"keep_until": "2099-01-01"}, {"purpose": ""}, {"purpose": "spy"}, {"basis": ""},
        {"sex": "female"}, {"sensitive_purpose": "để biết"}, {"name": "\0"}, {"name": "a" * 10_000}, {"unit": "x"}, {"email": "nobody"},
    ],
)  # fmt: skip
def test_person_without_purpose_term_or_reason_is_not_entered(wrong, officer, department):
    answer = officer.post(reverse("people:add"), SAID | {"unit": department.pk} | wrong)
    assert (answer.status_code, Person.objects.count()) == (200, 0)


def test_nobody_is_kept_longer_than_the_purpose_allows(add):
    with pytest.raises(PersonRefused, match="10 years at most"):
        add(keep_until=date(timezone.localdate().year + 11, 1, 1))
    with pytest.raises(PersonRefused, match="until when"):
        add(keep_until=None)


def test_changing_an_entry_is_a_read_and_notes_no_value(officer, person):
    address = reverse("people:edit", args=[person.pk])
    assert PRIVATE["phone"] in officer.get(address).content.decode()
    officer.post(address, SAID | {"phone": "0911"} | SENSITIVE)
    person.refresh_from_db()
    changed = Entry.objects.get(verb="change_person")
    assert (person.phone, person.email, person.names, person.sex) == ("0911", "", {}, "female")
    assert set(changed.changes) == {"phone", "email", "post", "names"}
    assert Entry.objects.filter(verb="read").count() == 1
    assert [value for value in ("0911", PRIVATE["phone"], PRIVATE["email"]) if value in str(changed.changes)] == []


def test_requests_stand_by_the_day_they_are_due_and_say_how_they_stand(officer, ask):
    later, late, today = ask(2), ask(-1, "erase"), ask(0, "correct")
    page = officer.get("/en/people/requests/").content.decode()
    places = [page.index(f"/en/people/requests/{one.pk}/") for one in (late, today, later)]
    assert (places, [word in page for word in ("overdue", "due today", "2 days left")]) == (sorted(places), [True] * 3)
    desk = officer.get("/en/desk/").content.decode()
    assert ("<b>2</b> requests about personal data: answer due today or overdue" in desk, "<b>3</b> requests about personal data wait" in desk) == (True, True)  # fmt: skip
    officer.post(f"/en/people/requests/{late.pk}/", {"answer": "partly", "done": "Đã xóa số điện thoại."})
    late.refresh_from_db()
    assert (late.answer, late.done) == ("partly", "Đã xóa số điện thoại.")
    assert f"/requests/{late.pk}/" not in officer.get("/en/people/requests/").content.decode()
    assert f"/requests/{late.pk}/" in officer.get("/en/people/requests/?answered=1").content.decode()


def test_person_may_know_who_has_read_them_and_what_for(officer, person, administrator):
    officer.post(reverse("people:detail", args=[person.pk]), {"purpose": "Mời họp"})
    page = officer.get(f"/en/people/{person.pk}/readers/").content.decode()
    assert [word in page for word in ("Mời họp", str(administrator), "read personal data")] == [True] * 3


def test_purpose_that_names_the_person_is_not_noted(officer, person):
    page = officer.post(f"/en/people/{person.pk}/", {"purpose": f"Gọi {NAME}"}).content.decode()
    assert ("Write no personal data here" in page, PRIVATE["phone"] in page, Entry.objects.filter(verb="read").count()) == (True, False, 0)


def test_export_is_a_file_that_nobody_keeps(officer, person):
    answer = officer.post(reverse("people:export", args=[person.pk]))
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("private, no-store", "application/json; charset=utf-8")
    assert (answer["Content-Disposition"], answer.json()["person"][0]["phone"]) == (
        f'attachment; filename="person-{person.pk}.json"', PRIVATE["phone"],
    )  # fmt: skip
    assert Entry.objects.filter(verb="export_person").count() == 1


def test_officer_erases_after_a_yes_and_answers_the_request_without_words(officer, person, ask):
    request, address = ask(1, "erase"), reverse("people:erase", args=[person.pk])
    officer.post(address, {})
    assert Person.objects.get().name == NAME
    done = officer.post(address, {"sure": "on"}).content.decode()
    assert (Person.objects.get().name, f"/requests/{request.pk}/" in done, NAME in done) == ("", True, False)
    assert [officer.get(address).status_code, officer.get(reverse("people:rights", args=[person.pk])).status_code] == [404, 404]
    officer.post(f"/en/people/requests/{request.pk}/", {"answer": "done", "done": NAME})
    request.refresh_from_db()
    assert (request.answer, request.done) == ("done", "")


def test_person_kept_by_consent_without_one_is_pointed_out(officer, add, write, administrator):
    person, said = add(basis="consent"), "no consent to this purpose stands"
    address = f"/en/people/{person.pk}/rights/"
    before = said in officer.get(address).content.decode()
    actions.give_consent(person=person, text=write("1"), given_at=timezone.now(), by=administrator)
    assert (before, said in officer.get(address).content.decode()) == (True, False)


def test_request_of_an_entry_joined_elsewhere_is_nothing_for_the_old_unit(person, ask, administrator, other_unit, as_user):
    both = UserFactory(unit=other_unit, roles=["clerk"])
    RoleGrantFactory(user=both, role="clerk", unit=person.unit)
    there = actions.add_person(name="Y Kia", unit=other_unit, purpose="event", basis="duty", keep_until=date(2028, 1, 1), by=both)
    request = ask(1)
    actions.merge_people(into=there, other=person, by=both)
    assert [as_user(user).get(f"/en/people/requests/{request.pk}/").status_code for user in (administrator, both)] == [404, 200]


def test_two_entries_are_joined_by_name(officer, person, add):
    twin = add("Người Không Có Thât")
    address = reverse("people:merge", args=[person.pk])
    assert f'value="{twin.pk}"' in officer.get(address, {"q": "Không Có"}).content.decode()
    officer.post(address, {"other": str(twin.pk)})
    twin.refresh_from_db()
    assert twin.merged_into == person
    for other, status in ((str(person.pk), 302), ("x" * 10_000, 404), ("", 404), (str(2**70), 404), ("²", 404)):
        assert officer.post(address, {"other": other}).status_code == status


def test_persons_past_their_term_are_listed_with_what_to_do(officer, person, add):
    Person.objects.filter(pk=person.pk).update(keep_until=timezone.localdate() - timedelta(1))
    add("Y Còn")
    page = officer.get("/en/people/past/").content.decode()
    assert [word in page for word in (NAME, f"/people/{person.pk}/erase/", "Y Còn")] == [True, True, False]


def test_text_of_consent_is_written_chosen_and_shown(officer, person):
    said = {"purpose": "training", "version": "2026-1", "wording": "Tôi đồng ý.", "valid_from": "2026-01-01"}
    officer.post(reverse("people:add_text"), said)
    text = ConsentText.objects.get()
    refused = officer.post(reverse("people:add_text"), said | {"wording": "Khác."}).content.decode()
    assert ("Tôi đồng ý." in officer.get("/en/people/texts/").content.decode(), ConsentText.objects.count(), "2026-1" in refused) == (
        True,
        1,
        True,
    )
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    address = reverse("people:consent", args=[person.pk])
    assert officer.post(address, {"consent-text": text.pk, "consent-given": tomorrow}).status_code == 422
    officer.post(address, {"consent-text": text.pk, "consent-given": timezone.localdate().isoformat()})
    consent = person.consents.get()
    officer.post(reverse("people:withdraw", args=[consent.pk]))
    consent.refresh_from_db()
    assert (consent.text, consent.withdrawn_at is not None) == (text, True)


@pytest.mark.parametrize("page", ["people:list", "people:requests", "people:past", "people:texts"])
def test_lists_ask_the_database_the_same_number_of_times_for_10_and_for_300(page, officer, department, administrator):
    counts = []
    for more in (10, 290):
        kept = {"unit": department, "purpose": "contact", "basis": "duty", "keep_until": date(2026, 1, 1)}
        people = Person.objects.bulk_create(Person(name=f"Y {more} {n}", **kept) for n in range(more))
        now, due = timezone.now(), timezone.localdate()
        SubjectRequest.objects.bulk_create(SubjectRequest(person=one, kind="access", received_at=now, answer_due=due) for one in people)
        ConsentText.objects.bulk_create(
            ConsentText(purpose="event", version=one.name, valid_from=due, written_by=administrator) for one in people
        )
        officer.get(reverse(page))
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(reverse(page)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_colleague_who_only_writes_and_stranger_find_nothing(person, ask, as_user, writer, stranger):
    request = ask(1)
    for somebody, status in ((writer, 403), (stranger, 404)):
        browser = as_user(somebody)
        for page in ("edit", "merge", "readers", "rights", "erase"):
            assert browser.get(reverse(f"people:{page}", args=[person.pk])).status_code == status
        assert browser.post(reverse("people:export", args=[person.pk])).status_code == status
        assert browser.get(reverse("people:request", args=[request.pk])).status_code == status
    lists = " ".join(browser.get(reverse(f"people:{page}")).content.decode() for page in ("list", "requests", "past"))
    assert NAME not in lists
