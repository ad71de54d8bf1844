"""A forgotten password: the administrator hands over a link, the person chooses a new one.

The link is signed and nothing of it is kept: it speaks of the password it replaces, so that it works once, and for two days.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils import timezone
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from .. import rules
from ..models import User


@transaction.atomic
def offer(*, user: User, by: User) -> tuple[str, datetime]:
    """The token of a link by which `user` chooses a new password, and until when it works."""
    rules.not_oneself(user, by=by)
    rules.administers(by, user.unit)
    if not user.is_active:
        raise RuleBroken(_("This account is already closed."))
    record("offer_password", user, by=by)
    token = f"{int_to_base36(user.pk)}.{default_token_generator.make_token(user)}"
    return token, timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def look_up(token: str) -> User:
    """Whose password this link replaces, while it works; RuleBroken says in words that it does not."""
    return _owner(token, User.objects.filter(is_active=True))


@transaction.atomic
def choose(*, token: str, password: str) -> User:
    """Set the new password; that closes the link and every session under the old one."""
    user = _owner(token, User.objects.select_for_update().filter(is_active=True))
    user.set_password(password)
    user.save(update_fields=["password"])
    record("choose_password", user, by=user)
    return user


def _owner(token: str, accounts) -> User:
    number, _dot, signed = token.partition(".")
    try:
        user = accounts.filter(pk=base36_to_int(number)).first()
    except ValueError:
        user = None
    if user is None or not default_token_generator.check_token(user, signed):
        raise RuleBroken(
            _("This link no longer works: it is good for two days and for one use. Ask your unit's administrator for a new one.")
        )
    return user
