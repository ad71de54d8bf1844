"""A forgotten password: the administrator hands over a link, the person chooses a new one."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .. import rules
from ..models import PasswordLink, User
from ..models.links import digest


@transaction.atomic
def offer(*, user: User, by: User) -> tuple[PasswordLink, str]:
    """A link by which `user` chooses a new password within two days; earlier links stop working. Its token is returned and never kept."""
    rules.not_oneself(user, by=by)
    rules.administers(by, user.unit)
    if not user.is_active:
        raise RuleBroken(_("This account is already closed."))
    user.password_links.filter(used_at=None).update(expires_at=timezone.now())
    link = PasswordLink(user=user, made_by=by)
    token = link.use_token()
    link.save()
    record("offer_password", link, by=by, changes={"user": (None, user.pk)})
    return link, token


def look_up(token: str) -> PasswordLink:
    """The link of this token while it works; RuleBroken says in words why it does not."""
    return _open(PasswordLink.objects.select_related("user").filter(token_hash=digest(token)).first())


@transaction.atomic
def choose(*, token: str, password: str) -> User:
    """Set the new password and use the link up; every session under the old one ends."""
    link = _open(PasswordLink.objects.select_for_update(of=("self",)).select_related("user").get(pk=look_up(token).pk))
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    record("choose_password", link, by=link.user)
    return link.user


def _open(link: PasswordLink | None) -> PasswordLink:
    if link is None or not link.user.is_active:
        raise RuleBroken(_("This link is not known. Check that it was copied whole, or ask for a new one."))
    if link.used_at:
        raise RuleBroken(_("This link has already been used. Sign in with the password chosen then."))
    if link.expires_at <= timezone.now():
        raise RuleBroken(_("This link no longer works: it lasts two days, and a newer one replaces it. Ask your unit's administrator."))
    return link
