"""Telling a person something, once, in their own language; what they do with it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.workflow.flow import RuleBroken

from .models import DigestOff, Notice
from .queries import wants_digest


@transaction.atomic
def tell(*, user, message: str, url: str = "", key: str = "", **values) -> Notice | None:
    """Leave a notice for `user`; None where the same matter (`key`) is already waiting unread.

    `message`: a msgid marked with gettext_noop, with %(names)s for `values` (strings and numbers only, nothing personal).
    `url`: an address of this portal as `reverse` gives it; its language is left off, for everybody reads in their own.
    """
    notice = Notice(user=user, message=message, values=values, url=_without_language(url), key=key)
    try:
        with transaction.atomic():
            notice.save()
    except IntegrityError:
        return None
    return notice


def _without_language(url: str) -> str:
    code, found, rest = url[1:].partition("/")
    return f"/{rest}" if found and code in CODES else url


def mark_read(*, notice: Notice, by) -> Notice:
    """`by` has seen it; a second time changes nothing."""
    now = timezone.now()
    if Notice.objects.visible_to(by).unread().filter(pk=notice.pk).update(read_at=now):
        notice.read_at = now
    return notice


def mark_all_read(*, by) -> int:
    """Everything that waits now is seen; returns how many there were."""
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def set_digest(*, email: str, wanted: bool, by) -> None:
    """Where the daily mail of `by` goes, and whether there is one. RuleBroken where it is wanted and the address cannot be one."""
    email = email.strip()
    if wanted and not email:
        raise RuleBroken(_("A daily e-mail needs an address."))
    if email and not _is_address(email):
        raise RuleBroken(_("This is not an e-mail address."))
    changes = {"email": ("", "")} if email != by.email else {}
    if wanted != wants_digest(by):
        changes["digest"] = (not wanted, wanted)
        DigestOff.objects.filter(user=by).delete() if wanted else DigestOff.objects.get_or_create(user=by)
    if "email" in changes:
        by.email = email
        by.save(update_fields=["email"])
    if changes:
        record("set_digest", by, by=by, changes=changes)


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254
