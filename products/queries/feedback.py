"""What readers said, for those who write or answer for it; each list in a fixed number of statements."""

from django.db.models import Count, Q

from products.models import Feedback, Product
from products.models.feedback import hearing_units

ON_DESK = 8


def _with_edition(found):
    return found.select_related("edition__product", "revision", "handled_by").defer("revision__content")


def newest_waiting(user) -> list[Feedback]:
    """The newest notes of the person's units that nobody has seen."""
    return list(_with_edition(Feedback.objects.visible_to(user).waiting()).order_by("-pk")[:ON_DESK])


def said_of(product: Product, user):
    """Everything that was said of one product, newest first, for those who hear it."""
    return _with_edition(Feedback.objects.visible_to(user).filter(edition__product=product)).order_by("-pk")


def useful_by_language(product: Product) -> list[tuple[str, int, int]]:
    """(language, useful, not useful) of each edition that somebody spoke of."""
    found = Feedback.objects.filter(edition__product=product).order_by().values_list("edition__language")
    return list(
        found.annotate(yes=Count("pk", filter=Q(useful=True)), no=Count("pk", filter=Q(useful=False))).order_by("edition__language")
    )


def may_hear(user, product: Product | None = None) -> bool:
    """Whether this person sees what readers said: of this product, or of any at all."""
    units = hearing_units(user)
    return product.unit_id in units if product else bool(units)
