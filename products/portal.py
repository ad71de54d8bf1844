"""What the products offer to the portal: the public list, newest works, and the work lists of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile
from kontum_ttdn.ui.pagination import counted

from .models import Product
from .queries import work
from .queries.public import newest

ON_HOME = 6
MOST_WORK, MOST_PRODUCTS = 100, 1200  # beyond these a tile says "100+": nobody counts further


def tiles(user) -> list[Tile]:
    """How much waits for this person."""
    found = []
    if may(user, Permission.EDITION_TRANSLATE):
        found.append(_tile(_("editions to translate"), work.to_translate(user, MOST_WORK + 1), "to-translate"))
    if may(user, Permission.EDITION_REVIEW):
        found.append(_tile(_("editions wait for your review"), work.to_review(user), "to-review"))
    if may(user, Permission.EDITION_APPROVE):
        found.append(_tile(_("editions wait for your approval"), work.to_approve(user), "to-approve"))
        found.append(_tile(_("approved editions are not published"), work.to_publish(user), "to-publish", "wait"))
    if may(user, Permission.PRODUCT_VIEW):
        count, more = counted(Product.objects.visible_to(user), MOST_PRODUCTS)
        found.append(Tile(_("products"), count, reverse("products:list"), more=more))
    return found


def _tile(label: str, waiting, place: str, tone: str = "") -> Tile:
    count, more = counted(waiting, MOST_WORK)
    return Tile(label, count, f"{reverse('portal:desk')}#{place}", tone, more)


def work_section(request) -> dict | None:
    if not may(request.user, Permission.PRODUCT_VIEW):
        return None
    return {"template": "products/desk.html", "work": work.work_of(request.user)}


def newest_section(request, language: str) -> dict | None:
    editions = list(newest(language)[:ON_HOME])
    return {"template": "products/newest.html", "editions": editions} if editions else None
