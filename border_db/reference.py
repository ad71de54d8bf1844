"""Loads what public sources say of the border from data/border.json: only what a source names, each with it. What people changed stays.

Where the page is no longer known by name, the line says so and waits to be confirmed.
"""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from border_db.actions.entries import write
from border_db.models import Confidence, Sensitivity
from border_db.registers import REGISTERS, Register
from kontum_ttdn.units.models import Unit, UnitVersion

DATA = Path(__file__).parent / "data" / "border.json"
KEEPER = "SVHTTDL"  # the department that keeps what is loaded


def load(path: Path = DATA) -> None:
    """Add what is not there yet, known by its register's key; what was struck off does not come back."""
    rows = json.loads(path.read_text(encoding="utf-8"))["registers"]
    with transaction.atomic():
        keeper = UnitVersion.objects.filter(code=KEEPER).order_by("pk").first()
        for name, entries in rows.items() if keeper else ():
            for row in entries:
                _add(REGISTERS[name], row, keeper.unit)


def _add(register: Register, row: dict, keeper: Unit) -> None:
    values = {"confidence": Confidence.SOURCE, "sensitivity": Sensitivity.PUBLIC, "unit": keeper, **_values(register, row)}
    if not register.model.objects.filter(**{name: values.get(name) for name in register.key}).exists():
        write(register.model(), values, by=None)


def _values(register: Register, row: dict) -> dict:
    return {name: _value(register, name, value) for name, value in row.items()}


def _value(register: Register, name: str, value):
    if value is None:
        return None
    field = register.field(name)
    if field.related_model is Unit:
        return _unit(value)
    if field.related_model is register.model:
        return register.model.objects.get(number=value)
    return date.fromisoformat(value) if field.get_internal_type() == "DateField" else value


def _unit(name: str) -> Unit:
    """A unit by the name that it bears in our own reference data; the last one begun where several bore it."""
    return UnitVersion.objects.filter(name=name).order_by("-valid_from", "-pk").first().unit
