"""What the walk puts into the addresses of persons (see objects.py)."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from kontum_ttdn.people.actions import add_person, give_consent, receive_request, write_text
from kontum_ttdn.people.models import Person
from tests.factories import UserFactory

from .objects import sample


@sample(
    "people:detail",
    "people:edit",
    "people:merge",
    "people:readers",
    "people:rights",
    "people:consent",
    "people:receive",
    "people:export",
    "people:erase",
)
def person(unit, owner):
    by = UserFactory(unit=unit, roles=["administrator"])
    return {"pk": add_person(name="Y Thử", unit=unit, purpose="contact", basis="duty", keep_until=date(2099, 1, 1), by=by).pk}


@sample("people:request")
def request_of_a_person(unit, owner):
    by = UserFactory(unit=unit, roles=["administrator"])
    asks = Person.objects.get(pk=person(unit, owner)["pk"])
    return {"pk": receive_request(person=asks, kind="access", received_at=timezone.now(), by=by).pk}


@sample("people:withdraw")
def consent_of_a_person(unit, owner):
    by = UserFactory(unit=unit, roles=["administrator"])
    said = {"purpose": "contact", "version": uuid4().hex, "wording": "-", "valid_from": date(2025, 1, 1)}
    asks = Person.objects.get(pk=person(unit, owner)["pk"])
    return {"pk": give_consent(person=asks, text=write_text(**said, by=by), given_at=timezone.now(), by=by).pk}
