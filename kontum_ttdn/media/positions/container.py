"""What the walk through a picture's container finds."""

from dataclasses import dataclass, field


class Malformed(ValueError):
    """The container is cut off, or is not what its first bytes say."""


@dataclass
class Cut:
    """A picture without its position tags, and what was seen on the way."""

    kept: bytes = b""
    width: int = 0  # pixels, as the header says: known before anything is unpacked
    height: int = 0
    animated: bool = False
    removed: list[bytes] = field(default_factory=list)  # every piece that did not stay, for the search for smuggled files

    def measure(self, width: int, height: int) -> None:
        """The largest size that any head claims counts: a decoder may set memory aside for it."""
        self.width, self.height = max(self.width, width), max(self.height, height)


def need(condition: object, what: str) -> None:
    if not condition:
        raise Malformed(what)
