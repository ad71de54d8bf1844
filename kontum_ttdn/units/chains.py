"""The chain of a place: who came before whom, by merger, split, abolition or another name, told step by step."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from . import queries
from .models import Unit, UnitChange, UnitSuccession, UnitVersion


@dataclass(frozen=True)
class Link:
    """A unit under the name that it had in a step."""

    unit_id: int
    name: str


@dataclass(frozen=True)
class Step:
    """From `day` on: those before, until the evening before, and those after; none after an abolition."""

    day: date
    change: UnitChange | None
    before: tuple[Link, ...]
    after: tuple[Link, ...]

    @property
    def last_day(self) -> date:
        return self.day - timedelta(days=1)


def of(unit: Unit) -> list[Step]:
    """Earliest first; empty where nothing but the unit itself was ever there. Three SQL statements, however long the chain."""
    versions: dict[int, list[UnitVersion]] = {}
    for version in UnitVersion.objects.filter(unit__in=queries.chain([unit.pk])).select_related("change"):
        versions.setdefault(version.unit_id, []).append(version)
    steps = [*_successions(versions), *_alone(versions)]
    return sorted(steps, key=lambda step: (step.day, step.before[0].name))


def _successions(versions: dict[int, list[UnitVersion]]) -> list[Step]:
    told: dict[int, tuple[UnitChange, dict, dict]] = {}
    rows = UnitSuccession.objects.filter(old__in=versions, new__in=versions).select_related("change").order_by("pk")
    for row in rows:
        _change, before, after = told.setdefault(row.change_id, (row.change, {}, {}))
        before[row.old_id] = Link(row.old_id, versions[row.old_id][-1].name)
        after[row.new_id] = Link(row.new_id, versions[row.new_id][0].name)
    return [Step(change.date, change, _sorted(before), _sorted(after)) for change, before, after in told.values()]


def _sorted(links: dict[int, Link]) -> tuple[Link, ...]:
    return tuple(sorted(links.values(), key=lambda link: (link.name, link.unit_id)))


def _alone(versions: dict[int, list[UnitVersion]]) -> list[Step]:
    """Other names of one unit, and ends that nobody follows."""
    steps = []
    for unit, rows in versions.items():
        for before, after in pairwise(rows):
            if after.exists and after.name != before.name:
                steps.append(Step(after.valid_from, after.change, (Link(unit, before.name),), (Link(unit, after.name),)))
            elif not after.exists and after.change and after.change.kind == "abolish":
                steps.append(Step(after.valid_from, after.change, (Link(unit, before.name),), ()))
    return steps
