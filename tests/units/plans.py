"""Plans of reorganisations for tests, and the rows of the directory to compare."""

import json
from datetime import date

from kontum_ttdn.units.models import Unit, UnitChange, UnitSpan, UnitSuccession, UnitVersion

DAY, EVE = date(2024, 1, 1), date(2023, 12, 31)


def plan(*changes, name="Sắp xếp thử", on=DAY, **more) -> bytes:
    said = {"name": name, "date": on.isoformat(), "changes": changes, **more}
    return json.dumps(said, ensure_ascii=False).encode()


def coded(code, on=EVE):
    return {"code": code, "on": on.isoformat()}


def known(unit):
    return {"id": unit.pk, "name": unit.name}


def new(name):
    return {"new": name}


def begin(name, parent=None, **more):
    return {"change": "begin", "kind": "agency", "name": name, "parent": parent and known(parent), **more}


def merge(units, into):
    return {"change": "merge", "units": [known(unit) for unit in units], "into": new(into)}


def rows() -> list[list]:
    """Every row of the directory; those of the closure without their numbers, which nobody refers to."""
    whole = [list(model.objects.order_by("pk").values()) for model in (Unit, UnitVersion, UnitChange, UnitSuccession)]
    return [*whole, sorted(map(str, UnitSpan.objects.values_list("ancestor", "descendant", "valid_from", "valid_to")))]
