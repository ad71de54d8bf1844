"""The persons' place in the staff menu, and on the desk of who looks after them: what waits for an answer, what is kept too long."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile, add_menu, add_tiles
from kontum_ttdn.ui.pagination import counted

from . import queries

MOST = 100  # beyond these a tile says "100+"


def tiles(user) -> list[Tile]:
    if not may(user, Permission.PERSON_EDIT):
        return []
    waiting, past = queries.asked(user), queries.past_term(user)
    found = [
        (_("requests about personal data: answer due today or overdue"), waiting.pressing(), "people:requests", "wait"),
        (_("requests about personal data wait for an answer"), waiting, "people:requests", ""),
        (_("persons are kept beyond their term"), past, "people:past", "wait"),
    ]
    told = [(label, *counted(rows, MOST), reverse(page), tone) for label, rows, page, tone in found]
    return [Tile(label, count, url, tone, more) for label, count, more, url, tone in told if count]


def plug() -> None:
    add_menu(gettext_lazy("Persons"), "people:list", Permission.PERSON_VIEW, order=70)
    add_tiles(tiles)
