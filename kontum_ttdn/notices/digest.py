"""The daily e-mail: one a person and day, after half past six in the morning, with what is unread and not mailed yet.

A chore of the sweeper, safe to run twice and on two sweepers. The server is called once for all mails: one that is away keeps the sweeper
from its other duties for one call, not for one a person. The row of the day is claimed first, and nothing is marked before the mail
server has taken the mail: a server that fails loses nothing, the next hour tries again. Only a sweeper that dies between the server's
answer and its own note sends that one mail a second time.
"""

import logging
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from kontum_ttdn.ui.speech import spoken

from .models import Digest, Notice
from .queries import awaiting_digest, to_mail

log = logging.getLogger(__name__)

PLACE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = time(6, 30)
CLAIM = timedelta(minutes=20)  # longer than any mail server is waited for
LONGEST = 50  # lines of one mail; what is left is told by its number
KEPT = timedelta(days=90)  # rows of days gone by


def send_digests(now: datetime | None = None) -> int:
    """Send what is due at this moment (now, if not said); returns how many mails the server took."""
    now = now or timezone.now()
    here = now.astimezone(PLACE)
    if here.time() < MORNING:
        return 0
    Digest.objects.filter(day__lt=here.date() - KEPT).delete()
    waiting = list(awaiting_digest(here.date()))
    if not waiting:
        return 0
    server = get_connection()
    try:
        server.open()
    except Exception as error:  # whatever a mail server raises
        log.warning("The mail server is away (%s); the mails of the day are tried again.", error)
        return 0
    try:
        return sum(_send(user, here.date(), now, server) for user in waiting)
    finally:
        server.close()


def _send(user, day, now: datetime, server) -> bool:
    """Whether this person's mail of the day went out now, by our hand."""
    if (claim := _claim(user, day, now)) is None:
        return False
    told = list(to_mail(user))
    if not told:  # read in this very moment: the day's mail is still to come
        claim.delete()
        return False
    try:
        _mail(user, told, server)
    except Exception as error:  # whatever a mail server raises
        log.warning("The mail to account %s was not taken (%s); it is tried again.", user.pk, error)
        Digest.objects.filter(pk=claim.pk, sent_at=None).update(claimed_until=now)
        return False
    with transaction.atomic():
        Notice.objects.filter(pk__in=[notice.pk for notice in told]).update(mailed_at=now)
        Digest.objects.filter(pk=claim.pk).update(sent_at=now)
    return True


def _claim(user, day, now: datetime) -> Digest | None:
    """The row of this person's day, if nobody else has it in hand and no mail went out on it yet."""
    try:
        with transaction.atomic():
            return Digest.objects.create(user=user, day=day, claimed_until=now + CLAIM)
    except IntegrityError:
        free = Digest.objects.filter(user=user, day=day, sent_at=None, claimed_until__lte=now)
        return Digest.objects.get(user=user, day=day) if free.update(claimed_until=now + CLAIM) else None


def _mail(user, told: list[Notice], server) -> None:
    with override(spoken(user.language).code):
        context = {
            "name": user.display_name,
            "notices": told[:LONGEST],
            "rest": len(told) - LONGEST,
            "count": len(told),
            "site_name": settings.SITE_NAME,
            "site": settings.SITE_ADDRESS.rstrip("/"),
        }
        subject = " ".join(render_to_string("email/digest_subject.txt", context).split())
        EmailMessage(subject, render_to_string("email/digest.txt", context), None, [user.email], connection=server).send()
