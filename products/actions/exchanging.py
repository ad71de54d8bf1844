"""Words go out in a file and come back: nothing of what stands here is overwritten without a person's word for the very segment."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.workflow.flow import RuleBroken
from products.content import text_hash
from products.exchange.formats import FORMATS
from products.exchange.lines import Header, Sent
from products.exchange.merging import ASKED, Answer, Merged, Outcome
from products.models import Block, Comment, Edition, Origin, Revision, Segment
from products.models.revision import OPEN
from products.queries.content import source_of
from products.queries.exchanging import merged_with, outgoing

from .commenting import LONGEST as LONGEST_REMARK
from .commenting import comment
from .keeping import begin_work, check_work, locked
from .translating import CONVERT, KEEP
from .wording import Words, copy_to_list, keep

LEAVE = "leave"
LONGEST_NOTE = 200
MOST_AT_ONCE = 500  # segments saved in one go: nobody else can write in the edition, on SQLite nowhere, while it lasts


@dataclass(frozen=True)
class Outgoing:
    """A file as it goes out."""

    header: Header
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Taken:
    """What was saved of a file, what was left out by choice, how much more (words and remarks) another go would keep, and remarks that were kept."""

    saved: int
    left: int
    waiting: int
    remarks: int


class LookAgain(RuleBroken):
    """Something changed between the preview and the yes: nothing was saved."""

    def __init__(self):
        super().__init__(_("Something has changed here since you looked. Nothing was taken yet: please look once more."))


@transaction.atomic
def export_edition(*, edition: Edition, form: str, by=None) -> Outgoing:
    """Make the file of an edition in one of FORMATS and note that it went out. Unreadable where the format cannot hold the words."""
    made = FORMATS[form]
    header, lines = outgoing(edition)
    data = made.write(header, lines)
    record("send_out", edition, by=by, changes={"file": (None, header.file_id), "format": (None, form)}, unit=edition.product.unit_id)
    return Outgoing(header, f"{header.filename}.{made.ending}", made.media_type, data)


@transaction.atomic
def take_file(*, edition: Edition, sent: Sent, by, seen: str, chosen: Collection[str] = (), letters: str = LEAVE, note: str = "") -> Taken:
    """Save the words of a file that came back, as `by`, marked as from outside.

    `seen` is the fingerprint of the preview that the person said yes to; LookAgain where it no longer holds. What is doubtful is taken
    only where its key is `chosen`. Words typed for an old font are left, or taken as `letters` says: KEEP or CONVERT. `note` says from
    which office or letter the words came; it holds no personal data.
    """
    edition = locked(edition)
    check_work(edition=edition, by=by)
    merged = merged_with(edition, sent)
    if merged.fingerprint != seen:
        raise LookAgain
    wanted = [answer for answer in merged.answers if _is_taken(answer, chosen, letters)]
    answers = wanted[:MOST_AT_ONCE]
    blocks = {str(block.key): block for block in edition.product.blocks.all()}
    if answers:
        _save(edition, blocks, answers, letters, by)
        _note(edition, sent.header, len(answers), note, by)
    remarks = _new_remarks(edition, blocks, merged)
    for block, text in remarks[:MOST_AT_ONCE]:
        comment(edition=edition, block=block, text=text, by=by)
    waiting = len(wanted[MOST_AT_ONCE:]) + len(remarks[MOST_AT_ONCE:])
    return Taken(len(answers), _open(merged) - len(wanted), waiting, len(remarks[:MOST_AT_ONCE]))


def _is_taken(answer: Answer, chosen: Collection[str], letters: str) -> bool:
    if not answer.can_be_taken or (answer.legacy and letters not in (KEEP, CONVERT)):
        return False
    return answer.outcome == Outcome.TAKEN or answer.here.key in chosen


def _save(edition: Edition, blocks: dict[str, Block], answers: list[Answer], letters: str, by) -> None:
    """What stands here was read under the lock that still holds: it is not asked for anew, segment by segment."""
    begin_work(edition=edition, by=by)
    language = source_of(edition).language
    segments = {segment.block_id: segment for segment in edition.segments.all()}
    for answer in answers:
        here, block = answer.here, blocks[answer.here.key]
        segment = segments.get(block.pk) or Segment(edition=edition, block=block)
        segment.text = _letters(edition, block, answer, letters, by)
        segment.text_hash, segment.made_from, segment.origin = text_hash(segment.text), answer.made_from, Origin.OUTSIDE
        keep(
            segment,
            edition=edition,
            block=block,
            by=by,
            source=Words(here.source, here.source_hash, language),
            as_it_came=answer.line.target,
        )
        copy_to_list(edition, block, segment)


def _letters(edition: Edition, block: Block, answer: Answer, letters: str, by) -> str:
    """The words of a line, with their letters turned where that was said."""
    if answer.legacy is None or letters != CONVERT:
        return answer.line.target
    changes = {f"segment {block.position}": (None, answer.legacy.name)}
    record("convert_letters", edition, by=by, changes=changes, unit=edition.product.unit_id)
    return answer.legacy.convert(answer.line.target)


def _new_remarks(edition: Edition, blocks: dict, merged: Merged) -> list[tuple[Block, str]]:
    """What people outside wrote beside a line begins a thread on its segment, once however often the file is taken in; a long one begins several."""
    there = set(Comment.objects.filter(edition=edition).values_list("block__key", "text"))
    said = [(blocks[one.here.key], text) for one in merged.answers if one.here and one.line for text in _remarks(one.line.comment)]
    return [(block, text) for block, text in dict.fromkeys(said) if (block.key, text) not in there]


def _remarks(text: str) -> list[str]:
    """`text` in parts as long as a comment may be."""
    parts = (text[start : start + LONGEST_REMARK].strip() for start in range(0, len(text), LONGEST_REMARK))
    return list(filter(None, parts))


def _note(edition: Edition, header: Header, count: int, note: str, by) -> None:
    said = note.replace("\0", "").strip()[:LONGEST_NOTE]
    revision = Revision.objects.get(edition=edition, stage__in=OPEN)
    line = " · ".join(filter(None, (header.file_id, header.day.isoformat(), said)))
    if line not in revision.outside.splitlines():
        revision.outside = f"{revision.outside}\n{line}".strip()
        revision.save(update_fields=["outside"])
    changes = {"file": (None, header.file_id), "segments": (None, count)}
    record("take_file", edition, by=by, changes=changes, note=said, unit=edition.product.unit_id)


def _open(merged: Merged) -> int:
    """How many lines could be taken, as they are or on a person's word."""
    return sum(1 for answer in merged.answers if answer.outcome in (Outcome.TAKEN, *ASKED))
