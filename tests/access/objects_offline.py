"""What the walk puts into the addresses of phones and of what they send."""

from uuid import uuid4

from django.utils import timezone

from kontum_ttdn.offline.models import Device, Envelope

from .objects import sample


@sample("phones:device", "phones:revoke")
def phone(unit, owner):
    return {"pk": Device.objects.create(unit=unit, name="-", prefix=uuid4().hex[:8], code_until=timezone.now()).pk}


@sample("phones:envelope")
def message_of_a_phone(unit, owner):
    said = {"client_uuid": uuid4(), "sha256": "0" * 64, "raw": "{}", "unit": unit, "state": "aside", "reason": "-"}
    return {"pk": Envelope.objects.create(**said).pk}


@sample("phone:receipt", scoped=False)
@sample("phone:files", hidden=True)  # only who puts a file there, and shows a phone's token
def message_of_no_phone(unit, owner):
    return {"uuid": uuid4()}
