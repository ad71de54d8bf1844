"""What persons ask of us about their data, and our answer, by the clock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record
from kontum_ttdn.units import working_days

from ..models import AnswerKind, Person, SubjectRequest
from ..rules import PersonRefused, need
from .consents import must_have_come
from .persons import standing

ANSWER_WITHIN = 2  # working days


@transaction.atomic
def receive_request(*, person: Person, kind: str, received_at: datetime, by, asked: str = "") -> SubjectRequest:
    """Note what the person asks of us, in their words; the answer is due within two working days."""
    need(by, Permission.PERSON_EDIT, person.unit_id)
    must_have_come(received_at)
    person = standing(person)
    due = working_days.after(timezone.localdate(received_at), ANSWER_WITHIN, working_days.public_calendar())
    request = SubjectRequest.objects.create(person=person, kind=kind, received_at=received_at, answer_due=due, asked=asked.strip())
    record("receive_request", person, by=by, changes={"request": (None, kind), "answer_due": (None, due)})
    return request


@transaction.atomic
def answer_request(*, request: SubjectRequest, by, answer: str = AnswerKind.DONE, done: str = "") -> SubjectRequest:
    """Note that the person has our answer, and what was done. Of an erased person no word is written any more."""
    request = SubjectRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    need(by, Permission.PERSON_EDIT, request.person.unit_id)
    if request.answered_at:
        raise PersonRefused(_("This has already been answered."))
    if answer not in AnswerKind:
        raise PersonRefused(_("Say what the answer is."))
    if done.strip() and request.person.main().erased_at:
        raise PersonRefused(_("This person has been erased: nothing more is written about them. Choose the answer without words."))
    if answer == AnswerKind.REFUSED and not done.strip():
        raise PersonRefused(_("A refusal needs its reason: the person has a right to it."))
    request.answered_at, request.answer, request.done = timezone.now(), answer, done.strip()
    request.save(update_fields=["answered_at", "answer", "done"])
    record("answer_request", request.person, by=by, changes={"request": (request.kind, "answered"), "answer": (None, answer)})
    return request
