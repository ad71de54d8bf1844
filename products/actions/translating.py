"""Saving words, one segment at a time, so that two people in two segments never meet."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.legacy import Legacy, detect
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import text_hash
from products.models import Block, Edition, Origin, Segment

from .keeping import begin_work, locked
from .wording import Conflict, copy_to_list, keep, source_words

ASK, KEEP, CONVERT = "ask", "keep", "convert"
BY_HAND = (Origin.TYPED, Origin.OUTSIDE)  # words that somebody typed, here or elsewhere, in whatever font


class OldFont(RuleBroken):
    """The words are typed for an old font: nothing was saved; `legacy` shows how they would read."""

    def __init__(self, legacy: Legacy):
        super().__init__(_("These words are typed in an old font, whose signs stand for other letters. Compare, then choose."))
        self.legacy = legacy


@transaction.atomic
def save_segment(
    *,
    edition: Edition,
    block: Block,
    text: str,
    version: int,
    by,
    origin: str = Origin.TYPED,
    letters: str = ASK,
    as_it_came: str = "",
) -> Segment:
    """Save the words of one block in one language; `version` is the one the person started from (0: nothing was there).

    Words typed for an old font raise OldFont until the person says `letters`: KEEP them as typed or CONVERT them as shown. What was
    converted, here or (`as_it_came`) before, is kept as the wording before, so that it can be brought back.
    Raises Conflict where another version stands by now, RuleBroken where `by` may not write here.
    """
    edition = locked(edition)
    segment = Segment.objects.filter(edition=edition, block=block).first() or Segment(edition=edition, block=block)
    if segment.version != version:
        if segment.saved_by_id == by.pk and segment.text_hash == text_hash(text):
            return segment  # sent twice, because the first answer was lost on its way
        raise Conflict(segment)
    begin_work(edition=edition, by=by)
    legacy = None if letters == KEEP or origin not in BY_HAND else detect(text)
    if legacy and letters == ASK:
        raise OldFont(legacy)
    if legacy:
        as_it_came, text = text, legacy.convert(text)
        record("convert_letters", edition, by=by, changes={f"segment {block.position}": (None, legacy.name)})
    before = segment.text_hash
    source = source_words(edition, block)
    segment.text, segment.text_hash, segment.origin = text, text_hash(text), origin
    segment.made_from = source.hash
    keep(segment, edition=edition, block=block, by=by, source=source, as_it_came=as_it_came)
    copy_to_list(edition, block, segment)
    record("save", edition, by=by, changes={f"segment {block.position}": (before[:8], segment.text_hash[:8])}, unit=edition.product.unit_id)
    return segment


@transaction.atomic
def confirm_segment(*, edition: Edition, block: Block, version: int, by) -> Segment:
    """Say that the words are still right although the source moved."""
    edition = locked(edition)
    segment = Segment.objects.filter(edition=edition, block=block).first()
    if segment is None:
        raise RuleBroken(_("This segment is not part of the text."))
    if segment.version != version:
        raise Conflict(segment)
    begin_work(edition=edition, by=by)
    source = source_words(edition, block)
    segment.made_from = source.hash
    keep(segment, edition=edition, block=block, by=by, source=source)
    record("confirm", edition, by=by, changes={f"segment {block.position}": (None, segment.made_from[:8])}, unit=edition.product.unit_id)
    return segment
