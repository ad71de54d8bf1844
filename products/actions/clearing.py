"""The last word before the printing house: this very file may be printed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.preflight import blockers, goes_to_print
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Sheet
from products.queries.beside import beside
from products.queries.licences import printed_licence
from products.rules import not_withdrawn

from .keeping import hold_product


@transaction.atomic
def approve_for_print(*, sheet: Sheet, by) -> Sheet:
    """Clear one file of the approved revision for print. RuleBroken says what stops it: all that preflight found, in its own sentences."""
    hold_product(sheet.edition.product_id)  # as whoever withdraws a language of it does
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("edition__product", "file").get(pk=sheet.pk)
    edition = sheet.edition
    if not may(by, Permission.EDITION_APPROVE, edition.product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if not goes_to_print(sheet.variant):
        raise RuleBroken(_("This form is not made for print: nobody needs to approve it."))
    if sheet.revision_id is None or sheet.revision_id != edition.approved_id:
        raise RuleBroken(_("Another revision has been approved since. Make the form anew, then approve that one for print."))
    licence = printed_licence(edition, sheet.variant)
    if sheet.licence_hash != (licence.said if licence else ""):
        raise RuleBroken(
            _("The licence was entered or corrected since this form was made. Make the form anew, then approve that one for print.")
        )
    not_withdrawn(edition, beside(edition, LAYOUTS[sheet.layout].beside if sheet.layout in LAYOUTS else 0))
    if stops := blockers(sheet.findings):
        raise RuleBroken(" ".join(found.sentence for found in stops))
    if sheet.cleared_at is None:
        sheet.cleared_by, sheet.cleared_at = by, timezone.now()
        sheet.save(update_fields=["cleared_by", "cleared_at"])
        changes = {"layout": (None, sheet.layout), "variant": (None, sheet.variant), "file": (None, sheet.file.sha256[:12])}
        record("approve_for_print", edition, by=by, changes=changes, unit=edition.product.unit_id)
    return sheet
