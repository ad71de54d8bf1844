"""Giving readers an approved revision, and taking it away."""

from django.db import transaction
from django.utils import timezone

from kontum_ttdn.background.queue import enqueue
from products import content as shape
from products.models import Edition
from products.workflow import EDITION

from .keeping import locked


@transaction.atomic
def publish(*, edition: Edition, by) -> Edition:
    """Give readers the approved revision and order its print files."""
    edition = locked(edition)
    EDITION.move(edition, "publish", by=by)
    edition.published = edition.approved
    edition.title = shape.title_of(edition.approved.content)[:300]
    edition.summary = shape.summary_of(edition.approved.content)
    edition.day = timezone.localdate()
    edition.withdrawn_why = ""
    edition.save(update_fields=["published", "title", "summary", "day", "withdrawn_why"])
    enqueue("products.print_edition", by=by, edition_id=edition.pk, layout="leaflet", variant="screen")
    return edition


@transaction.atomic
def withdraw(*, edition: Edition, by, reason: str) -> Edition:
    """Take the edition from readers at once; its page says why."""
    edition = locked(edition)
    EDITION.move(edition, "withdraw", by=by, reason=reason)
    edition.withdrawn_why = reason
    edition.save(update_fields=["withdrawn_why"])
    return edition
