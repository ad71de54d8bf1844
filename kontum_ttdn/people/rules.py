"""When this room says no."""

from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may


class PersonRefused(Exception):  # noqa: N818
    """Something about a person may not be done; the text is for the one who tried."""


def need(by, permission: Permission, unit_id: int) -> None:
    """Personal data of a unit are for those alone who hold this right there."""
    if not may(by, permission, unit_id):
        raise PersonRefused(_("Your roles do not allow this for this unit."))
