"""What a segment has said: each save is kept, and any wording can be brought back, as one more save."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.workflow.flow import RuleBroken
from products.checking import Said, findings
from products.content import text_hash, words_looked_for
from products.models import Block, BlockKind, Edition, Segment, SegmentVersion, Standing
from products.queries.checks import more_checks
from products.queries.content import source_of

from .keeping import begin_work, check_work, locked

COPIED = {BlockKind.TITLE: "title", BlockKind.SUMMARY: "summary"}


@dataclass(frozen=True)
class Words:
    """The source of one segment: its text, the hash that names it, its language."""

    text: str = ""
    hash: str = ""
    language: str = ""


NO_WORDS = Words()


class Conflict(RuleBroken):
    """Somebody else saved this segment meanwhile: `segment` is what stands now, nothing was overwritten."""

    def __init__(self, segment: Segment):
        super().__init__(_("Somebody else has saved this segment meanwhile. Both wordings are shown: choose one, or join them."))
        self.segment = segment


def keep(segment: Segment, *, edition: Edition, block: Block, by, source: Words = NO_WORDS, as_it_came: str = "") -> Segment:
    """Save the segment as its next version, keep that wording, and note what the checks say of it beside the words of the `source`.

    Every door by which words come calls this, on a locked edition. `as_it_came`: the words before their letters were turned; where they
    differ they are kept as the wording before, so that they can be brought back.
    """
    before = [came] if (came := normalise(as_it_came)) not in ("", normalise(segment.text)) else []
    segment.version += len(before) + 1
    segment.saved_by = by
    said = Said(segment.text, edition.language, source.text, source.language) if segment.file_id is None else Said(segment.text, "vi")
    segment.findings = [finding.kept() for finding in findings(said, more_checks(edition, source.language))]
    segment.save()
    kept = {"segment": segment, "made_from": segment.made_from, "origin": segment.origin, "by": by}
    for version, text in enumerate([*before, segment.text], segment.version - len(before)):
        SegmentVersion.objects.create(version=version, text=text, **kept)
    return segment


def source_words(edition: Edition, block: Block) -> Words:
    """What a translator sees as the source of this block; no words for the source edition itself."""
    if edition.is_source:
        return NO_WORDS
    source = source_of(edition)
    entry = next((entry for entry in source.approved.content if entry["key"] == str(block.key)), None) if source.approved else None
    return Words(entry["text"], entry["hash"], source.language) if entry else NO_WORDS


def copy_to_list(edition: Edition, block: Block, segment: Segment) -> None:
    """Until readers have an edition, its lists show the working title and summary."""
    field = COPIED.get(block.kind)
    if field and edition.standing in (Standing.MISSING, Standing.APPROVED):
        setattr(edition, field, segment.text[:300] if field == "title" else segment.text)
        edition.title_folded = words_looked_for(edition.title)
        edition.save(update_fields=[field, "title_folded"])


@transaction.atomic
def restore_segment(*, edition: Edition, block: Block, wording: int, version: int, by) -> Segment:
    """Say again what the segment said in its version `wording`; `version` is the one that stood when the person chose.

    The words stay what they were: a machine's draft is one again, and words made from an earlier source are behind it again.
    Raises Conflict where another version stands by now, RuleBroken where there is no such wording or `by` may not write here.
    """
    edition = locked(edition)
    segment = Segment.objects.filter(edition=edition, block=block).first()
    found = SegmentVersion.objects.filter(segment=segment, version=wording).first() if segment else None
    if found is None:
        raise RuleBroken(_("This wording is not there."))
    if segment.version != version:
        raise Conflict(segment)
    begin_work(edition=edition, by=by)
    segment.text, segment.text_hash = found.text, text_hash(found.text)
    segment.made_from, segment.origin = found.made_from, found.origin
    keep(segment, edition=edition, block=block, by=by, source=source_words(edition, block))
    copy_to_list(edition, block, segment)
    record("restore", edition, by=by, changes={f"segment {block.position}": (version, wording)}, unit=edition.product.unit_id)
    return segment


@transaction.atomic
def confirm_findings(*, edition: Edition, count: int, by) -> None:
    """Note that `by` looked at what the checks said of so many segments and boxes, and hands in all the same."""
    check_work(edition=locked(edition), by=by)
    record("confirm_findings", edition, by=by, changes={"findings": (None, count)}, unit=edition.product.unit_id)
