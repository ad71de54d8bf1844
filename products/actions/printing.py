"""Ordering printed forms."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.background.models import Job
from kontum_ttdn.background.queue import enqueue
from kontum_ttdn.printing.variants import VARIANTS
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import content_hash, only_deposited
from products.models import Edition, Sheet
from products.queries.beside import beside
from products.queries.content import working_content
from products.queries.licences import printed_licence
from products.queries.sheets import layouts_of, readers_layout
from products.rules import not_withdrawn


@transaction.atomic
def order_sheet(*, edition: Edition, layout: str, variant: str, by) -> Job:
    """Ask for a printed form: `proof` of the working words, every other variant of what is approved. RuleBroken says why not."""
    if not may(by, Permission.EDITION_PRINT, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    way = next((known for known in layouts_of(edition) if known.name == layout), None)
    if way is None or variant not in VARIANTS:
        raise RuleBroken(_("This kind of product is not printed that way."))
    if variant != "proof" and edition.approved_id is None:
        raise RuleBroken(_("Nothing of this edition is approved yet, so there is nothing to print. A proof can be made at any time."))
    content = working_content(edition) if variant == "proof" else edition.approved.content
    if not content:
        raise RuleBroken(_("There is no text yet."))
    if only_deposited(content):
        raise RuleBroken(_("This edition is a deposited file: readers get that file, nothing is set anew."))
    others = beside(edition, way.beside, proof=variant == "proof")
    if variant != "proof":
        not_withdrawn(edition, others)
    said = [*content, *(entry for other in others for entry in other.content)]
    record("order_sheet", edition, by=by, changes={"layout": (None, layout), "variant": (None, variant)}, unit=edition.product.unit_id)
    return ask_for_sheet(edition, layout, variant, content_hash(said), by=by)


def order_readers_files(edition: Edition, *, by) -> None:
    """Ask for what readers get of the approved revision without anybody ordering it. Call in a transaction.

    Fresh pictures and recordings, and one PDF, in the kind's first layout: an A1 poster or large print is made when somebody wants it.
    """
    revision = edition.approved
    if revision.files.exists():
        enqueue("products.make_reading_files", by=by, revision_id=revision.pk)
    layout = readers_layout(edition)
    if layout and not only_deposited(revision.content):
        ask_for_sheet(edition, layout.name, "screen", revision.content_hash, by=by)


def order_page_pictures(*, sheet: Sheet, by) -> Job:
    """Have the pages of a form made into pictures; once for one file."""
    return enqueue("products.picture_pages", key=str(sheet.file_id), by=by, sheet_id=sheet.pk)


def ask_for_sheet(edition: Edition, layout: str, variant: str, words: str, *, by) -> Job:
    """One job for one content, one licence and one day until which it holds: what was changed since is another job, also while the first still runs."""
    licence = printed_licence(edition, variant)
    key = f"{edition.pk}/{layout}/{variant}/{words[:16]}" + (f"/{licence.said[:16]}" if licence else "")
    key += f"/{edition.product.valid_until:%Y%m%d}" if edition.product.valid_until else ""
    return enqueue("products.print_edition", key=key, by=by, edition_id=edition.pk, layout=layout, variant=variant)
