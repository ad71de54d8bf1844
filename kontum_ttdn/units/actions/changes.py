"""Beginning, changing and ending units: the only door for a write. Each keeps versions, successions and the closure in step."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record

from .. import queries
from ..models import ChangeKind, Reorganisation, State, Unit, UnitChange, UnitSpan, UnitSuccession, UnitVersion
from ..rules import Graph, Refused

_open: ContextVar[bool] = ContextVar("units_reorganisation_open", default=False)
_of: ContextVar[Reorganisation | None] = ContextVar("units_reorganisation_of", default=None)
COPIED = ("name", "aliases", "names", "level", "code", "parent_id", "borders", "note")


@contextmanager
def reorganisation(of: Reorganisation | None = None) -> Iterator[None]:
    """Changes that only hold together, as one law makes them: the tree is checked and the closure stored once, at the end.

    `of`: the file that they come with; each change then says so. Raises Refused, with nothing changed, where the tree would not hold. Every action is one by itself.
    """
    if _open.get():
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        _one_at_a_time()
        tokens = _open.set(True), _of.set(of)
        try:
            yield
        finally:
            _open.reset(tokens[0])
            _of.reset(tokens[1])
        tree = queries.graph()
        _check(tree)
        _store_spans(tree)


@reorganisation()
def begin_unit(*, kind: str, name: str, by, valid_from: date | None = None, parent: Unit | None = None, **facts) -> Unit:
    """A new identity with its first version; `facts` are further fields of the version. `valid_from` None: start not known."""
    unit = Unit.objects.create(kind=kind)
    UnitVersion.objects.create(unit=unit, name=name, valid_from=valid_from, parent=parent, **facts)
    record("begin", unit, by=by, changes={"name": (None, name), "valid_from": (None, valid_from)})
    return unit


@reorganisation()
def rename(*, unit: Unit, name: str, on: date, by, legal_basis: str = "", note: str = "") -> UnitVersion:
    """Another name for the same unit; the old one stays findable in its earlier version."""
    change = _change(ChangeKind.RENAME, on, legal_basis, note)
    version = _turn(unit, on, change)
    before, version.name = version.name, name
    version.save()
    record("rename", unit, by=by, changes={"name": (before, name)})
    return version


@reorganisation()
def reparent(*, unit: Unit, parent: Unit | None, on: date, by, legal_basis: str = "", note: str = "") -> UnitVersion:
    """Another parent for the same unit: the identity stays."""
    change = _change(ChangeKind.REPARENT, on, legal_basis, note)
    version = _turn(unit, on, change)
    before, version.parent = version.parent, parent
    version.save()
    record("reparent", unit, by=by, changes={"parent": (before and before.pk, parent and parent.pk)})
    return version


@reorganisation()
def merge(*, units: Sequence[Unit], into: Unit, on: date, by, legal_basis: str = "", note: str = "") -> UnitChange:
    """`units` end and `into`, begun on that very day, carries them on, even where name or code stay the same."""
    change = _change(ChangeKind.MERGE, on, legal_basis, note)
    _begins_with(into, change)
    for unit in units:
        _end(unit, on, change, by=by)
        UnitSuccession.objects.create(change=change, old=unit, new=into)
    return change


@reorganisation()
def split(*, unit: Unit, into: Sequence[Unit], on: date, by, legal_basis: str = "", note: str = "") -> UnitChange:
    """`unit` ends and several units, begun on that very day, carry it on."""
    if len(into) < 2:
        raise Refused(_("A split has at least two successors."))
    change = _change(ChangeKind.SPLIT, on, legal_basis, note)
    _end(unit, on, change, by=by)
    for new in into:
        _begins_with(new, change)
        UnitSuccession.objects.create(change=change, old=unit, new=new)
    return change


@reorganisation()
def abolish(*, unit: Unit, on: date, by, legal_basis: str = "", note: str = "") -> UnitChange:
    """`unit` ends and nobody carries it on."""
    change = _change(ChangeKind.ABOLISH, on, legal_basis, note)
    _end(unit, on, change, by=by)
    return change


@reorganisation()
def say_why_begun(*, unit: Unit, legal_basis: str) -> None:
    """Give a unit that carries nobody on the instrument by which it begins; a successor has that of its merger or split."""
    first = unit.versions.get()
    if first.change is None:
        first.change = _change(ChangeKind.BEGIN, first.valid_from, legal_basis, "")
        first.save(update_fields=["change"])


@reorganisation()
def take_back(*, of: Reorganisation, begun: Sequence[Unit]) -> None:
    """Everything that came with this file goes: its versions, its changes with their successions, the units `begun` by it."""
    UnitVersion.objects.filter(change__reorganisation=of).delete()
    UnitChange.objects.filter(reorganisation=of).delete()
    Unit.objects.filter(pk__in=[unit.pk for unit in begun]).delete()


def _change(kind: str, on: date, legal_basis: str, note: str) -> UnitChange:
    return UnitChange.objects.create(kind=kind, date=on, legal_basis=legal_basis, note=note, reorganisation=_of.get())


def _turn(unit: Unit, on: date, change: UnitChange) -> UnitVersion:
    """The version that begins on that day, unsaved if new, for an action to alter."""
    last = _last(unit, on)
    if last.valid_from != on:
        copied = {field: getattr(last, field) for field in COPIED}
        return UnitVersion(unit=unit, valid_from=on, change=change, **copied)
    if last.change is None or last.change.kind not in (ChangeKind.RENAME, ChangeKind.REPARENT):
        raise Refused(_("%(unit)s begins on that day.") % {"unit": last.name})
    if last.change.reorganisation != _of.get():  # else one could not be taken back without the other
        raise Refused(_("%(unit)s already changes on that day.") % {"unit": last.name})
    return last


def _end(unit: Unit, on: date, change: UnitChange, *, by) -> None:
    last = _last(unit, on)
    if last.valid_from == on:
        raise Refused(_("%(unit)s already changes on that day.") % {"unit": last.name})
    copied = {field: getattr(last, field) for field in COPIED}
    UnitVersion.objects.create(unit=unit, valid_from=on, change=change, **{**copied, "state": State.ENDED, "note": ""})
    noted = {"state": (State.EXISTS, State.ENDED), "on": (None, on), "legal_basis": (None, change.legal_basis)}
    record(change.kind, unit, by=by, changes=noted)  # a note would be looked through for every name that the house knows


def _last(unit: Unit, on: date) -> UnitVersion:
    """The unit's last version: history is continued from its end, never altered under later versions."""
    last = unit.versions.select_related("change__reorganisation", "parent").last()
    if not last.exists:
        raise Refused(_("%(unit)s has already ended.") % {"unit": last.name})
    if last.valid_from and last.valid_from > on:
        raise Refused(_("%(unit)s has a later change, of %(day)s.") % {"unit": last.name, "day": last.valid_from.strftime("%d/%m/%Y")})
    return last


def _begins_with(new: Unit, change: UnitChange) -> None:
    """A successor begins on the day of the change, and its first version says by which."""
    first = new.versions.select_related("change").first()
    if first.valid_from != change.date:
        raise Refused(_("%(unit)s does not begin on that day: a successor is a new unit, even under an old name.") % {"unit": first.name})
    if first.change is None:
        first.change = change
        first.save(update_fields=["change"])


def _one_at_a_time() -> None:
    """Two people reorganising at once would each check a tree without the other's change (SQLite locks by itself)."""
    list(Unit.objects.select_for_update(no_key=True).order_by("pk")[:1])


def _check(tree: Graph) -> None:
    for child, parent in tree.adrift():
        names = {unit.pk: unit.name for unit in Unit.objects.filter(pk__in=(child, parent)).prefetch_related("versions")}
        raise Refused(
            _("%(unit)s would belong to %(parent)s at a time when that does not exist.") % {"unit": names[child], "parent": names[parent]}
        )
    for code in tree.shared_codes():
        raise Refused(_("Two units would carry the code %(code)s on the same day.") % {"code": code})


def _store_spans(tree: Graph) -> None:
    wanted = {(above, below, _known(begins, date.min), _known(ends, date.max)) for above, below, begins, ends in tree.spans}
    stored = {tuple(row): pk for pk, *row in UnitSpan.objects.values_list("pk", "ancestor_id", "descendant_id", "valid_from", "valid_to")}
    UnitSpan.objects.filter(pk__in=[pk for row, pk in stored.items() if row not in wanted]).delete()
    UnitSpan.objects.bulk_create(
        UnitSpan(ancestor_id=above, descendant_id=below, valid_from=begins, valid_to=ends)
        for above, below, begins, ends in wanted - stored.keys()
    )


def _known(day: date, open_side: date) -> date | None:
    return None if day == open_side else day
