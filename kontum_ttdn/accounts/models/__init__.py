"""Accounts: who signs in, with which roles over which units, in which languages, from when to when."""

from .absences import Absence
from .grants import LanguageGrant, LanguageTask, RoleGrant
from .invitations import Invitation
from .resets import SecondFactorReset
from .users import User

__all__ = ["Absence", "Invitation", "LanguageGrant", "LanguageTask", "RoleGrant", "SecondFactorReset", "User"]
