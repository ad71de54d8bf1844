"""Giving readers what is approved: one edition, or all of a product in one instant."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.workflow.flow import RuleBroken
from products import content as shape
from products.models import Edition, Product, Standing
from products.queries.content import source_of
from products.queries.public import forget_counts
from products.rules import withdrawn_words
from products.workflow import EDITION

from .keeping import hold_product, locked
from .printing import order_readers_files
from .searching import note_change
from .showing import readers_have_another

WHAT_READERS_HAVE = ("published", "day", "withdrawn_why", "title", "title_language", "title_folded", "summary")


@transaction.atomic
def publish(*, edition: Edition, by) -> Edition:
    """Give readers the approved revision and order its print files."""
    hold_product(edition.product_id)
    return _give(locked(edition), by)


@transaction.atomic
def publish_all(*, product: Product, by) -> list[Edition]:
    """Give readers every approved revision of the product that they do not have yet; all of them, or none.

    What was withdrawn stays so, and with it what was translated from withdrawn words and never read.
    """
    if not may(by, Permission.EDITION_PUBLISH, product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    hold_product(product.pk)
    ahead = product.editions.filter(ahead=True, standing__in=(Standing.APPROVED, Standing.PUBLISHED))
    withheld = ahead.of_withdrawn_words().values_list("pk", flat=True)
    given = [_give(locked(edition), by) for edition in ahead.exclude(pk__in=list(withheld)).order_by("pk")]
    if not given and withheld:
        raise RuleBroken(withdrawn_words())
    if not given:
        raise RuleBroken(_("Readers have everything of this product that is approved."))
    return given


def _give(edition: Edition, by) -> Edition:
    EDITION.check(edition, "publish", by=by)
    said = edition.approved.content
    edition.published, edition.day, edition.withdrawn_why = edition.approved, timezone.localdate(), ""
    edition.title, edition.title_language = _title(edition)
    edition.title_folded = shape.words_looked_for(edition.title)
    edition.summary = shape.summary_of(said)
    EDITION.enter(edition, "publish", by=by, saving=WHAT_READERS_HAVE)
    transaction.on_commit(forget_counts, robust=True)
    order_readers_files(edition, by=by)
    note_change(edition.product_id)
    readers_have_another(edition)
    return edition


def _title(edition: Edition) -> tuple[str, str]:
    """What readers see it called, and in which language where it is not its own: a recording may have no written title."""
    if own := shape.title_of(edition.approved.content):
        return own[:300], ""
    source = source_of(edition)
    return source.title, source.language if source.pk != edition.pk else ""
