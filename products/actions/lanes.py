"""The lanes: however much is ordered, only so many forms of batches are made at once, one a job, the batch that waited longest first.

A lane is a job that makes one item and asks for its next turn in the commit that ends it. So the broker never holds more than a message
a lane, and whatever anybody else orders stands behind one form a lane at most. A lost job is revived by the sweeper and finds its own
item again; a lost lane, and an item whose job was given up, are found by `tend`.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.background.models import OPEN, Job, State
from kontum_ttdn.background.queue import enqueue
from products.models import BatchItem, ItemState, PrintBatch
from products.models.batch import OPEN_ITEM

LAST = 9  # the least urgent priority: what a person waits for goes before


def wake_lanes() -> None:
    """See that every lane there is work for is asked for. Call in a transaction."""
    waiting = BatchItem.objects.filter(state=ItemState.WAITING)[: settings.PRINT_LANES].count()
    for lane in range(waiting):
        ask_for_turn(lane)


def ask_for_turn(lane: int) -> Job | None:
    """The next turn of this lane, while there are so many lanes."""
    if lane >= settings.PRINT_LANES:
        return None
    return enqueue("products.print_lane", key=f"lane {lane}", priority=LAST, lane=lane)


@transaction.atomic
def take(job: Job) -> BatchItem | None:
    """The item that this job has begun already, or else the oldest of the batch that has waited longest. None where nothing waits."""
    own = BatchItem.objects.filter(state=ItemState.RUNNING, worked_by=job)
    if not own.update(attempts=F("attempts") + 1):
        _claim(job)
    return own.select_related("batch").first()


def end_item(item: BatchItem, *, sheet=None, error: str = "") -> None:
    """Note what came of an item, and the end of its batch with the last one. Call in the transaction that ends the job."""
    batch = PrintBatch.objects.select_for_update().get(pk=item.batch_id)  # two lanes must not both miss that they ended it
    state = ItemState.FAILED if error else ItemState.DONE
    held = BatchItem.objects.filter(pk=item.pk, state=ItemState.RUNNING, worked_by=item.worked_by_id)
    if held.update(state=state, sheet=sheet, error=error):
        end_batch(batch)


def end_batch(batch: PrintBatch) -> None:
    """Close a batch of which nothing is left to do, and have its files packed. Call on a locked row."""
    if batch.ended_at is not None or batch.items.filter(state__in=OPEN_ITEM).exists():
        return
    batch.ended_at = timezone.now()
    batch.save(update_fields=["ended_at"])
    ask_for_package(batch, by=batch.asked_by)


def ask_for_package(batch: PrintBatch, *, by) -> Job | None:
    """Have the files of an ended batch packed, where there are any. A batch that ended anew is another package."""
    if not batch.items.filter(state=ItemState.DONE).exists():
        return None
    return enqueue("products.pack_batch", by=by, batch_id=batch.pk, ended=batch.ended_at.isoformat())


def something_waits() -> bool:
    return BatchItem.objects.filter(state=ItemState.WAITING).exists()


def tend() -> None:
    """The sweeper's chore: close items whose job was given up, end what has ended, wake lanes. Two at once are as good as one."""
    abandoned = BatchItem.objects.filter(state=ItemState.RUNNING).exclude(worked_by__state__in=OPEN)
    for item in abandoned.select_related("batch", "worked_by"):
        _give_up(item)
    for batch in PrintBatch.objects.filter(ended_at=None).exclude(items__state__in=OPEN_ITEM):
        with transaction.atomic():
            end_batch(PrintBatch.objects.select_for_update().get(pk=batch.pk))
    if something_waits():
        with transaction.atomic():
            wake_lanes()


@transaction.atomic
def _give_up(item: BatchItem) -> None:
    """An item whose job ended without it: failed where that was its last attempt, to be taken anew where the job was only stopped."""
    job = item.worked_by
    PrintBatch.objects.select_for_update().get(pk=item.batch_id)
    if job is not None and job.state == State.FAILED:
        with override(item.batch.language):
            words = _("The making of this form broke off each time it was begun. It has been noted for the operator.")
        end_item(item, error=words)
    else:
        BatchItem.objects.filter(pk=item.pk, state=ItemState.RUNNING, worked_by=job).update(state=ItemState.WAITING, worked_by=None)


def _claim(job: Job) -> None:
    """Give the job an item, where one waits. The batch is locked first, as by all who change its items: so no two lanes take the same."""
    waiting = BatchItem.objects.filter(state=ItemState.WAITING)
    served = PrintBatch.objects.filter(Exists(waiting.filter(batch=OuterRef("pk"))), ended_at=None)
    while batch := served.order_by(F("served_at").asc(nulls_first=True), "pk").first():
        locked = PrintBatch.objects.select_for_update().get(pk=batch.pk)
        item = waiting.filter(batch=locked).order_by("pk").first()
        if item is None:
            continue  # another lane took the last one meanwhile
        BatchItem.objects.filter(pk=item.pk).update(state=ItemState.RUNNING, worked_by=job, attempts=F("attempts") + 1)
        PrintBatch.objects.filter(pk=batch.pk).update(served_at=timezone.now())
        return
