"""Writing units: single changes, and whole reorganisations that come as a file."""

from .changes import abolish, begin_unit, merge, rename, reorganisation, reparent, split
from .reorganisations import apply, discard, foresee, foresee_file, prepare, undo

__all__ = [
    "abolish",
    "apply",
    "begin_unit",
    "discard",
    "foresee",
    "foresee_file",
    "merge",
    "prepare",
    "rename",
    "reorganisation",
    "reparent",
    "split",
    "undo",
]
