"""The registers for the national database: what is not internal and not about persons; of what was struck off or has become internal
since it was handed over, that it is no more to be had."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from border_db.models import EntryVersion, Sensitivity
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
    entries = _entries(register, since).filter(beyond(["pk"], after))
    single = [name for name in register.open_fields if register.field(name).is_relation and name not in register.many]
    units = [f"{name}__versions" for name in single if register.field(name).related_model is Unit]
    for entry in entries.select_related(*single).prefetch_related(*units).order_by("pk")[:most]:
        if entry.sensitivity == Sensitivity.INTERNAL:
            yield [entry.pk, None, timezone.localdate(entry.closed_at), *(None for _name in register.open_fields)]
        else:
            yield [entry.pk, entry.version, timezone.localdate(entry.struck_at) if entry.struck_at else None, *_told(register, entry)]


def _entries(register: Register, since: date | None) -> QuerySet:
    """What stands and is not internal; since a day what changed, and what has become internal, which was open before."""
    if since is None:
        return register.model.objects.exported()
    moment = timezone.make_aware(datetime.combine(since, time.min))
    versions = EntryVersion.objects.filter(register=register.name)
    before = versions.filter(entry=OuterRef("entry"), number=OuterRef("number") - 1).exclude(said__sensitivity=Sensitivity.INTERNAL)
    closings = versions.filter(Exists(before), entry=OuterRef("pk"), said__sensitivity=Sensitivity.INTERNAL, at__gte=moment)
    found = register.model.objects.annotate(closed_at=Subquery(closings.order_by("-number").values("at")[:1]))
    internal = Q(sensitivity=Sensitivity.INTERNAL)
    return found.filter(~internal & Q(changed_at__gte=moment) | internal & Q(closed_at__isnull=False))


def _told(register: Register, entry) -> list:
    """Of one that was struck off no more than its name: what it said does not hold."""
    if entry.struck_at:
        return [entry.name if name == "name" else None for name in register.open_fields]
    return [_value(getattr(entry, name)) for name in register.open_fields]


def _value(value):
    return str(value) if hasattr(value, "_meta") else value


TABLES = [table(register) for register in REGISTERS.values() if not register.personal]
