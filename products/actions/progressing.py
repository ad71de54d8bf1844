"""Writing down how far each language has come: one row a day, unit and language, written anew while the day lasts."""

from datetime import date

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from kontum_ttdn.languages.counting import count_words
from products.models import Edition, LanguageDay, Revision, Standing
from products.queries.progress import FIGURES

COUNTED_AT_ONCE = 1_000  # revisions whose words are counted in one go; the next go takes the others


def write_day(day: date | None = None) -> int:
    """Write the rows of `day` (today) as the editions stand now, and no others; returns how many. Safe when two do it at once."""
    count_approved_words()
    with transaction.atomic():
        return _write(day or timezone.localdate())


def _write(day: date) -> int:
    rows = [
        LanguageDay(day=day, unit_id=row["product__unit"], language=row["language"], **{name: row[f"all_{name}"] for name in FIGURES})
        for row in _standing()
    ]
    LanguageDay.objects.filter(day=day).exclude(unit__in={row.unit_id for row in rows}).delete()  # a unit whose works are another's by now
    LanguageDay.objects.bulk_create(rows, update_conflicts=True, unique_fields=["day", "unit", "language"], update_fields=FIGURES)
    return len(rows)


def count_approved_words() -> int:
    """Count the words of approved contents that nobody counted yet; returns of how many."""
    open_ones = Revision.objects.filter(words=None, pk__in=Edition.objects.filter(approved__isnull=False).values("approved"))
    revisions = list(open_ones.only("content")[:COUNTED_AT_ONCE])
    for revision in revisions:
        revision.words = sum(count_words(entry["text"]) for entry in revision.content if not entry.get("file"))  # its text is Vietnamese
    Revision.objects.bulk_update(revisions, ["words"], batch_size=500)
    return len(revisions)


def _standing():
    """Each unit and language with its figures, in one statement. What was withdrawn is neither there nor missing; the row says so too."""
    counted = ~Q(standing=Standing.WITHDRAWN)
    there = counted & Q(approved__isnull=False)
    return (
        Edition.objects.values("language", "product__unit")
        .annotate(
            all_approved=Count("pk", filter=there & Q(behind=0)),
            all_behind=Count("pk", filter=there & Q(behind__gt=0)),
            all_missing=Count("pk", filter=counted & Q(approved=None)),
            all_words=Coalesce(Sum("approved__words", filter=counted), 0),
        )
        .order_by("product__unit", "language")  # two at once take the rows in one order
    )
