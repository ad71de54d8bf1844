"""Which works stand in which file for search engines: by stretches of their numbers, so that a file costs the same however many there are."""

from datetime import date, datetime, time

from django.core.cache import caches
from django.db.models import F, Max
from django.utils import timezone

from products.models import Edition

MOST = 2000  # works of one file: with nine languages beside each other some 3 MB, where 50 MB and 50,000 pages are allowed
STRETCHES = "products.stretches"
KEPT = 60  # seconds: which files there are; what stands in one is asked anew each time


def stretches() -> list[tuple[str, int, date]]:
    """(language, number of the stretch, day of its newest edition) wherever readers have something; one statement, at most a minute old."""
    found = caches["process"].get(STRETCHES)
    if found is None:
        rows = Edition.objects.public().order_by().annotate(stretch=F("product_id") / MOST)
        found = list(rows.values_list("language", "stretch").annotate(newest=Max("day")).order_by("language", "stretch"))
        caches["process"].set(STRETCHES, found, KEPT)
    return found


def newest_days() -> dict[str, datetime]:
    """When the newest edition of each language came, at most a minute old."""
    newest: dict[str, date] = {}
    for language, _number, day in stretches():
        newest[language] = max(day, newest.get(language, day))
    return {language: timezone.make_aware(datetime.combine(day, time.min)) for language, day in newest.items()}


def mapped(stretch: int) -> dict[str, dict[str, date]]:
    """Works of a stretch by code, with the day of each published edition by language; one statement."""
    rows = Edition.objects.public().filter(product__gte=stretch * MOST, product__lt=(stretch + 1) * MOST).order_by("product")
    found: dict[str, dict[str, date]] = {}
    for code, language, day in rows.values_list("product__code", "language", "day"):
        found.setdefault(code, {})[language] = day
    return found
