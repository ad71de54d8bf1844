"""Loads Kon Tum before and after 1 July 2025, its agencies, posts and neighbours from data/kon_tum.json.

Of Quảng Ngãi's 96 communes only the 40 of the Kon Tum part are known here; the other 56 are a data file away: more rows in
`communes_after`, loaded by running this again.
"""

import json
from datetime import date
from pathlib import Path

from . import actions
from .models import Level, Unit, UnitKind, UnitVersion

DATA = Path(__file__).parent / "data" / "kon_tum.json"
FACTS = ("aliases", "names", "code", "borders", "note")


def load(path: Path = DATA) -> None:
    """Add what is not there yet; what people have changed since stays as it is."""
    data = json.loads(path.read_text(encoding="utf-8"))
    with actions.reorganisation():
        _Loader(data).run()


class _Loader:
    """One reading of the file. `old` and `new` are the units by their code before and after the reform."""

    def __init__(self, data: dict):
        self.data = data
        self.reform = data["reform"]
        self.on = date.fromisoformat(self.reform["on"])
        self.old: dict[str, Unit] = {}
        self.new: dict[str, Unit] = {}
        firsts = {version.unit_id: version for version in UnitVersion.objects.select_related("unit").order_by("-pk")}
        self.known = {(first.unit.kind, first.code, first.name, first.valid_from): first.unit for first in firsts.values()}
        self.changed = set(UnitVersion.objects.filter(valid_from__isnull=False, change__isnull=False).values_list("unit_id", flat=True))

    def run(self) -> None:
        self.begin_before()
        self.begin_after()
        self.merge("provinces_before", "provinces")
        self.merge("communes_before", "communes")
        self.keep_communes()
        self.end_districts()
        self.agencies()
        self.foreign()

    def begin_before(self) -> None:
        for row in self.data["provinces_before"]:
            self.old[row["code"]] = self.unit(row, level=Level.PROVINCE)
        for row in self.data["districts"]:
            self.old[row["code"]] = self.unit(row, level=Level.DISTRICT, parent=self.old[row["parent"]])
        for row in self.data["communes_before"]:
            self.old[row["code"]] = self.unit(row, level=Level.COMMUNE, parent=self.old[row["parent"]])

    def begin_after(self) -> None:
        (province,) = self.data["province_after"]
        self.province = self.new[province["code"]] = self.unit(province, level=Level.PROVINCE, valid_from=self.on)
        for row in self.data["communes_after"]:
            self.new[row["code"]] = self.unit(row, level=Level.COMMUNE, parent=self.province, valid_from=self.on)
        for code in self.data["communes_kept"]:
            self.new[code] = self.old[code]

    def merge(self, rows: str, basis: str) -> None:
        """Each successor with all the units it was made of; a unit that is its own successor keeps its identity."""
        made_of: dict[str, list[Unit]] = {}
        for row in self.data[rows]:
            if self.new[row["successor"]] != self.old[row["code"]]:
                made_of.setdefault(row["successor"], []).append(self.old[row["code"]])
        for code, units in made_of.items():
            if fresh := self.unchanged(units):
                actions.merge(units=fresh, into=self.new[code], on=self.on, legal_basis=self.reform[basis], by=None)

    def keep_communes(self) -> None:
        for unit in self.unchanged([self.old[code] for code in self.data["communes_kept"]]):
            actions.reparent(unit=unit, parent=self.province, on=self.on, legal_basis=self.reform["communes"], by=None)

    def end_districts(self) -> None:
        for unit in self.unchanged([self.old[row["code"]] for row in self.data["districts"]]):
            actions.abolish(unit=unit, on=self.on, legal_basis=self.reform["districts"], by=None)

    def agencies(self) -> None:
        places = self.old | {"51": self.province}
        for row in self.data["agencies"]:
            unit = places[row["code"]] = self.unit(
                row, kind=row["kind"], parent=places[row["parent"]], valid_from=_day(row.get("valid_from"))
            )
            self.end_or_move(unit, row)
        for row in self.data["border_posts"]:
            self.unit(row, kind=UnitKind.BORDER_POST, parent=places[row["parent"]])

    def end_or_move(self, unit: Unit, row: dict) -> None:
        if not self.unchanged([unit]):
            return
        if ended := _day(row.get("ended")):
            actions.abolish(unit=unit, on=ended, note=row["note"], by=None)
        elif row.get("moves"):
            actions.reparent(unit=unit, parent=self.province, on=self.on, legal_basis=self.reform["provinces"], note=row["note"], by=None)

    def foreign(self) -> None:
        countries = {}
        for row in self.data["foreign"]:
            unit = self.unit(row, kind=UnitKind.FOREIGN, level=row["level"], parent=countries.get(row.get("parent")))
            countries[row.get("code")] = unit

    def unit(self, row: dict, *, kind: str = UnitKind.ADMINISTRATIVE, valid_from: date | None = None, **place) -> Unit:
        key = (kind, row.get("code", ""), row["name"], valid_from)
        if key not in self.known:
            facts = {field: row[field] for field in FACTS if field in row}
            self.known[key] = actions.begin_unit(kind=kind, name=row["name"], valid_from=valid_from, by=None, **place, **facts)
        return self.known[key]

    def unchanged(self, units: list[Unit]) -> list[Unit]:
        return [unit for unit in units if unit.pk not in self.changed]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
