"""The daily e-mail: once a morning, whatever fails and however many send."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils.translation import gettext_noop

from kontum_ttdn.notices import actions, digest
from kontum_ttdn.notices.digest import PLACE, send_digests
from kontum_ttdn.notices.models import Digest, Notice
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SAID = gettext_noop("“%(title)s” is on the list.")
MORNING = datetime(2026, 11, 24, 6, 40, tzinfo=PLACE)
NEXT = MORNING + timedelta(days=1)


def tell(user, title="A") -> Notice:
    return actions.tell(user=user, message=SAID, title=title, url="/vi/desk/")


@pytest.fixture
def lan(department):
    return UserFactory(username="lan", display_name="Lan", email="lan@example.vn", language="en", unit=department, roles=["writer"])


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("no mail server")


class Dying(EmailBackend):
    """The server takes the mail, and the sweeper is gone before it can note that."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit


def test_morning_mail_tells_what_is_unread_in_one_mail_a_person(lan, writer):
    seen = tell(lan, "seen")
    actions.mark_read(notice=seen, by=lan)
    first, second = tell(lan, "first"), tell(lan, "second")
    tell(writer, "who has no address")
    assert send_digests(MORNING) == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["lan@example.vn"], "Foreign information, Kon Tum: 2 notices for you")
    assert [line for line in sent.body.splitlines() if "list." in line] == ["* “first” is on the list.", "* “second” is on the list."]
    assert f"http://127.0.0.1:8000/en/notices/{first.pk}/" in sent.body
    assert set(Notice.objects.exclude(mailed_at=None)) == {first, second}


def test_mail_speaks_the_language_of_who_reads_it(lan):
    lan.language = "vi"
    lan.save()
    tell(lan)
    send_digests(MORNING)
    assert "http://127.0.0.1:8000/vi/notices/" in mail.outbox[0].body


def test_nothing_is_sent_before_half_past_six(lan):
    tell(lan)
    assert send_digests(MORNING.replace(hour=6, minute=29)) == send_digests(MORNING.replace(hour=0)) == 0
    assert send_digests(MORNING.replace(minute=30)) == 1


def test_second_run_and_later_news_of_the_day_wait_for_the_next_morning(lan):
    tell(lan, "first")
    assert [send_digests(MORNING), send_digests(MORNING)] == [1, 0]
    tell(lan, "later")
    assert send_digests(MORNING + timedelta(hours=8)) == 0
    assert send_digests(NEXT) == 1
    assert "“later”" in mail.outbox[1].body and "“first”" not in mail.outbox[1].body


def test_another_sweeper_at_work_on_the_same_person_is_left_alone_until_its_claim_ends(lan):
    tell(lan)
    Digest.objects.create(user=lan, day=MORNING.date(), claimed_until=MORNING + digest.CLAIM)
    assert send_digests(MORNING) == 0
    assert send_digests(MORNING + digest.CLAIM) == 1
    assert len(mail.outbox) == 1


def test_mail_server_that_is_away_loses_nothing_and_doubles_nothing(lan, settings):
    tell(lan)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert send_digests(MORNING) == 0
    assert list(Notice.objects.filter(mailed_at=None).values_list("user__username", flat=True)) == ["lan"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [send_digests(MORNING + timedelta(hours=1)), send_digests(MORNING + timedelta(hours=2))] == [1, 0]
    assert len(mail.outbox) == 1


def test_server_that_does_not_answer_is_called_once_for_all(lan, department, settings):
    other = UserFactory(username="other", email="other@example.vn", unit=department, roles=["writer"])
    tell(lan), tell(other)
    settings.EMAIL_BACKEND = f"{__name__}.Silent"
    Silent.called = 0
    assert (send_digests(MORNING), Silent.called, Digest.objects.count()) == (0, 1, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_digests(MORNING + timedelta(minutes=5)) == 2


def test_nobody_is_called_where_all_mails_of_the_day_are_sent(lan, settings):
    tell(lan)
    send_digests(MORNING)
    tell(lan)
    settings.EMAIL_BACKEND = f"{__name__}.Silent"
    Silent.called = 0
    assert (send_digests(MORNING + timedelta(hours=1)), Silent.called) == (0, 0)


class Silent(EmailBackend):
    called = 0

    def open(self):
        type(self).called += 1
        raise TimeoutError("timed out")


def test_one_refused_address_keeps_no_other_from_their_mail(lan, department, settings):
    other = UserFactory(username="other", email="other@example.vn", unit=department, roles=["writer"])
    tell(lan), tell(other)
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    assert send_digests(MORNING) == 1
    assert [sent.to for sent in mail.outbox] == [["other@example.vn"]]


class Picky(EmailBackend):
    def send_messages(self, messages):
        if messages[0].to == ["lan@example.vn"]:
            raise ConnectionRefusedError("no such mailbox")
        return super().send_messages(messages)


def test_sweeper_that_dies_after_the_server_took_the_mail_sends_that_mail_once_more(lan, settings):
    tell(lan)
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    with pytest.raises(SystemExit):
        send_digests(MORNING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_digests(MORNING + timedelta(minutes=5)) == 0
    assert [send_digests(MORNING + timedelta(hours=1)), send_digests(MORNING + timedelta(hours=2))] == [1, 0]
    assert len(mail.outbox) == 2


def test_no_mail_to_who_wants_none_nor_to_a_closed_account_nor_to_who_holds_no_role_any_more(lan, department):
    closed = UserFactory(username="closed", email="closed@example.vn", is_active=False, unit=department, roles=["writer"])
    former = UserFactory(username="former", email="former@example.vn", unit=department, roles=["writer"])
    former.role_grants.update(ended_on=MORNING.date())
    tell(lan), tell(closed), tell(former)
    actions.set_digest(email="lan@example.vn", wanted=False, by=lan)
    assert send_digests(MORNING) == 0


def test_long_list_says_how_many_more_there_are(lan):
    for number in range(digest.LONGEST + 3):
        tell(lan, str(number))
    send_digests(MORNING)
    assert "and 3 more: http://127.0.0.1:8000/en/notices/" in mail.outbox[0].body
    assert not Notice.objects.filter(mailed_at=None).exists()
