"""What the walk puts into the addresses of phones and of what they send."""

from uuid import uuid4

from django.utils import timezone

from border_db.models import FormFamily, FormVersion, Submission, SubmissionVersion
from kontum_ttdn.offline.models import Device, Envelope

from .objects import sample

FORM = {"title": {"vi": "-"}, "fields": []}


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


@sample("border_db:report")
def report(unit, owner):
    form = FormVersion.objects.get_or_create(
        family=FormFamily.objects.get_or_create(code="nil")[0], number=1, defaults={"definition": FORM}
    )[0]
    envelope = Envelope.objects.get(pk=message_of_a_phone(unit, owner)["pk"])
    made = Submission.objects.create(envelope=envelope, form=form, unit=unit, on=timezone.localdate())
    SubmissionVersion.objects.create(submission=made, number=1, answers={})
    return {"pk": made.pk}


@sample("border_db:report_enter", scoped=False)
def sort_of_report(unit, owner):
    FormVersion.objects.get_or_create(family=FormFamily.objects.get_or_create(code="nil")[0], number=1, defaults={"definition": FORM})
    return {"code": "nil"}
