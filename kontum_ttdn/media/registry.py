"""Who says that a file is public, or for the staff of its unit. This file imports nothing: any room or domain may register here, from its apps.py."""

from collections.abc import Callable

_checks: list[Callable[[str], bool]] = []
_staff_checks: list[Callable[[int], bool]] = []
_listeners: list[Callable] = []


def add_public_check(check: Callable[[str], bool]) -> None:
    """`check(sha256)` says whether a derived file of that hash belongs to something that everybody may see now."""
    if check not in _checks:
        _checks.append(check)


def is_public(sha256: str) -> bool:
    """Whether anybody at all may fetch the derived file of this hash. Nothing is public until somebody says so."""
    return any(check(sha256) for check in _checks)


def add_staff_check(check: Callable[[int], bool]) -> None:
    """`check(file_id)` says whether that stored file is part of something which everybody may see who may see its unit's pictures."""
    if check not in _staff_checks:
        _staff_checks.append(check)


def is_for_staff(file_id: int) -> bool:
    """Whether the staff of its unit may fetch it by its number. What nobody speaks for is shown by its own pages alone: the scan of a sheet
    that somebody signed."""
    return any(check(file_id) for check in _staff_checks)


def add_listener(listener: Callable) -> None:
    """`listener(request, derivative, answer)` is told of each public file that is handed out; it must be quick and must not fail."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_handed_out(request, derivative, answer) -> None:
    for listener in _listeners:
        listener(request, derivative, answer)
