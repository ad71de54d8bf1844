"""The order of what stands on the line, for its schematic picture: no distances, no directions, no coordinates."""

from dataclasses import dataclass

from border_db.models import BorderPost, Gate, Marker, Opening
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids

STEP, TOP = 44, 30  # units of the drawing: from one stop to the next, and above the first


@dataclass(frozen=True)
class Stop:
    """One thing on the line: what kind, its entry, and how high in the drawing its sign stands."""

    kind: str  # marker | gate | post
    entry: object
    y: int = 0

    @property
    def word(self) -> str:
        return self.entry._meta.verbose_name

    @property
    def is_open(self) -> bool:
        return getattr(self.entry, "opening", "") == Opening.OPEN

    @property
    def is_closed(self) -> bool:
        return getattr(self.entry, "opening", "") == Opening.CLOSED


@dataclass(frozen=True)
class Line:
    """The stops in their order, those whose place is not known, and the height of the drawing."""

    stops: list[Stop]
    elsewhere: list[Stop]

    @property
    def height(self) -> int:
        return TOP + STEP * len(self.stops)


def line(user) -> Line:
    """What `user` may see of the line, from north to south; posts only of the units for which they may see what is internal."""
    inside = unit_ids(user, Permission.REGISTER_INTERNAL)
    found = [
        *(Stop("marker", marker) for marker in Marker.objects.visible_to(user).standing()),
        *(Stop("gate", gate) for gate in Gate.objects.visible_to(user).standing()),
        *(Stop("post", post) for post in BorderPost.objects.visible_to(user).standing().filter(unit__in=inside)),
    ]
    placed = sorted(
        (stop for stop in found if stop.entry.place_in_line is not None), key=lambda stop: (stop.entry.place_in_line, stop.kind)
    )
    stops = [Stop(stop.kind, stop.entry, TOP + STEP * number) for number, stop in enumerate(placed)]
    return Line(stops, [stop for stop in found if stop.entry.place_in_line is None])
