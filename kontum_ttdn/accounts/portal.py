"""What accounts offer to the desk: what waits for an administrator."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile

from . import queries


def tiles(user) -> list[Tile]:
    if not may(user, Permission.ACCOUNT_VIEW):
        return []
    page = reverse("accounts:list")
    waiting = [
        (_("Second factors to take off"), queries.open_resets(user).exclude(asked_by=user).exclude(user=user).count()),
        (_("Rights that have stopped"), len(queries.stopped_grants(user))),
    ]
    return [Tile(label, count, page, tone="wait") for label, count in waiting if count]
