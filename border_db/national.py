"""The registers for the national database: what is not internal and not about persons; of what was struck off, that it was."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import partial

from django.db.models import Q
from django.utils import timezone

from border_db.models import Sensitivity
from border_db.registers import REGISTERS, Register
from kontum_ttdn.national.registry import Scope, Table
from kontum_ttdn.national.rows import beyond, number
from kontum_ttdn.units.models import Unit

BESIDE = ("entry", "version", "struck_off")


def table(register: Register) -> Table:
    """One register as rows."""
    columns = (*BESIDE, *register.open_fields)
    return Table(f"register-{register.name}", Scope.REGISTERS, columns, (number,), partial(_rows, register))


def _rows(register: Register, since: date | None, after: Sequence = (), most: int | None = None) -> Iterator[list]:
    entries = register.model.objects.exclude(sensitivity=Sensitivity.INTERNAL).filter(beyond(["pk"], after))
    if since is None:
        entries = entries.standing()
    else:
        entries = entries.filter(Q(changed_at__gte=timezone.make_aware(datetime.combine(since, time.min))))
    single = [name for name in register.open_fields if register.field(name).is_relation and name not in register.many]
    units = [f"{name}__versions" for name in single if register.field(name).related_model is Unit]
    for entry in entries.select_related(*single).prefetch_related(*units).order_by("pk")[:most]:
        yield [entry.pk, entry.version, timezone.localdate(entry.struck_at) if entry.struck_at else None, *_told(register, entry)]


def _told(register: Register, entry) -> list:
    """Of one that was struck off no more than its name: what it said does not hold."""
    if entry.struck_at:
        return [entry.name if name == "name" else None for name in register.open_fields]
    return [_value(getattr(entry, name)) for name in register.open_fields]


def _value(value):
    return str(value) if hasattr(value, "_meta") else value


TABLES = [table(register) for register in REGISTERS.values() if not register.personal]
