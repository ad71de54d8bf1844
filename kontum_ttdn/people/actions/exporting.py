"""Everything that the house has of a person, for the person."""

from datetime import date

from django.db import transaction

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.audit.actions import record

from .. import queries, registry
from ..models import Person
from ..naming import still_named
from ..rules import need


@transaction.atomic
def export_person(*, person: Person, by) -> dict:
    """JSON-ready: their rows, consents with the words agreed to, requests, who read them and what for, what each keeper holds, and in which
    other rows they are named."""
    person = person.main()
    need(by, Permission.PERSON_VIEW, person.unit_id)
    record("export_person", person, by=by)
    rows = queries.rows_of(person)
    told = {
        "person": [_plain(row) | {"unit": row.unit.name} for row in rows],
        "consents": [_consent(consent) for row in rows for consent in row.consents.select_related("text")],
        "requests": [_plain(request) for row in rows for request in row.requests.all()],
        "read_by": [
            {"at": entry.at.isoformat(), "who": entry.who, "did": entry.did, "what_for": entry.what_for} for entry in queries.readers(rows)
        ],
    }
    for keeper in registry.keepers():
        told[keeper.name] = [held for row in rows if (held := keeper.holds(row))]
    named = {model._meta.label: ids for model, ids in still_named(queries.naming_of(rows)) if model is not Person}
    return told | {"named_in": named}


def _consent(consent) -> dict:
    return _plain(consent) | {"text_version": consent.text.version, "wording": consent.text.wording}


def _plain(row) -> dict:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
