"""Who sees which unit's rows. This room has no models: a user is whoever answers `.grants(on)` with (role, unit id) pairs.

A pair is there for each unit that a grant covers on that day, so "may here" is a look into a set, whatever the tree is like.
"""

from datetime import date
from typing import Protocol

from django.utils import timezone

from .permissions import Permission
from .roles import permits


class Holder(Protocol):
    is_authenticated: bool

    def grants(self, on: date) -> frozenset[tuple[str, int]]: ...


def unit_ids(user: Holder | None, permission: Permission, on: date | None = None) -> set[int]:
    """Ids of the units for which `user` holds `permission` on that day (today if not said)."""
    if user is None or not user.is_authenticated:
        return set()
    return {unit for role, unit in user.grants(on or timezone.localdate()) if permits(role, permission)}


def may(user: Holder | None, permission: Permission, unit=None, on: date | None = None) -> bool:
    """Whether `user` may do this for `unit` (an object or an id), or for any unit at all where none is named."""
    held = unit_ids(user, permission, on)
    if unit is None:
        return bool(held)
    return getattr(unit, "pk", unit) in held
