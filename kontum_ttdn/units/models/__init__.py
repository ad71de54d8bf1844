"""Units as identities; names, codes and parents are dated versions of them."""

from .change import ChangeKind, UnitChange, UnitSuccession
from .span import UnitSpan
from .unit import Unit, UnitKind
from .version import Level, State, UnitVersion

__all__ = ["ChangeKind", "Level", "State", "Unit", "UnitChange", "UnitKind", "UnitSpan", "UnitSuccession", "UnitVersion"]
