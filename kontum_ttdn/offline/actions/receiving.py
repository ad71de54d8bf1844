"""THE door for everything made offline, whether a phone sends it, somebody brings it as a file, or it is typed in for who telephones.

The same message again is told the same again. Another text under the same mark is kept beside the first, for a person to decide, and its
sender is freed. Nothing that can be told apart from other messages is ever refused: what cannot be understood is put aside.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.units.models import Unit
from kontum_ttdn.units.queries import landing

from ..message import MOST_FILES, Message, read
from ..models import Attachment, Device, Envelope, EnvelopeState, Flag
from ..receipt import Receipt, receipt_of
from ..registry import NotUnderstood, taker

LATE = timedelta(days=1)
AHEAD = timedelta(minutes=10)  # a clock so far ahead is no clock


@dataclass(frozen=True)
class Sender:
    """Who brings a message: a phone of a unit, or a person at the department for a unit."""

    unit: Unit
    device: Device | None = None
    account: Any = None


def ingest(*, body: bytes, sender: Sender) -> Receipt:
    """Keep a message and answer with its receipt, once it is committed. Raises message.Unreadable where it is none."""
    message, digest = read(body), sha256(body).hexdigest()
    for _attempt in range(3):
        try:
            with transaction.atomic():
                device = _heard(sender.device, message)
                envelope, is_new = _kept(message, digest, body.decode(), sender, device)
            return receipt_of(envelope, asker=device, is_new=is_new)
        except IntegrityError as met:  # the same message came at the same instant: it is there now
            last = met
    raise last


def _kept(message: Message, digest: str, raw: str, sender: Sender, device: Device | None) -> tuple[Envelope, bool]:
    texts = Envelope.objects.select_related("device").filter(client_uuid=message.uuid)
    if known := texts.filter(sha256=digest).first():
        return known, False
    envelope = Envelope(
        client_uuid=message.uuid, sha256=digest, raw=raw, kind=message.kind, device=device, sent_by=sender.account,
        unit_id=_unit_on(sender.unit, message.on), on=message.on, sequence=message.sequence, device_time=message.device_time,
        conflicts_with=texts.filter(conflicts_with=None).first(),
    )  # fmt: skip
    envelope.reported_by = _person(message.reported_by, envelope)
    envelope.flags = list(_flags(message, envelope))
    envelope.state, envelope.reason = _standing(envelope)
    envelope.save()
    Attachment.objects.bulk_create(_announced(envelope, message))
    if envelope.state == EnvelopeState.RECEIVED:
        _give(envelope, message)
    return envelope, True


def _heard(device: Device | None, message: Message) -> Device | None:
    """The phone as it stands now, noted as heard of; revoked a moment ago, it says so."""
    if device is None:
        return None
    number = Greatest("last_sequence", message.sequence or 0)
    Device.objects.filter(pk=device.pk).update(last_heard_at=timezone.now(), last_sequence=number)
    return Device.objects.get(pk=device.pk)


def _unit_on(unit: Unit, on: date | None) -> int:
    """The unit as of the day of the fact: before a merger the one that was, after it the one that carries it on; never guessed among several."""
    return landing(unit, on or timezone.localdate()).unit_id


def _person(number: int | None, envelope: Envelope):
    """Who reports, of those who have a role at the unit."""
    if number is None:
        return None
    found = get_user_model().objects.filter(pk=number, is_active=True).first()
    units = {unit for _role, unit in found.grants(timezone.localdate())} if found else set()
    own = envelope.device.unit_id if envelope.device else envelope.unit_id
    return found if units & {envelope.unit_id, own} else None


def _flags(message: Message, envelope: Envelope):
    now = timezone.now()
    if message.device_time and message.device_time > now + AHEAD:
        yield Flag.CLOCK_AHEAD.value
    if message.device_time and message.device_time < now - LATE:
        yield Flag.CLOCK_BEHIND.value
    if message.on is None:
        yield Flag.NO_DAY.value
    elif message.on > timezone.localdate():
        yield Flag.DAY_TO_COME.value
    if message.reported_by is not None and envelope.reported_by is None:
        yield Flag.UNKNOWN_PERSON.value
    if len(message.files) > MOST_FILES:
        yield Flag.TOO_MANY_FILES.value


def _standing(envelope: Envelope) -> tuple[str, str]:
    """Whether it goes on its way, or waits for a person, and why."""
    if envelope.conflicts_with is not None:
        return EnvelopeState.CONFLICT, ""
    if envelope.device and envelope.device.revoked_at:
        day = timezone.localdate(envelope.device.revoked_at).strftime("%d/%m/%Y")
        return EnvelopeState.ASIDE, _("The phone was revoked on %(day)s.") % {"day": day}
    if taker(envelope.kind) is None:
        return EnvelopeState.ASIDE, _("Messages of the kind “%(kind)s” are not known here.") % {"kind": envelope.kind}
    return EnvelopeState.RECEIVED, ""


def _announced(envelope: Envelope, message: Message) -> list[Attachment]:
    """A row for each file that is still to come; a name said twice with the same hash is one file."""
    distinct = dict.fromkeys(message.files[:MOST_FILES])
    return [Attachment(envelope=envelope, name=each.name, expected_sha256=each.sha256) for each in distinct]


def _give(envelope: Envelope, message: Message) -> None:
    """To whoever knows its kind; what cannot be understood is put aside, with the reason."""
    try:
        with transaction.atomic():
            taker(envelope.kind)(envelope, message.said)
    except NotUnderstood as why:
        envelope.state, envelope.reason = EnvelopeState.ASIDE, str(why)[:300]
        envelope.save(update_fields=["state", "reason"])
