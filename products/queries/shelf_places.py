"""A shelf that is read to its end, stretch by stretch: each costs the same, however deep it lies."""

from datetime import date

from django.db.models import QuerySet


def following(rows: QuerySet, after: tuple[date, int] | None, most: int) -> list:
    """At most `most` editions, the newest first, after the one of that (day, product); two statements at most, each a walk along the index.

    `rows` are of one language and one standing, as `products_edition_newest` lists them.
    """
    rows = rows.order_by("-day", "-product_id")
    if after is None:
        return list(rows[:most])
    day, product = after
    found = list(rows.filter(day=day, product_id__lt=product)[:most])
    if len(found) < most:
        found += rows.filter(day__lt=day)[: most - len(found)]
    return found
