"""Giving readers an approved revision, and taking it away."""

from django.db import transaction
from django.utils import timezone

from products import content as shape
from products.models import Edition
from products.queries.content import source_of
from products.queries.public import forget_counts
from products.workflow import EDITION

from .keeping import locked
from .printing import order_readers_files


@transaction.atomic
def publish(*, edition: Edition, by) -> Edition:
    """Give readers the approved revision and order its print files."""
    edition = locked(edition)
    EDITION.check(edition, "publish", by=by)
    said = edition.approved.content
    edition.published, edition.day, edition.withdrawn_why = edition.approved, timezone.localdate(), ""
    edition.title, edition.title_language = _title(edition)
    edition.summary = shape.summary_of(said)
    EDITION.enter(edition, "publish", by=by, saving=("published", "day", "withdrawn_why", "title", "title_language", "summary"))
    transaction.on_commit(forget_counts, robust=True)
    order_readers_files(edition, by=by)
    return edition


def _title(edition: Edition) -> tuple[str, str]:
    """What readers see it called, and in which language where it is not its own: a recording may have no written title."""
    if own := shape.title_of(edition.approved.content):
        return own[:300], ""
    source = source_of(edition)
    return source.title, source.language if source.pk != edition.pk else ""


@transaction.atomic
def withdraw(*, edition: Edition, by, reason: str) -> Edition:
    """Take the edition from readers at once; its page says why."""
    edition = locked(edition)
    edition.withdrawn_why = reason
    EDITION.move(edition, "withdraw", by=by, reason=reason, saving=("withdrawn_why",))
    transaction.on_commit(forget_counts, robust=True)
    return edition
