"""The registers on the desk of who keeps them: proposals that wait for an answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from border_db.models import Proposal
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile
from kontum_ttdn.ui.pagination import counted

MOST = 100  # beyond these the tile says "100+"


def tiles(user) -> list[Tile]:
    if not may(user, Permission.REGISTER_KEEP):
        return []
    count, more = counted(Proposal.objects.visible_to(user).waiting().exclude(by=user), MOST)
    return [Tile(_("proposed corrections wait for an answer"), count, reverse("border_db:proposals"), "wait", more)] if count else []
