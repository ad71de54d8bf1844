import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from kontum_ttdn.audit import queries
from kontum_ttdn.audit.actions import record
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.audit.queries import Change
from kontum_ttdn.units.models import UnitKind

pytestmark = pytest.mark.django_db


def verbs(client, **asked) -> list[str]:
    return [row.entry.verb for row in client.get(reverse("audit:list"), asked).context["rows"]]


@pytest.fixture
def filled(approver, writer, department, other_unit):
    Entry._base_manager.all().delete()
    record("one", department, by=approver)
    record("two", department, by=writer)
    record("three", writer, by=approver)
    record("four", other_unit, by=writer)


def test_the_page_narrows_to_a_thing_and_to_a_person(filled, as_user, approver, writer, department):
    client = as_user(approver)
    assert verbs(client) == ["three", "two", "one"]
    assert verbs(client, kind="units.Unit") == ["two", "one"]
    assert verbs(client, kind="accounts.User", number=writer.pk) == ["three"]
    assert verbs(client, person="WRITER") == ["two"]
    assert verbs(client, person=approver.display_name[2:]) == ["three", "one"]
    assert verbs(client, person="nobody") == []


def test_a_person_without_the_right_is_refused_and_a_stranger_reads_only_their_own_unit(filled, as_user, writer, stranger):
    assert as_user(writer).get(reverse("audit:list")).status_code == 403
    assert verbs(as_user(stranger)) == ["four"]


def test_the_page_says_who_did_what_in_words(filled, as_user, approver, writer, department):
    record("set_display", writer, by=approver, changes={"display_name": ("a", "b"), "large_text": (False, True), "language": (None, None)})
    record("merge", department, by=approver, changes={"kind": ("agency", "border_post"), "of_last_year": (1, 2)})
    with translation.override("en"):
        second, first = queries.rows(Entry.objects.order_by("-pk")[:2])
        assert (first.who, first.verb, first.kind) == (approver.display_name, "changed the display", "Account")
        assert set(first.changes) == {Change("name", None, None, hidden=True), Change("large text", "no", "yes")}
        kinds = dict(UnitKind.choices)
        assert set(second.changes) == {Change("kind", str(kinds["agency"]), str(kinds["border_post"])), Change("of last year", 1, 2)}


def test_the_page_takes_the_same_number_of_statements_for_10_and_300_rows(as_user, approver, department, django_assert_num_queries):
    client = as_user(approver)
    for _each in range(10):
        record("one", department, by=approver)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("audit:list"))
    for _each in range(290):
        record("one", department, by=approver, changes={"kind": ("a", "b")})
    with django_assert_num_queries(len(few)):
        page = client.get(reverse("audit:list"))
    assert len(page.context["rows"]) == 24
