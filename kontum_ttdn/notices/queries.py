"""Reading notices: one indexed statement for the number in the masthead, the person's own list, and who is to get a mail."""

from datetime import date

from django.db.models import Case, Exists, OuterRef, When

from kontum_ttdn.accounts.models import RoleGrant, User
from kontum_ttdn.ui.pagination import counted

from .models import Digest, DigestOff, Notice

MOST = 99  # the masthead counts no further


def unread_count(user) -> str:
    """How many wait unread, as the masthead shows it: empty for none, "99+" where nobody counted on."""
    count, more = counted(Notice.objects.visible_to(user).unread(), MOST)
    return f"{count}+" if more else str(count or "")


def listing(user):
    """The person's notices: unread ones first, each part newest first."""
    return Notice.objects.visible_to(user).order_by(Case(When(read_at=None, then=0), default=1), "-pk")


def wants_digest(user) -> bool:
    return not DigestOff.objects.filter(user=user).exists()


def to_mail(user):
    """What a mail to this person would tell: unread and not mailed yet, oldest first."""
    return Notice.objects.filter(user=user, read_at=None, mailed_at=None).order_by("pk")


def awaiting_digest(day: date):
    """Persons with something to tell, an address, an open account, a role on that day, no word against the mail, and no mail that day.

    Who holds no role any more is told nothing of the house's work outside of it.
    """
    news = Notice.objects.filter(user=OuterRef("pk"), read_at=None, mailed_at=None)
    off = DigestOff.objects.filter(user=OuterRef("pk"))
    role = RoleGrant.objects.on(day).filter(user=OuterRef("pk"))
    sent = Digest.objects.filter(user=OuterRef("pk"), day=day, sent_at__isnull=False)
    return User.objects.filter(Exists(news), ~Exists(off), Exists(role), ~Exists(sent), is_active=True).exclude(email="").order_by("pk")
