"""Letting phones of a unit in by a code, and out for good."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access import secret
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.workflow.flow import RuleBroken

from ..models import Device
from ..queries import CODE, TOKEN

VALID = timedelta(minutes=15)


@transaction.atomic
def invite(*, unit, name: str, by) -> tuple[Device, str]:
    """Make room for a phone of the unit; the code, which is returned and kept nowhere, lets one phone in within 15 minutes."""
    _keeps(by, unit)
    if not name.strip():
        raise RuleBroken(_("Say how the phone is called, for example where it lies."))
    code, prefix = secret.made(CODE)
    until = timezone.now() + VALID
    device = Device.objects.create(
        unit=unit, name=name.strip(), prefix=prefix, code_hash=secret.digest(code), code_until=until, invited_by=by
    )
    record("invite_device", device, by=by, changes={"unit": (None, str(unit))})
    return device, code


def enrol(*, code: str) -> tuple[Device, str]:
    """The phone that shows a code is let in, once; the token by which it is known from now on is returned and kept nowhere."""
    with transaction.atomic():
        prefix = secret.prefix_of(code.strip(), CODE)
        device = Device.objects.select_for_update(of=("self",)).filter(prefix=prefix or "-").first()
        if device is None or not device.is_invited or not secret.is_that(code.strip(), device.code_hash):
            raise RuleBroken(_("This code does not work any more. Ask for a new one."))
        token, device.prefix = secret.made(TOKEN)
        device.token_hash, device.code_hash, device.enrolled_at = secret.digest(token), "", timezone.now()
        device.save(update_fields=["token_hash", "code_hash", "prefix", "enrolled_at"])
        record("enrol_device", device, by=None)
    return device, token


@transaction.atomic
def revoke(*, device: Device, why: str, by) -> None:
    """A phone that is lost, sold or old: what it still sends is put aside, and it is told to forget."""
    _keeps(by, device.unit)
    device = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    if device.revoked_at:
        raise RuleBroken(_("This phone was revoked already."))
    why = normalise(why).strip()[:300]
    if not why:
        raise RuleBroken(_("Say why the phone is revoked."))
    device.revoked_at, device.revoked_by, device.revoked_why, device.code_hash = timezone.now(), by, why, ""
    device.save(update_fields=["revoked_at", "revoked_by", "revoked_why", "code_hash"])
    record("revoke_device", device, by=by, note=device.revoked_why)


def _keeps(by, unit) -> None:
    if not may(by, Permission.DEVICE_KEEP, unit):
        raise RuleBroken(_("You do not keep the phones of this unit."))
