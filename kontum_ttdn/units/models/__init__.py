"""Units as identities; names, codes and parents are dated versions of them."""

from .change import ChangeKind, UnitChange, UnitSuccession
from .reorganisation import Reorganisation
from .span import UnitSpan
from .unit import Unit, UnitKind
from .version import Level, State, UnitVersion

__all__ = ["ChangeKind", "Level", "Reorganisation", "State", "Unit", "UnitChange", "UnitKind", "UnitSpan", "UnitSuccession", "UnitVersion"]
