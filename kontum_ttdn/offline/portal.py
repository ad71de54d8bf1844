"""On the desk: messages of phones about which somebody must decide."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile
from kontum_ttdn.ui.pagination import counted

from .queries import waiting_for

MOST = 100  # beyond these the tile says "100+"


def tiles(user) -> list[Tile]:
    if not may(user, Permission.REPORT_VIEW):
        return []
    count, more = counted(waiting_for(user), MOST)
    return [Tile(_("messages of phones wait for a decision"), count, reverse("phones:incoming"), "wait", more)] if count else []
