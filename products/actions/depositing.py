"""An existing PDF, sound or clip becomes an edition by itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import text_hash
from products.models import Block, BlockKind, Edition, Origin, Segment

from .keeping import begin_work, locked
from .wording import keep


@transaction.atomic
def deposit_file(*, edition: Edition, file: StoredFile, transcript: str, by) -> Segment:
    """Make `file` what this edition is, with its Vietnamese transcript; an earlier deposit is replaced in the working text only.

    A sound or clip in another language than Vietnamese needs the transcript: reviewers and the authority read it.
    """
    edition = locked(edition)
    if file.unit_id != edition.product.unit_id:
        raise RuleBroken(_("The file belongs to another unit."))
    begin_work(edition=edition, by=by)
    block = _place(edition)
    segment = Segment.objects.filter(edition=edition, block=block).first() or Segment(edition=edition, block=block)
    before, segment.file = segment.file, file
    segment.origin = Origin.IMPORTED
    set_transcript(segment, edition=edition, transcript=transcript, by=by)
    record("deposit", edition, by=by, changes={"file": (before and before.sha256, file.sha256)})
    return segment


def set_transcript(segment: Segment, *, edition: Edition, transcript: str, by) -> None:
    """The Vietnamese words of what is deposited. Call on a locked edition with work begun."""
    segment.text, segment.text_hash = transcript, text_hash(transcript)
    keep(segment, edition=edition, block=segment.block, by=by)


def _place(edition: Edition) -> Block:
    """The product's place for a deposited file, made at the end where there is none; that changes no other language."""
    blocks = edition.product.blocks
    found = blocks.standing().filter(kind=BlockKind.RECORDING).first()
    return found or blocks.create(product=edition.product, kind=BlockKind.RECORDING, position=blocks.count())
