"""Ordering many printed forms at once, having the failed ones done again, stopping the rest."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.audit.actions import record
from kontum_ttdn.background.queue import language
from kontum_ttdn.printing.variants import VARIANTS
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import BatchItem, ItemState, PrintBatch
from products.models.batch import OPEN_ITEM
from products.queries.batches import MOST, plan

from .lanes import ask_for_package, wake_lanes
from .packages import forget_package


@transaction.atomic
def order_batch(*, editions, layouts: Collection[str], variants: Collection[str], by, name: str = "") -> PrintBatch:
    """Order every form of `editions` (a query) × `layouts` × `variants` that can be made now; the others are left out.

    RuleBroken where `by` may not print one of them, where nothing can be printed, or where it is more than one batch may hold.
    """
    wanted = plan(editions, layouts, [variant for variant in variants if variant in VARIANTS])
    units = {row.edition.product.unit_id for row in [*wanted.forms, *wanted.refused]}
    if not units <= unit_ids(by, Permission.EDITION_PRINT):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    if wanted.too_many:
        raise RuleBroken(_("One batch holds at most %(most)d files. Choose fewer products, languages or forms.") % {"most": MOST})
    if not wanted.forms:
        raise RuleBroken(_("Nothing of this can be printed now."))
    unit = next(iter(units)) if len(units) == 1 else by.unit_id or min(units)  # whose readers of the log see it
    batch = PrintBatch.objects.create(name=name.strip()[:200] or _name(wanted), unit_id=unit, asked_by=by, language=language())
    BatchItem.objects.bulk_create(
        [BatchItem(batch=batch, edition=form.edition, layout=form.layout, variant=form.variant) for form in wanted.forms], batch_size=500
    )
    record("order_batch", batch, by=by, changes={"files": (None, len(wanted.forms))}, unit=unit)
    wake_lanes()
    return batch


@transaction.atomic
def retry_failed(*, batch: PrintBatch, by) -> int:
    """Have the failed items made again; returns how many. What was made is not made again."""
    batch = _held(batch, by)
    if batch.cancelled:
        raise RuleBroken(_("This batch was stopped. Order it anew: what is made already is not made again."))
    count = batch.items.filter(state=ItemState.FAILED).update(state=ItemState.WAITING, error="", attempts=0, worked_by=None)
    if not count:
        raise RuleBroken(_("Nothing of this batch has failed."))
    PrintBatch.objects.filter(pk=batch.pk).update(ended_at=None)
    forget_package(batch)
    record("retry_batch", batch, by=by, changes={"files": (None, count)}, unit=batch.unit_id)
    wake_lanes()
    return count


@transaction.atomic
def cancel_batch(*, batch: PrintBatch, by) -> int:
    """Stop what is not made yet; returns how many items. A form that is being made at this moment is left by its worker."""
    batch = _held(batch, by)
    count = batch.items.filter(state__in=OPEN_ITEM).update(state=ItemState.CANCELLED)
    if not count:
        raise RuleBroken(_("This batch has already ended."))
    batch.cancelled, batch.ended_at = True, timezone.now()
    batch.save(update_fields=["cancelled", "ended_at"])
    record("cancel_batch", batch, by=by, changes={"files": (count, None)}, unit=batch.unit_id)
    ask_for_package(batch, by=by)
    return count


@transaction.atomic
def pack_again(*, batch: PrintBatch, by) -> None:
    """Have the files of an ended batch packed anew: the package is not kept for ever."""
    batch = _held(batch, by)
    if batch.ended_at is None:
        raise RuleBroken(_("This batch is still being made."))
    if ask_for_package(batch, by=by) is None:
        raise RuleBroken(_("No file of this batch was made."))


def _held(batch: PrintBatch, by) -> PrintBatch:
    """The batch, locked; refused where `by` may not print one of its editions."""
    batch = PrintBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.items.exclude(edition__product__unit_id__in=unit_ids(by, Permission.EDITION_PRINT)).exists():
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    return batch


def _name(wanted) -> str:
    """What a batch is called by itself: its one product, or how many."""
    products = {form.edition.product_id: form.edition.product.code for form in wanted.forms}
    if len(products) == 1:
        return next(iter(products.values()))
    return ngettext("%(count)d product", "%(count)d products", len(products)) % {"count": len(products)}
