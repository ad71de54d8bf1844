"""What a reorganisation does, or did: which units end, begin and move, whom rights follow, where records are shown from its day on."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256

from django.db.models import Prefetch

from . import queries, records
from .models import Reorganisation, State, Unit, UnitVersion
from .registry import rights_over
from .rules import Graph, Reason


@dataclass(frozen=True)
class Ended:
    unit_id: int = field(compare=False)
    name: str
    code: str
    how: str  # in words: merger, split, abolition
    followed_by: tuple[str, ...]


@dataclass(frozen=True)
class Begun:
    unit_id: int = field(compare=False)
    name: str
    code: str
    under: str
    follows: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """A unit that keeps its identity under another name or another parent."""

    unit_id: int
    name: str
    code: str
    was: str
    under: str
    was_under: str


@dataclass(frozen=True)
class Right:
    """A right over a unit that ends, and over which units it holds from then on; over none: it stops."""

    who: str
    what: str
    over: str
    follows_to: tuple[str, ...]


@dataclass(frozen=True)
class Landed:
    """Records of one kind that are shown in one row from that day on. `reason` empty: under that unit; else in a row of its own."""

    kind: str
    number: int
    sources: tuple[str, ...]
    row: str
    reason: str
    under: str


@dataclass(frozen=True)
class Effects:
    ended: tuple[Ended, ...]
    begun: tuple[Begun, ...]
    moved: tuple[Moved, ...]
    rights: tuple[Right, ...]
    other_rights: int  # over units whose accounts the viewer does not see
    records: tuple[Landed, ...]

    @property
    def digest(self) -> str:
        """The same for the same effects on units and rights; records come and go every minute and are not in it."""
        told = [[{**asdict(each), "unit_id": None} for each in rows] for rows in (self.ended, self.begun, self.moved)]
        rights = sorted((right.who, right.what, right.over, right.follows_to) for right in self.rights)
        return sha256(json.dumps([told, rights, self.other_rights], sort_keys=True, default=str).encode()).hexdigest()

    @property
    def record_count(self) -> int:
        return sum(landed.number for landed in self.records)

    @property
    def stopping(self) -> tuple[Right, ...]:
        return tuple(right for right in self.rights if not right.follows_to)


def of(row: Reorganisation, *, viewer=None) -> Effects:
    """The effects of what stands in the directory now; `viewer` None sees every right. A fixed number of SQL statements."""
    return _Reading(row, viewer).effects()


class _Reading:
    def __init__(self, row: Reorganisation, viewer):
        self.row, self.viewer, self.day = row, viewer, row.date
        self.tree: Graph = queries.graph()
        versions = Prefetch("versions", UnitVersion.objects.select_related("change"))
        self.units = {unit.pk: unit for unit in Unit.objects.prefetch_related(versions)}
        mine = [version for unit in self.units.values() for version in unit.versions.all() if self._is_mine(version)]
        self.mine = sorted(mine, key=lambda version: (version.code, version.name, version.unit_id))

    def _is_mine(self, version: UnitVersion) -> bool:
        return version.change is not None and version.change.reorganisation_id == self.row.pk

    def effects(self) -> Effects:
        rights, others = self._rights()
        ended = tuple(self._ended(version) for version in self.mine if not version.exists)
        begun = tuple(self._begun(version) for version in self.mine if version.exists and self._before(version) is None)
        moved = tuple(self._moved(version) for version in self.mine if version.exists and self._before(version) is not None)
        return Effects(ended, begun, moved, tuple(rights), others, tuple(self._records()))

    def _before(self, version: UnitVersion) -> UnitVersion | None:
        versions = list(self.units[version.unit_id].versions.all())
        place = next(place for place, each in enumerate(versions) if each.pk == version.pk)
        return versions[place - 1] if place else None

    def _name(self, unit: int | None, on: date | None = None) -> str:
        return self.units[unit].shown_on(on or self.day).name if unit else ""

    def _names(self, units) -> tuple[str, ...]:
        return tuple(sorted(self._name(unit) for unit in units))

    def _ended(self, version: UnitVersion) -> Ended:
        followed = self._names(self.tree.successors(version.unit_id, self.day))
        return Ended(version.unit_id, version.name, version.code, version.change.get_kind_display(), followed)

    def _begun(self, version: UnitVersion) -> Begun:
        follows = self._names(old for old, news in self.tree.successions.items() if any(new == version.unit_id for _day, new in news))
        return Begun(version.unit_id, version.name, version.code, self._name(version.parent_id), follows)

    def _moved(self, version: UnitVersion) -> Moved:
        before = self._before(version)
        was_under = self.units[before.parent_id].shown_on(self.day).name if before.parent_id else ""
        return Moved(version.unit_id, version.name, version.code, before.name, self._name(version.parent_id), was_under)

    def _gone(self) -> set[int]:
        return {version.unit_id for version in self.mine if version.state == State.ENDED}

    def _rights(self) -> tuple[list[Right], int]:
        held, others = rights_over(self._gone(), self.viewer)
        rights = [
            Right(right.who, right.what, self._name(right.unit_id), self._names(self.tree.heirs(right.unit_id, self.day))) for right in held
        ]
        return sorted(rights, key=lambda right: (bool(right.follows_to), right.over, right.who, right.what)), others

    def _records(self):
        for kind, by_unit in records.counted(self._gone()).items():
            rows: dict[tuple, list[int]] = {}
            for unit in by_unit:
                landing = self.tree.landing(unit, self.day)
                rows.setdefault((landing.unit_id, landing.reason, landing.under_id), []).append(unit)
            found = [
                Landed(
                    kind.label,
                    sum(by_unit[unit] for unit in units),
                    self._names(units),
                    self._name(row),
                    str(Reason(reason).label) if reason else "",
                    self._name(under),
                )
                for (row, reason, under), units in rows.items()
            ]
            yield from sorted(found, key=lambda landed: (landed.kind, landed.row))
