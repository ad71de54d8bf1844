"""The works that a report may name: what readers have, by code and title."""

from django.db.models import Case, IntegerField, Value, When

from kontum_ttdn.languages.registry import DEFAULT
from products.models import Edition

MOST = 500  # the newest; an older one is named by its code


def works(named: list | None = None) -> list[tuple[str, str]]:
    """(code, title) of each published work, in Vietnamese where it has it, the newest first; or of those `named`."""
    editions = Edition.objects.public().annotate(
        rank=Case(When(language=DEFAULT, then=Value(0)), default=Value(1), output_field=IntegerField())
    )
    if named is not None:
        editions = editions.filter(product__code__in=[str(each) for each in named])
    titles: dict[str, str] = {}
    for code, title in editions.order_by("rank", "-day", "-product_id").values_list("product__code", "title")[: 3 * MOST]:
        titles.setdefault(code, title)
    return list(titles.items())[:MOST]
