"""Who may change whose rights."""

from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.workflow.flow import RuleBroken


def not_oneself(user, *, by) -> None:
    if user.pk == by.pk:
        raise RuleBroken(_("Nobody changes their own rights. Ask the other administrator of your unit."))


def administers(by, unit, permission: Permission = Permission.ROLE_GRANT) -> None:
    """`by` must hold `permission` for `unit`; an account without a home unit belongs to the operator."""
    if unit is None or not may(by, permission, unit):
        raise RuleBroken(_("You do not administer this unit."))


def a_term(valid_from, valid_to) -> None:
    if valid_to and valid_to < valid_from:
        raise RuleBroken(_("The last day is before the first."))
