"""What the products offer to the portal: the public list, newest works, and the work lists of the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.portal.registry import Tile
from kontum_ttdn.ui.pagination import counted

from .models import Product
from .queries import work
from .queries.comments import open_comments
from .queries.feedback import may_hear, newest_waiting
from .queries.lagging import behind_of, concerning, lagging
from .queries.outside import asked_by_units_of
from .queries.public import newest
from .queries.readiness import late
from .queries.shelves import shelves
from .queries.validity import running_out

ON_HOME = 6
MOST_WORK, MOST_PRODUCTS = 100, 1200  # beyond these a tile says "100+": nobody counts further


def tiles(user) -> list[Tile]:
    """How much waits for this person."""
    found = []
    if may(user, Permission.EDITION_TRANSLATE):
        found.append(_tile(_("editions to translate"), work.to_translate(user, MOST_WORK + 1, with_behind=False), "to-translate"))
    if may(user, Permission.EDITION_REVIEW):
        found.append(_tile(_("editions wait for your review"), work.to_review(user), "to-review"))
    if may(user, Permission.EDITION_APPROVE):
        found.append(_tile(_("editions wait for your approval"), work.to_approve(user), "to-approve"))
        found.append(_tile(_("approved editions are not published"), work.to_publish(user), "to-publish", "wait"))
    if may(user, Permission.OUTSIDE_REVIEW):
        count, more = counted(asked_by_units_of(user, waiting=True), MOST_WORK)
        found.append(Tile(_("reviews without an account wait"), count, reverse("products:outside_reviews"), more=more))
    if concerning(user)[1]:
        found.append(_tile(_("editions are behind their source"), behind_of(user), "behind", "wait"))
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


def behind_section(request) -> dict | None:
    """What is behind its source, language by language."""
    found = lagging(request.user)
    return {"template": "products/behind.html", "lagging": found} if found else None


def late_section(request) -> dict | None:
    """Products whose wished day of printing can no longer be met."""
    found = late(request.user) if may(request.user, Permission.PRODUCT_VIEW) else []
    return {"template": "products/late.html", "late": found} if found else None


def running_out_section(request) -> dict | None:
    """Works whose last day is near, or has passed while readers have them still."""
    found = running_out(request.user)
    return {"template": "products/running_out.html", "due": found} if found else None


def comments_section(request) -> dict | None:
    """Open comments that wait for this person's word."""
    found = open_comments(request.user) if may(request.user, Permission.PRODUCT_VIEW) else []
    return {"template": "products/open_comments.html", "talked": found} if found else None


def feedback_section(request) -> dict | None:
    """What readers wrote and nobody has seen."""
    found = newest_waiting(request.user) if may_hear(request.user) else []
    return {"template": "products/feedback_desk.html", "words": found} if found else None


def newest_section(request, language: str) -> dict | None:
    editions = list(newest(language)[:ON_HOME])
    return {"template": "products/newest.html", "editions": editions} if editions else None


def shelves_section(request, language: str) -> dict | None:
    """What there is most of, where a language has much."""
    found = shelves(language)
    return {"template": "products/shelves.html", "shelves": found} if found else None
