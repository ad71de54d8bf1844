"""A reorganisation that comes as a file: prepared, looked at, carried out once, taken back exactly."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.audit.actions import record

from .. import effects, plan_file, queries, records
from ..models import ChangeKind, Reorganisation, Unit, UnitVersion
from ..plan_file import Plan
from ..planned import Directory, Meaning
from ..rules import Refused
from . import changes


@transaction.atomic
def prepare(*, data: bytes, by) -> Reorganisation:
    """Keep a plan to be looked at. The same file, prepared before by the same person, is the same row; one in force is refused."""
    plan = plan_file.read(data)
    _refuse_twice(plan)
    known = Reorganisation.objects.filter(sha256=plan.sha256, applied_at=None, prepared_by=by).first()
    if known:
        return known
    row = Reorganisation.objects.create(
        name=plan.name, date=plan.date, legal_basis=plan.legal_basis, text=plan.text, sha256=plan.sha256, prepared_by=by
    )
    record("prepare", row, by=by, changes=_noted(row))
    return row


def foresee(*, reorganisation: Reorganisation, by) -> effects.Effects:
    """What carrying it out would do. It is done, read and rolled back, so that nothing can differ; nothing is changed."""
    with transaction.atomic():
        _carry_out(reorganisation, by)
        found = effects.of(reorganisation, viewer=by)
        transaction.set_rollback(True)
    return found


def foresee_file(*, data: bytes) -> effects.Effects:
    """The same of a file that nobody has prepared, for the operator: not even that it was looked at is kept."""
    with transaction.atomic():
        found = foresee(reorganisation=prepare(data=data, by=None), by=None)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def apply(*, reorganisation: Reorganisation, by, seen: str = "") -> Reorganisation:
    """Carry it out. `seen`: the digest of the effects that were looked at; if what would happen is another by now, it is refused.

    `by` None: the operator, for whom no rights are asked.
    """
    row = _locked(reorganisation)
    if not row.is_prepared:
        raise Refused(_("This plan was carried out before."))
    _carry_out(row, by)
    if seen and effects.of(row, viewer=by).digest != seen:
        raise Refused(_("Units or rights have changed since you looked at the plan. Look again, then carry it out."))
    row.applied_by, row.applied_at = by, timezone.now()
    row.save(update_fields=["applied_by", "applied_at"])
    record("apply", row, by=by, changes=_noted(row), unit=_whose(row))
    return row


@transaction.atomic
def undo(*, reorganisation: Reorganisation, by, reason: str) -> Reorganisation:
    """Take exactly this back: what began with it is gone, what ended exists again. Refused where others have built on it since."""
    row, reason = _locked(reorganisation), reason.strip()
    if not row.is_in_force:
        raise Refused(_("This plan is not in force."))
    if not reason:
        raise Refused(_("Say why it is taken back."))
    with changes.reorganisation():
        begun = list(Unit.objects.filter(pk__in=queries.begun_with(row)).select_for_update())  # no new record points to them meanwhile
        ids, unit = {unit.pk for unit in begun}, _whose(row)
        _administers(by, set(_touched(row)) - ids or {unit})
        _refuse_built_upon(row, ids)
        changes.take_back(of=row, begun=begun)
    row.undone_by, row.undone_at, row.undo_reason = by, timezone.now(), reason
    row.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    record("undo", row, by=by, changes=_noted(row), unit=unit)
    return row


@transaction.atomic
def discard(*, reorganisation: Reorganisation, by) -> None:
    """Put a plan away that was not carried out."""
    row = _locked(reorganisation)
    if not row.is_prepared:
        raise Refused(_("This plan was carried out before."))
    record("discard", row, by=by, changes=_noted(row))
    row.delete()


def _noted(row: Reorganisation) -> dict[str, tuple]:
    return {"sha256": (None, row.sha256), "on": (None, row.date), "legal_basis": (None, row.legal_basis)}


def _locked(row: Reorganisation) -> Reorganisation:
    found = Reorganisation.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("This plan is no longer there."))
    return found


def _refuse_twice(plan: Plan) -> None:
    if Reorganisation.objects.in_force().filter(sha256=plan.sha256).exists():
        raise Refused(_("This very plan is in force already: “%s”.") % plan.name)


def _carry_out(row: Reorganisation, by) -> None:
    plan = plan_file.read(row.text.encode())
    with changes.reorganisation(row):  # nobody else changes units from here on
        _refuse_twice(plan)
        directory = Directory(plan)
        begun = _begin_all(plan, directory, by)
        meaning = Meaning(plan, directory)
        _may_carry_out(by, plan, meaning, begun)
        for step, units, into in meaning:
            _take(step, units, into, on=plan.date, by=by)
        for unit, begin, _parent in begun:
            changes.say_why_begun(unit=unit, legal_basis=begin.legal_basis)


def _begin_all(plan: Plan, directory: Directory, by) -> list[tuple]:
    """(unit, what the plan says of it, its parent), in the order of the file."""
    begun = []
    for begin in plan.begins:
        parent = Unit.objects.get(pk=directory.find(begin.parent)) if begin.parent else None
        unit = changes.begin_unit(kind=begin.kind, name=begin.name, valid_from=plan.date, parent=parent, by=by, **begin.facts)
        directory.add(unit, begin)
        begun.append((unit, begin, parent))
    return begun


def _take(step, units: list[Unit], into: list[Unit], *, on, by) -> None:
    said = {"on": on, "legal_basis": step.legal_basis, "note": step.note, "by": by}
    if step.kind == ChangeKind.MERGE:
        changes.merge(units=units, into=into[0], **said)
    elif step.kind == ChangeKind.SPLIT:
        changes.split(unit=units[0], into=into, **said)
    elif step.kind == ChangeKind.ABOLISH:
        changes.abolish(unit=units[0], **said)
    elif step.kind == ChangeKind.RENAME:
        changes.rename(unit=units[0], name=step.name, **said)
    else:
        changes.reparent(unit=units[0], parent=into[0] if into else None, **said)


def _may_carry_out(by, plan: Plan, meaning: Meaning, begun: list[tuple]) -> None:
    """Who reorganises must do so for every unit that changes, for every parent it comes under, and for what a new unit carries on."""
    if by is None:
        return
    heirs = {unit for step, old, into in meaning.steps if step.kind in (ChangeKind.MERGE, ChangeKind.SPLIT) for unit in into}
    own = {unit.pk for unit, _begin, _parent in begun}
    parents = {unit for step, old, into in meaning.steps if step.kind == ChangeKind.REPARENT for unit in into}
    parents |= {parent.pk for _unit, _begin, parent in begun if parent}
    _administers(by, meaning.old | (parents - own))
    for unit, begin, parent in begun:
        if parent is None and unit.pk not in heirs:
            raise Refused(_("“%s” would belong to no unit and carry on none: only the operator begins such a unit.") % begin.name)


def _administers(by, units: set[int]) -> None:
    foreign = units - unit_ids(by, Permission.UNIT_REORGANISE) if by else set()
    if foreign:
        unit = Unit.objects.prefetch_related("versions").get(pk=min(foreign))
        raise Refused(_("You may not reorganise %s.") % unit.name)


def _touched(row: Reorganisation):
    return UnitVersion.objects.filter(change__reorganisation=row).values_list("unit_id", flat=True).distinct()


def _whose(row: Reorganisation) -> int | None:
    """In whose log it stands: of the first unit that it ended or moved, else of the parent of what it began, else of what it began."""
    begun = queries.begun_with(row)
    versions = UnitVersion.objects.filter(change__reorganisation=row).values_list("unit_id", "parent_id")
    found = sorted((unit in begun, parent or unit if unit in begun else unit) for unit, parent in versions)
    return found[0][1] if found else None


def _refuse_built_upon(row: Reorganisation, begun: set[int]) -> None:
    others = UnitVersion.objects.exclude(change__reorganisation=row).select_related("parent").prefetch_related("parent__versions")
    if later := others.filter(unit__in=set(_touched(row)), valid_from__gte=row.date).order_by("valid_from").first():
        day = later.valid_from.strftime("%d/%m/%Y")
        raise Refused(_("%(unit)s has a later change, of %(day)s.") % {"unit": later.name, "day": day})
    if below := others.filter(parent__in=begun).first():
        raise Refused(_("%(unit)s belongs to %(parent)s, which began with this plan.") % {"unit": below.name, "parent": below.parent.name})
    used = [f"{kind.label} {sum(by_unit.values())}" for kind, by_unit in records.counted(begun).items() if by_unit]
    if used:
        raise Refused(_("It cannot be taken back: records point to units that began with it (%s).") % ", ".join(used))
