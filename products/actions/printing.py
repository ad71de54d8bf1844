"""Ordering printed forms."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.background.models import Job
from kontum_ttdn.background.queue import enqueue
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import content_hash, deposited
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
    content = edition.approved.content if variant == "screen" else working_content(edition)
    if not content:
        raise RuleBroken(_("There is no text yet."))
    if deposited(content):
        raise RuleBroken(_("This edition is a deposited file: readers get that file, nothing is set anew."))
    record("order_sheet", edition, by=by, changes={"variant": (None, variant)}, unit=edition.product.unit_id)
    return ask_for_sheet(edition, layout, variant, content_hash(content), by=by)


def order_readers_files(edition: Edition, *, by) -> None:
    """Ask for all that readers get of the approved revision: its sheets, and fresh pictures and recordings. Call in a transaction."""
    revision = edition.approved
    if revision.files.exists():
        enqueue("products.make_reading_files", by=by, revision_id=revision.pk)
    for layout in [] if deposited(revision.content) else edition.product.kind.layouts:
        ask_for_sheet(edition, layout, "screen", revision.content_hash, by=by)


def ask_for_sheet(edition: Edition, layout: str, variant: str, words: str, *, by) -> Job:
    """One job for one content: what was changed since is another job, also while the first still runs."""
    key = f"{edition.pk}/{layout}/{variant}/{words[:16]}"
    return enqueue("products.print_edition", key=key, by=by, edition_id=edition.pk, layout=layout, variant=variant)
