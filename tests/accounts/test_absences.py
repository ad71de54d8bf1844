"""Days on which a person is not there: said by themselves, seen by nobody else, gone with the account."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontum_ttdn.accounts import people, queries
from kontum_ttdn.accounts.actions.absences import add_absence, remove_absence
from kontum_ttdn.accounts.models import Absence
from kontum_ttdn.people.actions import add_person
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
DAY = timedelta(days=1)


def test_person_enters_days_on_their_own_page_and_takes_them_back(as_user, writer):
    browser = as_user(writer)
    browser.post("/vi/accounts/own/away/", {"first": f"{TODAY():%Y-%m-%d}", "last": f"{TODAY() + 3 * DAY:%Y-%m-%d}"})
    absence = Absence.objects.get()
    assert (absence.user, absence.first, absence.last) == (writer, TODAY(), TODAY() + 3 * DAY)
    assert queries.away_until([writer.pk]) == {writer.pk: TODAY() + 3 * DAY}
    assert queries.away_until([writer.pk], TODAY() + 4 * DAY) == {}
    browser.post(f"/vi/accounts/own/away/{absence.pk}/remove/")
    assert not Absence.objects.exists()


def test_nobody_takes_back_the_days_of_another(as_user, writer, stranger):
    absence = add_absence(first=TODAY(), last=TODAY(), by=writer)
    assert as_user(stranger).post(f"/vi/accounts/own/away/{absence.pk}/remove/").status_code == 404
    assert Absence.objects.get() == absence


@pytest.mark.parametrize(("first", "last"), [(3, 1), (-9, -1), (0, 500)])
def test_days_turned_round_past_or_without_end_are_refused(writer, first, last):
    with pytest.raises(RuleBroken):
        add_absence(first=TODAY() + first * DAY, last=TODAY() + last * DAY, by=writer)
    assert not Absence.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"first": "hôm nay", "last": "mai"}, {"first": "2026-02-30", "last": "2026-03-01"}])
def test_what_is_no_day_is_answered_in_words(as_user, writer, typed):
    page = as_user(writer).post("/en/accounts/own/away/", typed, follow=True).content.decode()
    assert "Enter the first and the last day." in page


def test_longest_absence_that_covers_a_day_counts(writer):
    add_absence(first=TODAY(), last=TODAY(), by=writer)
    add_absence(first=TODAY(), last=TODAY() + 2 * DAY, by=writer)
    assert queries.away_until([writer.pk]) == {writer.pk: TODAY() + 2 * DAY}
    remove_absence(absence=Absence.objects.latest("last"), by=writer)
    assert queries.away_until([writer.pk]) == {writer.pk: TODAY()}


def test_absences_are_told_in_an_export_and_go_in_an_erasure(department, administrator):
    person = add_person(name="Y Thử", unit=department, purpose="account", basis="duty", keep_until=TODAY() + DAY, by=administrator)
    account = UserFactory(unit=department, person=person)
    add_absence(first=TODAY(), last=TODAY(), by=account)
    assert people.holds(person)[0]["absences"] == [[TODAY().isoformat(), TODAY().isoformat()]]
    people.erase(person)
    assert not Absence.objects.exists()
