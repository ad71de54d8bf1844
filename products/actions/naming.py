"""Saying in which spelling or dialect an edition is written."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.models import Edition
from products.queries.content import is_editable

from .keeping import locked, may_work


@transaction.atomic
def name_variant(*, edition: Edition, variant: str, by) -> Edition:
    """Note the spelling variant or dialect (empty: nobody has said). No word changes by it, so keys that were given stay."""
    edition = locked(edition)
    if not may_name_variant(edition, by):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    before, edition.variant = edition.variant, " ".join(normalise(variant).split())
    if edition.variant != before:
        edition.save(update_fields=["variant"])
        record("name_variant", edition, by=by, changes={"dialect": (before, edition.variant)}, unit=edition.product.unit_id)
    return edition


def may_name_variant(edition: Edition, by) -> bool:
    """Who writes the edition or says how it is translated, until readers may have it; then who answers for its content: readers see the name."""
    if may(by, Permission.EDITION_APPROVE, edition.product.unit_id):
        return True
    return edition.approved_id is None and is_editable(edition) and (may_work(edition, by) or rules.may_lead(by, edition.product.unit_id))
