"""One check for each kind of file: each answers with what to keep, or refuses in words."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Checked:
    """What passed: the bytes to keep (or a file that holds them), without position tags, and what is known of them."""

    kind: str
    media_type: str
    content: bytes | Path
    facts: dict = field(default_factory=dict)
