"""Loads Kon Tum as it was, its agencies, posts and neighbours (data/kon_tum.json), then what 1 July 2025 made of it (data/merger_2025.json).

Of Quảng Ngãi's 96 communes only the 40 of the Kon Tum part are known here; the other 56 are a data file away: rows in
`communes_after`, loaded by running this again.
"""

import json
from datetime import date
from pathlib import Path

from . import actions, plan_file
from .models import Level, Reorganisation, Unit, UnitKind, UnitVersion

DATA = Path(__file__).parent / "data" / "kon_tum.json"
MERGER = DATA.with_name("merger_2025.json")
FACTS = ("aliases", "names", "code", "borders", "note")


def load(path: Path = DATA) -> None:
    """Add what is not there yet; what people have changed since, a merger taken back too, stays as it is."""
    load_before(path)
    load_merger()
    load_after(path)


def load_before(path: Path = DATA) -> None:
    """The state up to 30 June 2025 alone: what the merger of the next day is tried on."""
    data = _read(path)
    with actions.reorganisation():
        _Loader().before(data)


def load_merger(path: Path = MERGER) -> None:
    """Carry the merger out, once: not where it was before, by whichever release of the file, nor where somebody took it back."""
    data = path.read_bytes()
    plan = plan_file.read(data)
    begins = {(begin.kind, begin.facts["code"], begin.name, plan.date) for begin in plan.begins}
    if begins & _Loader().known.keys() or Reorganisation.objects.filter(name=plan.name, applied_at__isnull=False).exists():
        return
    actions.apply(reorganisation=actions.prepare(data=data, by=None), by=None)


def load_after(path: Path = DATA) -> None:
    """Communes of the new province that carry on none that is known here."""
    rows, plan = _read(path)["communes_after"], plan_file.read(MERGER.read_bytes())
    province = UnitVersion.objects.filter(code="51", level=Level.PROVINCE, valid_from=plan.date).select_related("unit").first()
    with actions.reorganisation():
        loader = _Loader()
        for row in rows if province else ():
            loader.unit(row, level=Level.COMMUNE, parent=province.unit, valid_from=plan.date)


class _Loader:
    """One reading of a file. `places` are the units before the reform by their code."""

    def __init__(self):
        self.places: dict[str, Unit] = {}
        firsts = {version.unit_id: version for version in UnitVersion.objects.select_related("unit").order_by("-pk")}
        self.known = {(first.unit.kind, first.code, first.name, first.valid_from): first.unit for first in firsts.values()}
        self.ended = set(UnitVersion.objects.filter(state="ended").values_list("unit_id", flat=True))

    def before(self, data: dict) -> None:
        for row in data["provinces_before"]:
            self.place(row, level=Level.PROVINCE)
        for row in data["districts"]:
            self.place(row, level=Level.DISTRICT)
        for row in data["communes_before"]:
            self.place(row, level=Level.COMMUNE)
        for row in data["agencies"]:
            self.agency(row)
        for row in data["border_posts"]:
            self.unit(row, kind=UnitKind.BORDER_POST, parent=self.places[row["parent"]])
        self.foreign(data["foreign"])

    def place(self, row: dict, **facts) -> None:
        self.places[row["code"]] = self.unit(row, parent=self.places.get(row.get("parent")), **facts)

    def agency(self, row: dict) -> None:
        self.place(row, kind=row["kind"])
        unit = self.places[row["code"]]
        if row.get("ended") and unit.pk not in self.ended:
            actions.abolish(unit=unit, on=date.fromisoformat(row["ended"]), note=row["note"], by=None)

    def foreign(self, rows: list[dict]) -> None:
        countries = {}
        for row in rows:
            unit = self.unit(row, kind=UnitKind.FOREIGN, level=row["level"], parent=countries.get(row.get("parent")))
            countries[row.get("code")] = unit

    def unit(self, row: dict, *, kind: str = UnitKind.ADMINISTRATIVE, valid_from: date | None = None, **place) -> Unit:
        key = (kind, row.get("code", ""), row["name"], valid_from)
        if key not in self.known:
            facts = {field: row[field] for field in FACTS if field in row}
            self.known[key] = actions.begin_unit(kind=kind, name=row["name"], valid_from=valid_from, by=None, **place, **facts)
        return self.known[key]


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
