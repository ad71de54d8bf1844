"""The reference data of Kon Tum, loaded once and put back row by row: a fresh load for every test would take most of the time."""

import pytest

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.units import reference
from kontum_ttdn.units.models import Reorganisation, Unit, UnitChange, UnitSpan, UnitSuccession, UnitVersion

TABLES = (Unit, Reorganisation, UnitChange, UnitVersion, UnitSuccession, UnitSpan, Entry)
_rows: dict[type, list] = {}


@pytest.fixture
def kon_tum(db):
    """Kon Tum before and after 1 July 2025, as the portal ships it. Ask for it before any other unit is made."""
    if _rows:
        for model in TABLES:
            model.objects.bulk_create(_rows[model])
    else:
        reference.load()
        _rows.update({model: list(model.objects.all()) for model in TABLES})
