"""Who says that a file is public. This file imports nothing: any room or domain may register here, from its apps.py."""

from collections.abc import Callable

_checks: list[Callable[[str], bool]] = []


def add_public_check(check: Callable[[str], bool]) -> None:
    """`check(sha256)` says whether a derived file of that hash belongs to something that everybody may see now."""
    if check not in _checks:
        _checks.append(check)


def is_public(sha256: str) -> bool:
    """Whether anybody at all may fetch the derived file of this hash. Nothing is public until somebody says so."""
    return any(check(sha256) for check in _checks)
