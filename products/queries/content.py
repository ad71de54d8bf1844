"""What an edition says: working words, and what a translator translates from. Each in a fixed number of statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kontum_ttdn.languages.breaking import MAY_BREAK, NO_BREAK
from kontum_ttdn.media.models import StoredFile
from products import content as shape
from products.checking import Excerpt, Finding, excerpt
from products.models import Block, Edition, Revision, Segment, Stage
from products.models.block import FIXED
from products.models.revision import EDITABLE, OPEN

from .captions import Tracks, cues_of, tracks_of

MARKED = 3  # places shown of one finding


@dataclass(frozen=True)
class Row:
    """One line of the editor: the block, what the source says, what we say, and whether the source moved since."""

    key: str
    kind: str
    label: str
    options: dict
    source: str
    source_hash: str
    text: str
    version: int
    made_from: str
    origin: str
    block: Block
    file: StoredFile | None
    saved_by: object | None = None
    saved_at: datetime | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def shows_origin(self) -> bool:
        """Typed words need no word about it; those filled in from the memory say so by their state until somebody confirms them."""
        return bool(self.text) and self.origin != "typed" and (self.origin != "memory" or bool(self.made_from))

    @property
    def source_has_marks(self) -> bool:
        """Whether a person typed break marks into the source: on a page they cannot be told from ours."""
        return MAY_BREAK in self.source or NO_BREAK in self.source

    @property
    def remarks(self) -> list[tuple[Finding, list[Excerpt]]]:
        """What the checks said, each with the marked places: in our words where they show it, else in the source's."""
        return [(one, [excerpt(text, span) for text, spans in self._places(one) for span in spans[:MARKED]]) for one in self.findings]

    def _places(self, finding: Finding):
        return [(self.text, finding.target)] if finding.target else [(self.source, finding.source)]

    @property
    def carrier(self) -> str:
        """Of a deposited file: sound, video, file."""
        return shape.carrier({"media_type": self.file.media_type}) if self.file else ""

    @property
    def state(self) -> str:
        """missing | stale | current, as a segment is drawn."""
        return state_of(bool(self.text.strip()), self.kind, self.source_hash, self.made_from)


def state_of(has_words: bool, kind: str, source_hash: str, made_from: str) -> str:
    """missing | stale | current, as a segment is drawn."""
    if not has_words and kind not in ("recording", "panel_break"):
        return "missing"
    return "stale" if source_hash and made_from != source_hash else "current"


def source_of(edition: Edition) -> Edition:
    """The edition this one is translated from; the source edition itself for the source language."""
    if edition.is_source:
        return edition
    language = edition.translated_from or edition.product.source_language
    return Edition.objects.select_related("approved", "product").get(product_id=edition.product_id, language=language)


def leads_others(edition: Edition) -> bool:
    """Whether other editions are translated from this one or were made from it: then it matters how much a revision of it changes."""
    if edition.is_source:
        return True
    others = Edition.objects.filter(product_id=edition.product_id)
    return others.filter(Q(translated_from=edition.language) | Q(approved__based_on__edition=edition)).exists()


def open_revision(edition: Edition) -> Revision | None:
    return edition.revisions.filter(stage__in=OPEN).first()


def is_editable(edition: Edition) -> bool:
    revision = open_revision(edition)
    return revision is None or revision.stage in EDITABLE


def working_content(edition: Edition) -> shape.Content:
    """What the edition would say if it were frozen now: blocks of the structure, or of the approved source for a translation."""
    segments = {segment.block_id: segment for segment in edition.segments.select_related("file")}
    tracks = tracks_of(edition, segments.values())
    if edition.is_source:
        return [made for block in _structure(edition) if (made := _source_item(block, segments.get(block.pk), tracks))]
    blocks = _blocks_by_key(edition.product_id)
    deposited = [block for block in blocks.values() if (segment := segments.get(block.pk)) and segment.file]
    if deposited:
        return _deposited_content(blocks, segments, deposited, tracks)
    source = source_of(edition).approved
    return [_translated_item(entry, segments.get(blocks[entry["key"]].pk)) for entry in source.content] if source else []


def editor_rows(edition: Edition, keys: Collection[str] | None = None, source: Edition | None = None) -> list[Row]:
    """Every block with source and target: the structure itself for the source edition, the approved source for a translation.

    `keys`: only these blocks; `source`: what `source_of` gave, where it is at hand.
    """
    segments = edition.segments.select_related("file", "saved_by")
    blocks = Block.objects.filter(product_id=edition.product_id).select_related("picture__file")
    if edition.is_source:
        blocks = blocks.standing()
    if keys is not None:
        blocks = blocks.filter(key__in=keys)
        segments = segments.filter(block_id__in=[block.pk for block in blocks])
    said = {segment.block_id: segment for segment in segments}
    if edition.is_source:
        return [_row(block, "", "", said.get(block.pk)) for block in blocks]
    approved = (source or source_of(edition)).approved
    content = approved.content if approved else []
    by_key = {str(block.key): block for block in blocks}
    own = [block for block in by_key.values() if (segment := said.get(block.pk)) and segment.file]
    if own:  # a file that is the edition by itself needs no other words than a title and a summary, if those
        content = [entry for entry in content if entry["kind"] in FIXED]
    rows = [
        _row(by_key[entry["key"]], entry["text"], entry["hash"], said.get(by_key[entry["key"]].pk))
        for entry in content
        if entry["hash"] and entry["key"] in by_key
    ]
    return [_row(block, "", "", said.get(block.pk)) for block in own] + rows


def is_deposited(file_id: int) -> bool:
    """Whether the stored file is an edition by itself, in work or beyond."""
    return Segment.objects.filter(file=file_id).exists()


def last_return(edition: Edition) -> str:
    """Why the open revision came back, if it did."""
    revision = open_revision(edition)
    return revision.note if revision and revision.stage == Stage.RETURNED else ""


def _deposited_content(blocks: dict[str, Block], segments: dict[int, Segment], deposited: list[Block], tracks: Tracks) -> shape.Content:
    """A file that is an edition by itself: its title and summary where there are such, and the file with its transcript."""
    fixed = [block for block in blocks.values() if block.is_fixed]
    shown = sorted([*fixed, *deposited], key=lambda block: block.position)
    return [made for block in shown if (made := _source_item(block, segments.get(block.pk), tracks))]


def _structure(edition: Edition):
    return Block.objects.filter(product_id=edition.product_id).standing().select_related("picture__file")


def _blocks_by_key(product_id: int) -> dict[str, Block]:
    return {str(block.key): block for block in Block.objects.filter(product_id=product_id).select_related("picture__file")}


def _source_item(block: Block, segment: Segment | None, tracks: Tracks) -> shape.Item | None:
    text = segment.text.strip() if segment else ""
    file = _file(segment)
    if not (text or file or block.picture_id or not block.has_words):
        return None
    return shape.item(block.key, block.kind, text, block.options, _picture(block), file, cues_of(segment, tracks))


def _translated_item(entry: shape.Item, segment: Segment | None) -> shape.Item:
    text = segment.text.strip() if segment else ""
    return shape.item(entry["key"], entry["kind"], text, entry["options"], entry.get("picture"))


def _picture(block: Block) -> dict | None:
    return {"sha256": block.picture.file.sha256, "credit": block.picture.credit} if block.picture_id else None


def _file(segment: Segment | None) -> dict | None:
    if segment is None or segment.file is None:
        return None
    return {"sha256": segment.file.sha256, "media_type": segment.file.media_type, "bytes": segment.file.size}


def _row(block: Block, source: str, source_hash: str, segment: Segment | None) -> Row:
    return Row(
        key=str(block.key),
        kind=block.kind,
        label=block.label,
        options=block.options,
        source=source,
        source_hash=source_hash,
        text=segment.text if segment else "",
        version=segment.version if segment else 0,
        made_from=segment.made_from if segment else "",
        origin=segment.origin if segment else "",
        block=block,
        file=segment.file if segment else None,
        saved_by=segment.saved_by if segment else None,
        saved_at=segment.saved_at if segment else None,
        findings=tuple(map(Finding.read, segment.findings)) if segment else (),
    )
