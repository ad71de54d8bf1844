"""The registers on the desk: proposals that wait for an answer of who keeps them, layers that wait for their second key."""

from django.urls import reverse
from django.utils.translation import gettext as _

from border_db.models import Proposal
from border_db.queries.layers import waiting_for
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile
from kontum_ttdn.ui.pagination import counted

MOST = 100  # beyond these the tile says "100+"


def tiles(user) -> list[Tile]:
    found = []
    if may(user, Permission.REGISTER_KEEP):
        waiting = Proposal.objects.visible_to(user).waiting().exclude(by=user)
        found.append((_("proposed corrections wait for an answer"), waiting, "border_db:proposals"))
    if may(user, Permission.LAYER_CONFIRM):
        found.append((_("geographic layers wait for your key"), waiting_for(user), "border_db:layers"))
    tiles = []
    for label, rows, address in found:
        count, more = counted(rows, MOST)
        if count:
            tiles.append(Tile(label, count, reverse(address), "wait", more))
    return tiles
