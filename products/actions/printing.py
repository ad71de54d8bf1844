"""Ordering printed forms."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.background.models import Job
from kontum_ttdn.background.queue import enqueue
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Edition
from products.queries.content import working_content

VARIANTS = ("screen", "proof")


@transaction.atomic
def order_sheet(*, edition: Edition, layout: str, variant: str, by) -> Job:
    """Ask for a printed form: `screen` of what is approved, `proof` of the working words. RuleBroken says why not."""
    if not may(by, Permission.EDITION_PRINT, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if layout not in edition.product.kind.layouts or variant not in VARIANTS:
        raise RuleBroken(_("This kind of product is not printed that way."))
    if variant == "screen" and edition.approved_id is None:
        raise RuleBroken(_("Nothing of this edition is approved yet, so there is nothing to print. A proof can be made at any time."))
    if variant == "proof" and not working_content(edition):
        raise RuleBroken(_("There is no text yet."))
    record("order_sheet", edition, by=by, changes={"variant": (None, variant)}, unit=edition.product.unit_id)
    return enqueue("products.print_edition", by=by, edition_id=edition.pk, layout=layout, variant=variant)
