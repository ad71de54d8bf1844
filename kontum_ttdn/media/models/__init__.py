"""Files that came through the gate, and what we made of them."""

from .derivatives import Derivative, Purpose
from .files import FileState, Kind, Sensitivity, StoredFile
from .pictures import People, Picture, Rights

__all__ = ["Derivative", "FileState", "Kind", "People", "Picture", "Purpose", "Rights", "Sensitivity", "StoredFile"]
