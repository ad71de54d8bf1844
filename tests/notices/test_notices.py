"""One's own notices: what is new, what a click does, and that nobody reads another's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_noop, override

from kontum_ttdn.audit.models import HIDDEN, Entry
from kontum_ttdn.notices import actions, queries
from kontum_ttdn.notices.models import DigestOff, Notice
from kontum_ttdn.workflow.flow import RuleBroken

pytestmark = pytest.mark.django_db

SAID = gettext_noop("“%(title)s” is on the list.")


def tell(user, title="A", **more) -> Notice | None:
    return actions.tell(user=user, message=SAID, title=title, **more)


def test_notice_keeps_no_language_of_its_own_and_leads_the_reader_to_their_own(writer):
    notice = tell(writer, url="/vi/products/a/lo/")
    assert notice.url == "/products/a/lo/"
    assert (notice.text, notice.address) == ("“A” is on the list.", "/en/products/a/lo/")
    with override("vi"):
        assert notice.address == "/vi/products/a/lo/"


def test_same_matter_is_told_once_while_it_is_unread(writer, translator):
    first = tell(writer, key="due-1")
    assert tell(writer, key="due-1") is None
    assert tell(translator, key="due-1").user == translator
    actions.mark_read(notice=first, by=writer)
    assert tell(writer, key="due-1").pk != first.pk


def test_unread_ones_come_first_and_the_newest_of_them_at_the_top(writer, translator):
    old, read, new = tell(writer, "old"), tell(writer, "read"), tell(writer, "new")
    tell(translator, "another's")
    actions.mark_read(notice=read, by=writer)
    assert list(queries.listing(writer)) == [new, old, read]
    assert queries.unread_count(writer) == "2"


def test_opening_a_notice_marks_it_and_leads_to_what_it_tells_of(as_user, writer):
    notice = tell(writer, url="/vi/desk/")
    answer = as_user(writer).get(f"/vi/notices/{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/vi/desk/")
    assert Notice.objects.get(pk=notice.pk).read_at is not None


def test_nobody_opens_or_marks_the_notice_of_another(as_user, writer, stranger):
    notice = tell(writer)
    browser = as_user(stranger)
    assert browser.get(f"/vi/notices/{notice.pk}/").status_code == 404
    assert browser.post(f"/vi/notices/{notice.pk}/read/").status_code == 404
    actions.mark_read(notice=notice, by=stranger)
    actions.mark_all_read(by=stranger)
    assert Notice.objects.get(pk=notice.pk).read_at is None


def test_all_are_marked_with_one_button(as_user, writer, translator):
    tell(writer), tell(writer), tell(translator)
    assert as_user(writer).post("/vi/notices/all-read/").status_code == 302
    assert list(Notice.objects.unread().values_list("user__username", flat=True)) == ["translator"]


def test_masthead_tells_the_number_in_one_more_statement(as_user, writer):
    browser, costs = as_user(writer), []
    for told in (0, 1, 120):
        Notice.objects.bulk_create(Notice(user=writer, message="-") for _ in range(told))
        with CaptureQueriesContext(connection) as caught:
            page = browser.get("/vi/accounts/own/").content.decode()
        costs.append(sum('"notices_notice"' in query["sql"] for query in caught))
    assert costs == [1, 1, 1]
    assert '<span class="badge heed">99+<' in page


def test_reader_without_a_session_costs_no_statement(client, django_assert_num_queries):
    client.get("/vi/about/")
    with django_assert_num_queries(0):
        client.get("/vi/about/")


@pytest.mark.parametrize("rows", [10, 300])
def test_page_costs_the_same_with_10_and_with_300_notices(as_user, writer, rows):
    Notice.objects.bulk_create(Notice(user=writer, message="-", url="/desk/") for _ in range(rows))
    browser = as_user(writer)
    with CaptureQueriesContext(connection) as caught:
        browser.get("/vi/notices/")
    assert sum('"notices_' in query["sql"] for query in caught) == 4  # the count, the rows, the switch, the masthead


def test_person_turns_the_mail_off_and_on_again(as_user, writer):
    browser = as_user(writer)
    browser.post("/vi/notices/daily-mail/", {"email": "lan@example.vn", "wanted": "on"})
    writer.refresh_from_db()
    assert (writer.email, DigestOff.objects.count()) == ("lan@example.vn", 0)
    browser.post("/vi/notices/daily-mail/", {"email": "lan@example.vn"})
    assert DigestOff.objects.get().user == writer
    browser.post("/vi/notices/daily-mail/", {"email": "lan@example.vn", "wanted": "on"})
    assert not DigestOff.objects.exists()
    assert [entry.changes for entry in Entry.objects.filter(verb="set_digest").order_by("pk")] == [
        {"email": [HIDDEN, HIDDEN]},
        {"digest": [True, False]},
        {"digest": [False, True]},
    ]


@pytest.mark.parametrize("email", ["", "lan", "lan@", "a b@example.vn", "x" * 300 + "@example.vn"])
def test_mail_that_is_wanted_needs_an_address_that_can_be_one(writer, email):
    with pytest.raises(RuleBroken):
        actions.set_digest(email=email, wanted=True, by=writer)
    writer.refresh_from_db()
    assert writer.email == ""
