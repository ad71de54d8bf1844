"""What runs out: works in force until a day that is near or has passed, which readers have still."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from products.models import Edition, Product

from .lists import source_title

AHEAD, LOOKED_BACK = timedelta(days=30), timedelta(days=90)  # told so long before; afterwards it is history
SHOWN = 20  # lines on the desk


@dataclass(frozen=True)
class Due:
    """A work that runs out; `passed`: it has, and readers have it still."""

    product: Product
    title: str
    passed: bool


def running_out(user, today: date | None = None) -> list[Due]:
    """Works of the units where this person writes or approves that run out within thirty days or have run out, the first first; two statements."""
    today = today or timezone.localdate()
    units = unit_ids(user, Permission.PRODUCT_WRITE) | unit_ids(user, Permission.EDITION_APPROVE)
    public = Edition.objects.filter(product=OuterRef("pk")).public()
    near = Product.objects.filter(valid_until__gte=today - LOOKED_BACK, valid_until__lte=today + AHEAD, unit_id__in=units)
    editions = Prefetch("editions", Edition.objects.only("product_id", "language", "title"))
    found = near.filter(Exists(public)).select_related("kind").prefetch_related(editions).order_by("valid_until", "pk")[:SHOWN]
    return [Due(product, source_title(product), product.valid_until < today) for product in found]
