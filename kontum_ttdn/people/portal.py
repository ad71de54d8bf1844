"""The persons' place in the staff menu."""

from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.portal.registry import add_menu


def plug() -> None:
    add_menu(_("Persons"), "people:list", Permission.PERSON_VIEW, order=70)
