"""The reference data of Kon Tum, and a quick way to begin units."""

import pytest

from kontum_ttdn.units import reference


@pytest.fixture
def kon_tum(db):
    """Kon Tum before and after 1 July 2025, as the portal ships it."""
    reference.load()
