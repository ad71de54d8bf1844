"""The very first administrator, whom nobody can invite."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.access.roles import Role
from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken

from ..models import RoleGrant, User
from .grants import give_role


@transaction.atomic
def appoint_first_administrator(*, username: str, display_name: str, unit) -> tuple[User, str]:
    """Make an account that administers `unit`; the password is returned and never kept. RuleBroken once anybody administers anything."""
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise RuleBroken(_("There is an administrator already: further people are invited from the portal."))
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(username, password, display_name=display_name, unit=unit)
    give_role(user=user, role=Role.ADMINISTRATOR, unit=unit, valid_from=None, valid_to=None, by=None)
    record("appoint_first_administrator", user, by=None, changes={"unit": (None, unit.pk)})
    return user, password
