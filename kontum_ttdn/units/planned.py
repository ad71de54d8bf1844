"""Which units a plan means: its codes with their days, numbers with their names, and new names, looked up in the directory."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from . import queries
from .models import ChangeKind, State, Unit, UnitVersion
from .plan_file import Begin, Named, Plan, Step
from .rules import Refused

ENDINGS = (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.ABOLISH)


class Directory:
    """Every unit by what it was called and coded when; read whole, in one SQL statement, before the plan changes anything."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.spellings: dict[int, set[str]] = {}
        self.carriers: dict[str, list[tuple[date, date, int]]] = {}  # code → (from, to, unit)
        self.begun: dict[str, list[Unit]] = {}  # by code and by name
        self.new_ids: set[int] = set()
        self.names: dict[int, str] = {}
        self._read()

    def _read(self) -> None:
        columns = ("unit_id", "valid_from", "state", "code", "name", "aliases", "names")
        running: dict[int, tuple] = {}
        for unit, begins, state, code, name, aliases, names in UnitVersion.objects.order_by(
            "unit_id", *UnitVersion._meta.ordering
        ).values_list(*columns):
            begins = begins or date.min
            if unit in running:
                self._carried(unit, *running.pop(unit), until=begins)
            if state == State.EXISTS:
                running[unit] = (code, begins)
            self.spellings.setdefault(unit, set()).update(queries.spelled_alike(each) for each in (name, *aliases, *names.values()))
            self.names[unit] = name
        for unit, carried in running.items():
            self._carried(unit, *carried, until=date.max)

    def _carried(self, unit: int, code: str, begins: date, *, until: date) -> None:
        if code:
            self.carriers.setdefault(code, []).append((begins, until, unit))

    def add(self, unit: Unit, begin: Begin) -> None:
        """A unit that the plan has just begun."""
        self.new_ids.add(unit.pk)
        self.names[unit.pk] = begin.name
        for key in ({begin.facts["code"]} - {""}) | {"new " + queries.spelled_alike(begin.name)}:
            self.begun.setdefault(key, []).append(unit)

    def find(self, named: Named) -> int:
        """The id of the unit that is meant; Refused where it is none, or not one."""
        if named.is_new:
            return self._the_new(named.name)
        if named.id:
            return self._numbered(named)
        return self._coded(named.code, named.on)

    def _the_new(self, name: str) -> int:
        found = self.begun.get("new " + queries.spelled_alike(name), [])
        if len(found) > 1:
            raise Refused(_("Two units called “%s” begin with this plan; name them by code and day.") % name)
        if not found:
            raise Refused(_("No unit called “%s” begins with this plan before it is named.") % name)
        return found[0].pk

    def _numbered(self, named: Named) -> int:
        if named.id not in self.spellings:
            raise Refused(_("There is no unit with the number %d.") % named.id)
        if queries.spelled_alike(named.name) not in self.spellings[named.id]:
            raise Refused(_("The unit with the number %(id)d was never called “%(name)s”.") % {"id": named.id, "name": named.name})
        return named.id

    def _coded(self, code: str, on: date) -> int:
        if on > self.plan.date:
            raise Refused(_("%(code)s is named by a day after the plan's own: %(day)s.") % {"code": code, "day": on.isoformat()})
        if on == self.plan.date and code in self.begun:
            return self.begun[code][0].pk
        for begins, ends, unit in self.carriers.get(code, ()):
            if begins <= on < ends:
                return unit
        raise Refused(_("No unit carried the code %(code)s on %(day)s.") % {"code": code, "day": on.isoformat()})


class Meaning:
    """The steps of a plan with the units they mean, in their order."""

    def __init__(self, plan: Plan, directory: Directory):
        self.directory = directory
        self.steps = [(step, self._found(step, step.units), self._found(step, step.into)) for step in plan.steps]
        self.old = {unit for _step, units, _into in self.steps for unit in units}
        self._check_once()

    def _found(self, step: Step, named: tuple[Named, ...]) -> list[int]:
        try:
            return [self.directory.find(each) for each in named]
        except Refused as refusal:
            raise Refused(_("Change %(number)d: %(why)s") % {"number": step.number, "why": refusal}) from None

    def __iter__(self) -> Iterator[tuple[Step, list[Unit], list[Unit]]]:
        """The units come from one statement; each is the same object wherever it stands."""
        wanted = self.old | {unit for _step, _units, into in self.steps for unit in into}
        units = Unit.objects.in_bulk(wanted)
        for step, old, into in self.steps:
            yield step, [units[pk] for pk in old], [units[pk] for pk in into]

    def _check_once(self) -> None:
        """A unit ends once, and what ends is not renamed or moved as well; successors begin with the plan itself."""
        said: dict[tuple[int, str], int] = {}
        for step, old, into in self.steps:
            ends = step.kind in ENDINGS
            for unit in old:
                for kind in ("end", ChangeKind.RENAME, ChangeKind.REPARENT) if ends else ("end", step.kind):
                    if (unit, kind) in said:
                        self._refuse_twice(unit, said[unit, kind], step.number)
                said[unit, "end" if ends else step.kind] = step.number
            if ends and (strange := [unit for unit in into if unit not in self.directory.new_ids]):
                name = self.directory.names[strange[0]]
                raise Refused(
                    _(
                        "Change %(number)d: %(unit)s does not begin with this plan. A successor is a new unit, even under an old name: add a “begin”."
                    )
                    % {"number": step.number, "unit": name}
                )

    def _refuse_twice(self, unit: int, first: int, second: int) -> None:
        numbers = {"unit": self.directory.names[unit], "first": first, "second": second}
        raise Refused(_("%(unit)s stands in the plan twice: in the changes %(first)d and %(second)d.") % numbers)
