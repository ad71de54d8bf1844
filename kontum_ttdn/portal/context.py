"""What the frame of every page needs from the portal: the menus, the pages of duty, who is responsible."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from kontum_ttdn.notices.queries import unread_count
from kontum_ttdn.ui.context import viewer_of

from . import registry
from .menu import links, menu_of, own_of


def frame(request) -> dict:
    viewer = viewer_of(request)
    items = registry.menu()
    return {
        "menu": links(menu_of(viewer, items), request.path),
        "own_pages": links(own_of(viewer, items), request.path),
        "unread": SimpleLazyObject(lambda: unread_count(viewer)) if viewer else "",
        "pages": links(registry.pages(), request.path),
        "operator": settings.OPERATOR,
        "feeds": tuple(registry.feeds()),
    }
