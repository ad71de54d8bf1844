"""What a message of the kind "field_report" becomes: a report, under the version of the form with which it was written."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from border_db.definition import read
from border_db.models import FormVersion, How, Submission, SubmissionVersion
from kontum_ttdn.offline.registry import NotUnderstood

KIND = "field_report"


def take(envelope, said: dict[str, Any]) -> None:
    """Any version of a form is taken, however old; so are answers that the form does not know. A day that is not said is the day it came."""
    form = _form(said["form"])
    report = Submission.objects.create(
        envelope=envelope, form=form, unit_id=envelope.unit_id, on=envelope.on or timezone.localdate(), reported_by=envelope.reported_by,
        how=_how(said["form"], by_phone=envelope.device_id is not None), is_urgent=read(form.definition).is_urgent,
    )  # fmt: skip
    SubmissionVersion.objects.create(submission=report, number=1, answers=said["answers"] or {}, by=envelope.reported_by)


def _form(said: Any) -> FormVersion:
    if not isinstance(said, dict) or not isinstance(said.get("version"), int):
        raise NotUnderstood(_("The report does not say with which form it was written."))
    found = FormVersion.objects.filter(family__code=str(said.get("family"))[:40], number=said["version"]).first()
    if found is None:
        raise NotUnderstood(_("The form “%(family)s”, version %(version)s, is not known here.") % {**said, "family": said.get("family")})
    return found


def _how(said: dict[str, Any], *, by_phone: bool) -> str:
    how = said.get("how")
    return How.PHONE if by_phone else how if how in How.values else How.DESK
