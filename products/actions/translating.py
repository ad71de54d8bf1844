"""Saving words, one segment at a time, so that two people in two segments never meet."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.legacy import Legacy, detect
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import text_hash
from products.models import Block, BlockKind, Edition, Origin, Segment, Standing
from products.queries.content import source_of

from .keeping import begin_work, locked

ASK, KEEP, CONVERT = "ask", "keep", "convert"
COPIED = {BlockKind.TITLE: "title", BlockKind.SUMMARY: "summary"}


class Conflict(RuleBroken):
    """Somebody else saved this segment meanwhile: `segment` is what stands now, nothing was overwritten."""

    def __init__(self, segment: Segment):
        super().__init__(_("Somebody else has saved this segment meanwhile. Both wordings are shown: choose one, or join them."))
        self.segment = segment


class OldFont(RuleBroken):
    """The words are typed for an old font: nothing was saved; `legacy` shows how they would read."""

    def __init__(self, legacy: Legacy):
        super().__init__(_("These words are typed in an old font, whose signs stand for other letters. Compare, then choose."))
        self.legacy = legacy


@transaction.atomic
def save_segment(*, edition: Edition, block: Block, text: str, version: int, by, origin: str = Origin.TYPED, letters: str = ASK) -> Segment:
    """Save the words of one block in one language; `version` is the one the person started from (0: nothing was there).

    Words typed for an old font raise OldFont until the person says `letters`: KEEP them as typed or CONVERT them as shown.
    Raises Conflict where another version stands by now, RuleBroken where `by` may not write here.
    """
    edition = locked(edition)
    segment = Segment.objects.filter(edition=edition, block=block).first() or Segment(edition=edition, block=block)
    if segment.version != version:
        raise Conflict(segment)
    begin_work(edition=edition, by=by)
    legacy = None if letters == KEEP or origin != Origin.TYPED else detect(text)
    if legacy and letters == ASK:
        raise OldFont(legacy)
    if legacy:
        text = legacy.convert(text)
        record("convert_letters", edition, by=by, changes={f"segment {block.position}": (None, legacy.name)})
    before = segment.text_hash
    segment.text, segment.text_hash, segment.origin = text, text_hash(text), origin
    segment.made_from = _source_hash(edition, block)
    _keep(segment, by)
    _copy_to_list(edition, block, segment)
    record("save", edition, by=by, changes={f"segment {block.position}": (before[:8], segment.text_hash[:8])}, unit=edition.product.unit_id)
    return segment


@transaction.atomic
def confirm_segment(*, edition: Edition, block: Block, version: int, by) -> Segment:
    """Say that the words are still right although the source moved."""
    edition = locked(edition)
    segment = Segment.objects.get(edition=edition, block=block)
    if segment.version != version:
        raise Conflict(segment)
    begin_work(edition=edition, by=by)
    segment.made_from = _source_hash(edition, block)
    _keep(segment, by)
    record("confirm", edition, by=by, changes={f"segment {block.position}": (None, segment.made_from[:8])}, unit=edition.product.unit_id)
    return segment


def _keep(segment: Segment, by) -> None:
    segment.version += 1
    segment.saved_by = by
    segment.save()


def _source_hash(edition: Edition, block: Block) -> str:
    """Hash of the words that a translator sees as the source of this block; empty for the source itself."""
    if edition.is_source:
        return ""
    approved = source_of(edition).approved
    return next((entry["hash"] for entry in approved.content if entry["key"] == str(block.key)), "") if approved else ""


def _copy_to_list(edition: Edition, block: Block, segment: Segment) -> None:
    """Until readers have an edition, its lists show the working title and summary."""
    field = COPIED.get(block.kind)
    if field and edition.standing in (Standing.MISSING, Standing.APPROVED):
        setattr(edition, field, segment.text[:300] if field == "title" else segment.text)
        edition.save(update_fields=[field])
