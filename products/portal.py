"""What the products offer to the portal: the public list, newest works, and the work lists of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile

from .queries import lists
from .queries.public import newest

ON_HOME = 6


def tiles(user) -> list[Tile]:
    """How much waits for this person."""
    desk = reverse("portal:desk")
    found = []
    if may(user, Permission.EDITION_TRANSLATE):
        found.append(Tile(_("editions to translate"), lists.to_translate(user).count(), f"{desk}#to-translate"))
    if may(user, Permission.EDITION_REVIEW):
        found.append(Tile(_("editions wait for your review"), lists.to_review(user).count(), f"{desk}#to-review"))
    if may(user, Permission.EDITION_APPROVE):
        found.append(Tile(_("editions wait for your approval"), lists.to_approve(user).count(), f"{desk}#to-approve"))
        found.append(Tile(_("approved editions are not published"), lists.to_publish(user).count(), f"{desk}#to-publish", "wait"))
    if may(user, Permission.PRODUCT_VIEW):
        found.append(Tile(_("products"), lists.products_with_editions(user).count(), reverse("products:list")))
    return found


def work_section(request) -> dict | None:
    if not may(request.user, Permission.PRODUCT_VIEW):
        return None
    return {"template": "products/desk.html", "work": lists.work_of(request.user)}


def newest_section(request, language: str) -> dict | None:
    editions = list(newest(language)[:ON_HOME])
    return {"template": "products/newest.html", "editions": editions} if editions else None
