"""Taking over at once what was translated before in the very same wording."""

from django.db import transaction

from kontum_ttdn.audit.actions import record
from products.content import text_hash
from products.models import Edition, Origin, Segment
from products.queries.content import source_of
from products.queries.remembered import fillable

from .keeping import begin_work, check_work, locked
from .wording import Words, copy_to_list, keep


@transaction.atomic
def fill(*, edition: Edition, by) -> int:
    """Write into each empty segment what the memory has for exactly its source; how many were filled.

    They are marked as from the memory, and nobody has looked at them: `made_from` stays empty, so they wait to be confirmed one by one
    like words whose source moved, and cannot be handed in before.
    """
    edition = locked(edition)
    check_work(edition=edition, by=by)
    found = fillable(edition, by)
    if not found:
        return 0
    begin_work(edition=edition, by=by)
    language = source_of(edition).language
    segments = {segment.block_id: segment for segment in edition.segments.all()}
    for row, match in found:
        segment = segments.get(row.block.pk) or Segment(edition=edition, block=row.block)
        segment.text, segment.text_hash, segment.made_from, segment.origin = match.target, text_hash(match.target), "", Origin.MEMORY
        keep(segment, edition=edition, block=row.block, by=by, source=Words(row.source, row.source_hash, language))
        copy_to_list(edition, row.block, segment)
    record("fill", edition, by=by, changes={"segments": (None, len(found))}, unit=edition.product.unit_id)
    return len(found)
