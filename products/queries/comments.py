"""The threads of a segment, and the open ones that concern a person."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from products.models import Block, Comment, Edition, Revision, Segment
from products.models.revision import OPEN

ON_DESK = 20  # editions


@dataclass(frozen=True)
class Talked:
    """An edition with open comments, as the desk lists it."""

    edition: Edition
    count: int


def threads_of(edition: Edition, block: Block) -> list[Comment]:
    """The threads of one segment, open ones first, each with its answers: two statements."""
    answers = Prefetch("answers", Comment.objects.select_related("by"))
    threads = (
        Comment.objects.filter(edition=edition, block=block, thread=None).select_related("by", "resolved_by").prefetch_related(answers)
    )
    return sorted(threads, key=lambda thread: thread.resolved_at is not None)


def open_comments(user) -> list[Talked]:
    """Editions with open comments in which this person talks, whose words they wrote last, or which they have in work: two statements."""
    units = unit_ids(user, Permission.PRODUCT_VIEW)
    threads = Comment.objects.open_threads().filter(edition__product__unit_id__in=units)
    answered = Comment.objects.filter(thread=OuterRef("pk"), by=user)
    wrote = Segment.objects.filter(edition=OuterRef("edition"), block=OuterRef("block"), saved_by=user)
    begun = Revision.objects.filter(edition=OuterRef("edition"), stage__in=OPEN, authors=user)
    mine = threads.filter(Q(by=user) | Exists(answered) | Exists(wrote) | Exists(begun))
    counts = dict(mine.order_by().values_list("edition").annotate(count=Count("pk")).order_by("-edition")[:ON_DESK])
    editions = Edition.objects.filter(pk__in=counts).select_related("product__kind").order_by("-pk")
    return [Talked(edition, counts[edition.pk]) for edition in editions]
