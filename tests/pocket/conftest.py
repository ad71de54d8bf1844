"""Entries of the registers, as those of border_db have them."""

from tests.border_db.conftest import keep

__all__ = ["keep"]
